import { isUpToDate } from '../../core/narration/segmentState';
import type { SegmentView } from '../../studio/protocol';
import type { SegmentActivity } from '../taskBoard';
import { capitalized, clockTime, stateInWords } from '../words';

/** What a lens offers to do with a segment. */
export type SegmentAct = 'play' | 'soundsRight' | 'generate' | 'regenerate' | 'cancel' | 'lock' | 'unlock';

/** What a lens offers to do with a story. */
export type StoryAct = 'play' | 'generateChanged' | 'cancel';

type ActedOn = Pick<SegmentView, 'audio' | 'hasText' | 'isLocked' | 'status'>;

/** What can be done with a segment now, in the order of the lenses. In Restricted Mode it can only be played. */
export function segmentActs(
  segment: ActedOn,
  { activity, isTrusted }: { activity: SegmentActivity | undefined; isTrusted: boolean },
): SegmentAct[] {
  const acts: SegmentAct[] = segment.audio ? ['play'] : [];
  if (!isTrusted) return acts;
  if (activity) acts.push('cancel');
  else if (isWanted(segment)) acts.push('generate');
  else {
    if (segment.status === 'check') acts.push('soundsRight');
    if (segment.hasText && !segment.isLocked) acts.push('regenerate');
  }
  if (segment.isLocked) acts.push('unlock');
  else if (segment.hasText) acts.push('lock');
  return acts;
}

/** What can be done with a story now, in the order of the lenses. In Restricted Mode it can only be played. */
export function storyActs(
  segments: readonly ActedOn[],
  { isGenerating, isTrusted }: { isGenerating: boolean; isTrusted: boolean },
): StoryAct[] {
  const acts: StoryAct[] = segments.some(({ audio }) => audio) ? ['play'] : [];
  if (!isTrusted) return acts;
  if (isGenerating) acts.push('cancel');
  else if (segments.some(isWanted)) acts.push('generateChanged');
  return acts;
}

/** A segment's state as a lens says it. Why it failed, or is to be checked, is too long to stand above a heading. */
export function segmentInWords(segment: SegmentView, activity: SegmentActivity | undefined): string {
  if (segment.status === 'check' && !activity) return segment.isLocked ? 'Check, locked' : 'Check';
  return capitalized(stateInWords({ ...segment, failure: undefined }, activity));
}

/** How far a story is: `7/20 ready · 1 to check · 12:34`. A heading that only holds others is not counted. */
export function storyInWords(segments: readonly ActedOn[]): string {
  const spoken = segments.filter(({ hasText }) => hasText);
  if (spoken.length === 0) return 'No text';
  const count = (wanted: SegmentView['status']) => spoken.filter(({ status }) => status === wanted).length;
  const seconds = segments.reduce((sum, { audio }) => sum + (audio?.durationSeconds ?? 0), 0);
  return [
    `${count('ready')}/${spoken.length} ready`,
    ...(count('check') > 0 ? [`${count('check')} to check`] : []),
    ...(seconds > 0 ? [clockTime(seconds)] : []),
  ].join(' · ');
}

/** Whether its audio is to be made, or made anew. */
function isWanted({ hasText, isLocked, status }: ActedOn): boolean {
  return hasText && !isLocked && !isUpToDate(status);
}
