import { rm } from 'node:fs/promises';
import type { CompletedSegmentAudio } from '../../api';
import { StoryFlowError } from '../errors';
import type { Log, SpeechEngine, WavWriter } from '../ports';
import { pathBeside, removeLeftovers, renameOver } from '../replaceFile';
import { audioPath, audioUrl } from '../store/paths';
import type { SegmentStore } from '../store/segmentStore';
import type { Library } from './library';
import { planSegment, type SpeechSettings } from './planSegment';
import { speakUtterances, type AudioSource, type SpokenUtterances } from './speakUtterances';
import { hasText, nameOf, type Segment, type Story } from './story';

/** One utterance of a segment has its audio. */
export interface UtteranceReport {
  readonly segment: Segment;
  readonly source: AudioSource;
  /** Of the utterance. */
  readonly characters: number;
}

export interface GenerateDeps {
  readonly library: Library;
  readonly store: SegmentStore;
  readonly engine: SpeechEngine;
  readonly writer: WavWriter;
  readonly cache: SpokenUtterances;
  readonly mediaRoot: string;
  readonly log: Log;
  readonly onUtterance: (report: UtteranceReport) => void;
}

export interface GenerateOptions {
  /** As it was captured when the task was submitted (decision D-10). */
  readonly settings: SpeechSettings;
  readonly force: boolean;
  /** The caller's explicit consent to replace locked audio (decision D-05). */
  readonly includeLocked: boolean;
  readonly signal: AbortSignal;
}

/**
 * Makes one segment's wav with the text that it has now, and records it. The old wav stays until the new one is
 * complete. Resolves with undefined when the signal stopped it; what was spoken until then stays in the cache.
 */
export async function generateSegment(
  segmentId: string,
  deps: GenerateDeps,
  options: GenerateOptions,
): Promise<CompletedSegmentAudio | undefined> {
  const { story, segment } = await deps.library.segment(segmentId);
  assertMayReplace(segment, options);
  const plan = planSegment(segment.parsed, options.settings);
  const parts = await speakUtterances(plan, {
    engine: deps.engine,
    cache: deps.cache,
    force: options.force,
    isStopped: () => options.signal.aborted,
    onUtterance: (utterance, source) => {
      deps.onUtterance({ segment, source, characters: utterance.text.length });
    },
  });
  if (!parts) return undefined;

  const path = audioPath(deps.mediaRoot, story.projectId, segment.id);
  await removeLeftovers(path);
  const beside = pathBeside(path);
  const { durationSeconds } = await deps.writer.write({
    path: beside,
    parts,
    sentences: plan.sentences.map(({ text }) => text),
    pauses: plan.settings.pauses,
    tags: tagsOf(story, segment, plan),
  });
  try {
    // The segment may have been deleted or locked while it was being spoken (decisions D-09 and D-14).
    const now = await deps.library.segment(segmentId);
    assertMayReplace(now.segment, options);
    await renameOver(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
  const { textHash, settingsHash, settings } = plan;
  const { voice, speed, pauses } = settings;
  await deps.store.setAudio(segment.id, { durationSeconds, textHash, settingsHash, voice, speed, pauses });
  return {
    segment_id: segment.id,
    audio_url: audioUrl(story.projectId, segment.id),
    duration: durationSeconds,
  };
}

/** Throws EmptyText or SegmentLocked, in that order (statement 11). */
export function assertMayReplace(segment: Segment, { includeLocked }: { includeLocked: boolean }): void {
  if (!hasText(segment)) {
    throw new StoryFlowError(
      'EmptyText',
      `There is no text to speak in ${nameOf(segment)}: write some under its heading.`,
    );
  }
  if (segment.isLocked && !includeLocked) {
    throw new StoryFlowError(
      'SegmentLocked',
      `The audio of ${nameOf(segment)} is locked and was left as it is: unlock it first.`,
    );
  }
}

function tagsOf(story: Story, { id, parsed, stored }: Segment, plan: ReturnType<typeof planSegment>) {
  const { voice, speed, pauses } = plan.settings;
  return {
    segmentId: id,
    projectId: story.projectId,
    story: story.storyPath,
    // A wav's record has a limit; nobody's heading does.
    heading: parsed.heading.slice(0, 1000),
    ordinal: parsed.ordinal,
    textHash: plan.textHash,
    settingsHash: plan.settingsHash,
    voice,
    speed,
    pauses,
    image: stored?.imageFile?.split('/').at(-1) ?? '',
  };
}
