import { messageOf, StoryFlowError, type ErrorCode } from '../errors';
import { voiceForm } from '../speech/lexicon/voiceForm';
import type { TaskManager } from '../tasks/taskManager';
import { generateSegment, type GenerateDeps } from './generateSegment';
import { settingsOf } from './markedVoices';
import { hasText, type Segment, type Story } from './story';

/**
 * Gives these segments of a story the audio of what was spoken before, as after an undo or of a pasted copy, where every
 * utterance of theirs is remembered: nothing is ever spoken for it. A segment that is locked, has audio or is being
 * spoken is left as it is. Resolves with the ids of those that got audio; failures are logged.
 */
export async function recallAudio(
  story: Story,
  segmentIds: readonly string[],
  deps: GenerateDeps & { readonly tasks: TaskManager },
): Promise<string[]> {
  const wanted = new Set(segmentIds);
  const recalled: string[] = [];
  for (const segment of story.segments) {
    const { id, isLocked, stored } = segment;
    const isWanting = wanted.has(id) && stored && !stored.audio && !isLocked && hasText(segment);
    if (!isWanting || !(await isRemembered(segment, deps))) continue;
    if (deps.tasks.activeTaskOf(id) === undefined && (await recall(segment, deps))) recalled.push(id);
  }
  return recalled;
}

async function isRemembered({ plan }: Segment, { cache }: GenerateDeps): Promise<boolean> {
  for (const utterance of plan.utterances) {
    const settings = settingsOf(utterance, plan);
    if (!(await cache.get(voiceForm(utterance, settings.language), settings))) return false;
  }
  return true;
}

async function recall({ id, plan }: Segment, deps: GenerateDeps): Promise<boolean> {
  // The cache may forget an utterance between two looks at it.
  const silent = {
    synthesize: () => Promise.reject(new StoryFlowError('Cancelled', 'It is not remembered.')),
  };
  const options = { settings: plan.settings, force: false, includeLocked: false };
  try {
    const { signal } = new AbortController();
    await generateSegment(id, { ...deps, engine: silent }, { ...options, signal });
    return true;
  } catch (error) {
    if (!(error instanceof StoryFlowError && REFUSALS.has(error.code)))
      deps.log.warn(`The audio of segment ${id} was not brought back: ${messageOf(error)}`);
    return false;
  }
}

/** It may have been changed, locked or deleted meanwhile. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'Cancelled',
  'SegmentNotFound',
  'SegmentLocked',
  'EmptyText',
]);
