import type { StoredSegment } from '../store/segmentRow';
import type { SegmentPlan } from './planSegment';

/** What a segment's audio is worth now. */
export type SegmentStatus = 'none' | 'ready' | 'check' | 'stale' | 'failed' | 'detached';

/** What changed since a segment's audio was made. */
export type StaleReason = 'text' | 'voice' | 'speed' | 'pauses' | 'lexicon' | 'language' | 'model';

export interface SegmentState {
  readonly status: SegmentStatus;
  /** Empty unless the status is `stale`. */
  readonly staleBecause: readonly StaleReason[];
}

/** What is known of the voice that a plan names. */
export interface PlannedVoice {
  /**
   * False where only a default decided on it: then audio of another voice stays valid, because what the draft voice and
   * Kokoro made never replaces each other unasked (D-28).
   */
  readonly isNamed: boolean;
  /** What would speak it now; undefined where that is not there, which makes no audio out of date (D-28). */
  readonly model: string | undefined;
}

/** The state of a segment. */
export function segmentState(
  stored: StoredSegment | undefined,
  plan: SegmentPlan,
  voice: PlannedVoice,
): SegmentState {
  const staleBecause = stored ? staleReasons(stored, plan, voice) : [];
  if (stored && isFailed(stored, plan)) return { status: 'failed', staleBecause: [] };
  if (!stored?.audio) return { status: 'none', staleBecause: [] };
  if (staleBecause.length > 0) return { status: 'stale', staleBecause };
  return { status: stored.audio.checks.length > 0 ? 'check' : 'ready', staleBecause };
}

/** Whether a segment's audio says what its text does: what is to be listened to is not made again unasked. */
export function isUpToDate(status: SegmentStatus): boolean {
  return status === 'ready' || status === 'check';
}

/** What failed with another text or other settings says nothing of these. */
function isFailed({ failure, failedAttempt }: StoredSegment, plan: SegmentPlan): boolean {
  if (failure === undefined) return false;
  return (
    !failedAttempt ||
    (failedAttempt.textHash === plan.textHash && failedAttempt.settingsHash === plan.settingsHash)
  );
}

function staleReasons(
  { audio }: StoredSegment,
  plan: SegmentPlan,
  { isNamed, model }: PlannedVoice,
): StaleReason[] {
  if (!audio) return [];
  const { voice, speed, pauses } = plan.settings;
  const reasons: StaleReason[] = [];
  if (audio.textHash !== plan.textHash) reasons.push('text');
  if (isNamed && audio.voice !== voice) reasons.push('voice');
  if (audio.speed !== speed) reasons.push('speed');
  const kinds = ['part', 'sentence', 'paragraph', 'heading'] as const;
  if (kinds.some((kind) => audio.pauses[kind] !== pauses[kind])) reasons.push('pauses');
  // Another text has other words, and another voice may not be able to say them otherwise.
  if (audio.textHash === plan.textHash && audio.voice === voice && audio.lexiconHash !== plan.lexiconHash)
    reasons.push('lexicon');
  // Of the settings that shape the sound only the language is not stored by itself.
  if (reasons.length === 0 && audio.voice === voice && audio.settingsHash !== plan.settingsHash)
    reasons.push('language');
  const isComparable = audio.voice === voice && audio.model !== undefined && model !== undefined;
  if (isComparable && audio.model !== model) reasons.push('model');
  return reasons;
}
