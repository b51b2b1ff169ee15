import type { StoredSegment } from '../store/segmentRow';
import type { SegmentPlan } from './planSegment';

/** What a segment's audio is worth now. */
export type SegmentStatus = 'none' | 'ready' | 'stale' | 'failed' | 'detached';

/** What changed since a segment's audio was made. */
export type StaleReason = 'text' | 'voice' | 'speed' | 'pauses' | 'lexicon' | 'language';

export interface SegmentState {
  readonly status: SegmentStatus;
  /** Empty unless the status is `stale`. */
  readonly staleBecause: readonly StaleReason[];
}

/**
 * The state of a segment. `isVoiceNamed` false means that only a default decided on the plan's voice: then audio of
 * another voice stays valid, because what the draft voice and Kokoro made never replaces each other unasked (D-28).
 */
export function segmentState(
  stored: StoredSegment | undefined,
  plan: SegmentPlan,
  isVoiceNamed: boolean,
): SegmentState {
  const staleBecause = stored ? staleReasons(stored, plan, isVoiceNamed) : [];
  if (stored && isFailed(stored, plan)) return { status: 'failed', staleBecause: [] };
  if (!stored?.audio) return { status: 'none', staleBecause: [] };
  return { status: staleBecause.length > 0 ? 'stale' : 'ready', staleBecause };
}

/** What failed with another text or other settings says nothing of these. */
function isFailed({ failure, failedAttempt }: StoredSegment, plan: SegmentPlan): boolean {
  if (failure === undefined) return false;
  return (
    !failedAttempt ||
    (failedAttempt.textHash === plan.textHash && failedAttempt.settingsHash === plan.settingsHash)
  );
}

function staleReasons({ audio }: StoredSegment, plan: SegmentPlan, isVoiceNamed: boolean): StaleReason[] {
  if (!audio) return [];
  const { voice, speed, pauses } = plan.settings;
  const reasons: StaleReason[] = [];
  if (audio.textHash !== plan.textHash) reasons.push('text');
  if (isVoiceNamed && audio.voice !== voice) reasons.push('voice');
  if (audio.speed !== speed) reasons.push('speed');
  const kinds = ['part', 'sentence', 'paragraph', 'heading'] as const;
  if (kinds.some((kind) => audio.pauses[kind] !== pauses[kind])) reasons.push('pauses');
  // Another text has other words, and another voice may not be able to say them otherwise.
  if (audio.textHash === plan.textHash && audio.voice === voice && audio.lexiconHash !== plan.lexiconHash)
    reasons.push('lexicon');
  // Of the settings that shape the sound only the language is not stored by itself.
  if (reasons.length === 0 && audio.voice === voice && audio.settingsHash !== plan.settingsHash)
    reasons.push('language');
  return reasons;
}
