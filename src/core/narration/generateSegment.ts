import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CompletedSegmentAudio } from '../../api';
import { isErrorCode, messageOf, StoryFlowError } from '../errors';
import type { TakeCheck } from '../model';
import type { Log, SpeechEngine, WavWriter } from '../ports';
import { pathBeside, removeLeftovers, renameOver } from '../replaceFile';
import { fileStamp } from '../store/fileStamp';
import { notWritable } from '../store/fileError';
import { assertInsideMedia, removeFileInside } from '../store/mediaFiles';
import { audioPath, audioReference, audioUrl } from '../store/paths';
import type { StoredAudio } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import type { Library } from './library';
import { assertIsMissing, lockedPlan } from './lockedPlan';
import { planSegment, type SegmentPlan, type SpeechSettings } from './planSegment';
import { speakUtterances, type AudioSource, type SpokenUtterances } from './speakUtterances';
import { assertUnlocked, withLocksHeld } from './unlocked';
import { hasText, nameOf, segmentNotFound, type Segment, type Story } from './story';

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
  /** What speaks a voice now; undefined where it is not there. */
  readonly modelOf: (voice: string) => Promise<string | undefined>;
}

export interface GenerateOptions {
  /** As it was captured when the task was submitted (decision D-10). */
  readonly settings: SpeechSettings;
  readonly force: boolean;
  /** The caller's explicit consent to replace locked audio (decision D-05). */
  readonly includeLocked: boolean;
  /** Speaks the text as it was locked, of a locked segment whose audio is missing. Nothing is ever replaced then. */
  readonly asLocked?: boolean;
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
  const { story, segment } = await ownSegment(segmentId, deps, options);
  const plan = options.asLocked
    ? lockedPlan(segment, options.settings)
    : planSegment(segment.parsed, options.settings);
  try {
    return await makeAudio({ story, segment, plan }, deps, options);
  } catch (error) {
    await recordFailure(segment.id, plan, error, deps);
    throw error;
  }
}

interface Subject {
  readonly story: Story;
  readonly segment: Segment;
  readonly plan: SegmentPlan;
}

async function makeAudio(
  { story, segment, plan }: Subject,
  deps: GenerateDeps,
  options: GenerateOptions,
): Promise<CompletedSegmentAudio | undefined> {
  const path = audioPath(deps.mediaRoot, story.projectId, segment.id);
  // Before all the work: what stands in the way then mostly stands there now.
  await assertInsideMedia(deps.mediaRoot, dirname(path));
  // Before it speaks: of two that were there meanwhile the later one must not be told.
  const model = await deps.modelOf(plan.settings.voice);
  const spoken = await speakUtterances(plan, {
    engine: deps.engine,
    cache: deps.cache,
    force: options.force,
    isStopped: () => options.signal.aborted,
    onUtterance: (utterance, source) => {
      deps.onUtterance({ segment, source, characters: utterance.text.length });
    },
  });
  if (!spoken) {
    // A deletion stops what is spoken, and is to be told apart from a person who stopped the task.
    await replaceableSegment(segment.id, deps, options);
    return undefined;
  }
  const { parts, checks } = spoken;
  if (!spoken.isAudible) throw soundless(segment, checks);
  await removeLeftovers(path);
  const beside = pathBeside(path);
  try {
    const { durationSeconds } = await deps.writer.write({
      path: beside,
      parts,
      sentences: plan.sentences.map(({ text }) => text),
      pauses: plan.settings.pauses,
      tags: { ...tagsOf(story, segment, plan), model: model ?? '', checks },
    });
    const isInPlace = await withLocksHeld(deps.library.root, async () => {
      // The segment may have been deleted or locked while it was being spoken (decisions D-09 and D-14).
      const now = await replaceableSegment(segment.id, deps, options);
      if (now.segment.stored?.projectId !== story.projectId) return false;
      await renameOver(beside, path).catch((error: unknown) => {
        throw notWritable(path, error);
      });
      const stamp = await fileStamp(path).catch(() => undefined);
      await record(segment, plan, { durationSeconds, stamp, model, checks }, deps);
      return true;
    });
    // It moved to another story meanwhile. What was spoken is remembered.
    if (!isInPlace) return await generateSegment(segment.id, deps, { ...options, force: false });
    return {
      segment_id: segment.id,
      audio_url: audioUrl(story.projectId, segment.id),
      duration: durationSeconds,
    };
  } finally {
    // What cannot be removed now is a leftover later.
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

/** A wav that nobody can hear takes no other one's place. */
function soundless(segment: Segment, [check]: readonly TakeCheck[]): StoryFlowError {
  return new StoryFlowError(
    'SpeechFailed',
    `Nothing of ${nameOf(segment)} can be heard (${check?.reason ?? 'it has no sound'}): choose another voice or model file.`,
  );
}

/** The segment in the story whose own it is: it may have moved there before anything was written. */
async function ownSegment(
  segmentId: string,
  deps: GenerateDeps,
  options: GenerateOptions,
): Promise<{ story: Story; segment: Segment }> {
  const found = await replaceableSegment(segmentId, deps, options);
  if (found.segment.stored?.projectId === found.story.projectId) return found;
  await deps.library.keep(found.story);
  return replaceableSegment(segmentId, deps, options);
}

/** The segment as it is now. One that has text but no record was deleted, and its text came back. */
async function replaceableSegment(
  segmentId: string,
  { library }: GenerateDeps,
  options: GenerateOptions,
): Promise<{ story: Story; segment: Segment }> {
  const found = await library.segment(segmentId);
  if (!found.segment.stored) throw segmentNotFound(segmentId);
  if (options.asLocked) assertIsMissing(found.segment);
  else assertMayReplace(found.segment, options);
  return found;
}

async function record(
  { id, projectId }: Segment,
  { textHash, settingsHash, lexiconHash, settings: { voice, speed, pauses } }: SegmentPlan,
  file: Pick<StoredAudio, 'durationSeconds' | 'stamp' | 'model' | 'checks'>,
  { store, mediaRoot }: GenerateDeps,
): Promise<void> {
  try {
    await store.setAudio(id, { ...file, textHash, settingsHash, lexiconHash, voice, speed, pauses });
  } catch (error) {
    // Deleted a moment ago, by another window: its wav must not stay (statement 48).
    if (isErrorCode(error, 'SegmentNotFound'))
      await removeFileInside(mediaRoot, audioReference(projectId, id));
    throw error;
  }
}

/**
 * Keeps the reason with the segment, and what was to be spoken: of another text it says nothing. Refusals are no
 * failures, and a segment that is gone needs no reason.
 */
async function recordFailure(
  segmentId: string,
  { textHash, settingsHash }: SegmentPlan,
  error: unknown,
  { store, log }: GenerateDeps,
): Promise<void> {
  const refusals = ['EmptyText', 'SegmentLocked', 'SegmentNotFound', 'Cancelled'];
  if (error instanceof StoryFlowError && refusals.includes(error.code)) return;
  try {
    await store.setFailure(segmentId, messageOf(error), { textHash, settingsHash });
  } catch (second) {
    log.warn(`The failure of segment ${segmentId} could not be recorded: ${messageOf(second)}`);
  }
}

/** Throws EmptyText or SegmentLocked, in that order (statement 11). */
export function assertMayReplace(segment: Segment, { includeLocked }: { includeLocked: boolean }): void {
  if (!hasText(segment)) {
    throw new StoryFlowError(
      'EmptyText',
      `There is no text to speak in ${nameOf(segment)}: write some under its heading.`,
    );
  }
  if (!includeLocked) assertUnlocked(segment);
}

function tagsOf(story: Story, { id, parsed, stored }: Segment, plan: SegmentPlan) {
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
    lexiconHash: plan.lexiconHash,
    voice,
    speed,
    pauses,
    image: stored?.imageFile?.split('/').at(-1) ?? '',
  };
}
