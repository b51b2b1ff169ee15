import type { SegmentView } from '../studio/protocol';
import type { SegmentActivity } from './taskBoard';

/** What the words for a segment's state are made of. */
export type SegmentStateView = Pick<
  SegmentView,
  'status' | 'staleBecause' | 'failure' | 'checks' | 'isLocked' | 'lockedText' | 'hasText' | 'audio'
>;

/** A segment's state as it is read: `ready 5.2 s, locked`, `out of date: text and voice changed`. */
export function stateInWords(segment: SegmentStateView, activity?: SegmentActivity): string {
  const { state, seconds, why } = stateOf(segment, activity);
  const length = seconds === undefined ? '' : ` ${shortDuration(seconds)}`;
  const reason = why === undefined ? '' : `: ${why}`;
  return [`${state}${length}${reason}`, ...lockWords(segment)].join(', ');
}

/** A segment's state as a screen reader says it: `ready, 5.2 seconds, locked`. */
export function stateSpoken(segment: SegmentStateView, activity?: SegmentActivity): string {
  const { state, seconds, why } = stateOf(segment, activity);
  return [
    state,
    ...(seconds === undefined ? [] : [longDuration(seconds)]),
    ...(why === undefined ? [] : [why]),
    ...lockWords(segment),
  ].join(', ');
}

/** How a segment is called; text before the first heading has a name, too. */
export function segmentName({ heading }: Pick<SegmentView, 'heading'>): string {
  return heading === '' ? '(no heading)' : heading;
}

/** How long a sound is: `5.2 s` below a minute, else as `clockTime` writes it. */
export function shortDuration(seconds: number): string {
  const tenths = tenthsOf(seconds);
  return tenths < 600 ? `${(tenths / 10).toFixed(1)} s` : clockTime(seconds);
}

/** The same in words: `5.2 seconds`, `1 minute 5 seconds`. */
export function longDuration(seconds: number): string {
  const tenths = tenthsOf(seconds);
  if (tenths < 600) return tenths === 10 ? '1 second' : `${tenths / 10} seconds`;
  const [hours, minutes, rest] = clockParts(seconds);
  const parts = [countOf(hours, 'hour'), countOf(minutes, 'minute'), countOf(rest, 'second')];
  return parts.filter((part) => !part.startsWith('0 ')).join(' ');
}

/** Seconds as M:SS, or H:MM:SS from an hour on. */
export function clockTime(seconds: number): string {
  const [hours, minutes, rest] = clockParts(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Words as a sentence or a title begins. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `1 segment`, `2 segments`. */
export function countOf(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}

interface State {
  readonly state: string;
  readonly seconds?: number;
  readonly why?: string;
}

function stateOf(segment: SegmentStateView, activity: SegmentActivity | undefined): State {
  if (activity) return { state: activity };
  const { status, staleBecause, failure, checks, hasText, audio } = segment;
  switch (status) {
    case 'none':
      return { state: hasText ? 'no audio' : 'no text' };
    case 'ready':
      return { state: 'ready', ...(audio ? { seconds: audio.durationSeconds } : {}) };
    case 'check':
      return { state: 'check', why: checkInWords(checks) };
    case 'stale':
      return { state: 'out of date', why: `${listed(staleBecause)} changed` };
    case 'failed':
      return { state: 'failed', ...(failure === undefined ? {} : { why: failure }) };
    case 'detached':
      return { state: 'detached' };
  }
}

/** What is to be listened to: `the sentence “…” is distorted, and 2 more places`. */
export function checkInWords([first, ...others]: SegmentView['checks']): string {
  return `${first?.reason ?? ''}${others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'place' : 'places'}`}`;
}

/** Words as a list: `text and voice`. */
export function listed(words: readonly string[]): string {
  listFormat ??= new Intl.ListFormat('en');
  return listFormat.format(words);
}

/** Made when it is first needed: its data takes 10 ms to load, which activating must not wait for. */
let listFormat: Intl.ListFormat | undefined;

function lockWords({ isLocked, lockedText, status, staleBecause }: SegmentStateView): string[] {
  if (!isLocked) return [];
  const isTold = status === 'stale' && staleBecause.includes('text');
  return lockedText === undefined || isTold ? ['locked'] : ['locked', 'text changed since'];
}

function tenthsOf(seconds: number): number {
  return Math.max(0, Math.round(seconds * 10));
}

function clockParts(seconds: number): [hours: number, minutes: number, seconds: number] {
  const whole = Math.max(0, Math.round(seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}
