import * as vscode from 'vscode';
import * as z from 'zod';
import { StoryFlowError } from '../../core/errors';
import { isUpToDate } from '../../core/narration/segmentState';
import { NO_HEADING } from '../../core/story/headingAttributes';
import type { SegmentView, StoryView } from '../../studio/protocol';
import { registerCommand, runCommand } from '../commandIds';
import { telling } from '../errors';
import { costsOfAgain } from '../generate/consent';
import type { StoryFlow } from '../storyFlow';
import { requireSegments, type SegmentTarget } from '../targets';
import { assertTrusted } from '../trust';
import { countOf, segmentName } from '../words';
import { applyFileEdits } from '../writeText';
import { consentToChange } from './changeSpeech';
import { pickVoice, VOICE_OF_STORY, type Listen, type VoiceQuestion } from './pickVoice';

/** Names the voice, or VOICE_OF_STORY, instead of asking for it; beside what names the segments. */
const argument = z.object({ voice: z.string() });

/**
 * Choose Voice for This Segment: for the segments that the command is about, into their headings. Every voice can be heard
 * before it is chosen; `listen` plays it.
 */
export function registerChooseSegmentVoice(app: StoryFlow, listen: Listen): vscode.Disposable {
  return registerCommand('storyflow.chooseSegmentVoice', (...args) =>
    telling(app.log, async () => {
      assertTrusted();
      const targets = await requireSegments(app, args);
      // Who cannot have what is chosen is not to choose first.
      if (segmentsOf(targets).some(({ level }) => level === 0))
        throw new StoryFlowError('WrongUse', NO_HEADING);
      const named = argument.safeParse(args[0]);
      const wanted = named.success ? named.data.voice : await pickVoice(app, questionFor(targets), listen);
      if (wanted === undefined) return;
      const voice = wanted.trim();
      await changeVoice(app, targets, voice === VOICE_OF_STORY ? undefined : voice);
    }),
  );
}

function questionFor(targets: readonly SegmentTarget[]): VoiceQuestion {
  const segments = segmentsOf(targets);
  const [first] = segments;
  const name =
    segments.length === 1 && first ? `“${segmentName(first)}”` : countOf(segments.length, 'segment');
  return {
    title: vscode.l10n.t('Voice of {0}', name),
    current: shared(segments.map(({ voice }) => voice ?? VOICE_OF_STORY)),
    speed: targets[0]?.story.voice.speed ?? 1,
    ofStory: { voice: shared(targets.map(({ story }) => story.voice.voice)) },
  };
}

/** What all have; undefined where they differ. */
function shared(values: readonly string[]): string | undefined {
  const [value, ...others] = new Set(values);
  return others.length === 0 ? value : undefined;
}

/** Writes the voice into the headings, after telling what that costs where there is audio. Undefined for the story's. */
async function changeVoice(
  app: StoryFlow,
  targets: readonly SegmentTarget[],
  voice: string | undefined,
): Promise<void> {
  const edits = await app.studio.call('planSegmentVoice', {
    segmentIds: idsOf(targets),
    ...(voice === undefined ? {} : { voice }),
  });
  if (edits.length === 0) return;
  const outdated = targets
    .map(({ story, segments }) => ({
      story,
      segments: segments.filter((segment) => losesAudio(story, segment, voice)),
    }))
    .filter(({ segments }) => segments.length > 0);
  const answer = outdated.length > 0 ? await consent(app, outdated, voice) : 'change';
  if (answer === undefined) return;
  await applyFileEdits(edits);
  for (const { path } of edits) await app.stories.reload(vscode.Uri.file(path));
  if (answer === 'generate') await runCommand('storyflow.generate', { segmentIds: idsOf(outdated) });
}

/** Whether a segment's audio is up to date, and will not be with this voice. A locked one keeps what it has. */
function losesAudio(
  story: StoryView,
  { status, isLocked, audio, voice: own }: SegmentView,
  voice: string | undefined,
): boolean {
  if (!audio || isLocked || !isUpToDate(status) || voice === own) return false;
  // Where only a default decides on the story's voice, audio of another one stays valid.
  return voice === undefined
    ? story.voice.isNamed && audio.voice !== story.voice.voice
    : audio.voice !== voice;
}

async function consent(
  app: StoryFlow,
  targets: readonly SegmentTarget[],
  voice: string | undefined,
): Promise<'change' | 'generate' | undefined> {
  const costs = await costsOfAgain(app, targets, (story) => ({ voice: voice ?? story.voice.voice }));
  const seconds = costs.reduce((sum, cost) => sum + cost.seconds, 0);
  return consentToChange({ again: segmentsOf(targets).length, seconds }, 'voice');
}

function segmentsOf(targets: readonly SegmentTarget[]): SegmentView[] {
  return targets.flatMap(({ segments }) => segments);
}

function idsOf(targets: readonly SegmentTarget[]): string[] {
  return segmentsOf(targets).map(({ id }) => id);
}
