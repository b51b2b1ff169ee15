import type { PageEvent } from './pageState';

/** A key that was pressed. `key` as the browser names it. */
export interface Key {
  readonly key: string;
  readonly modifier: Modifier;
  /** It is being held down. */
  readonly isRepeat: boolean;
  readonly target: KeyTarget;
}

/** `control` is the Command key, too. Everything else belongs to VS Code. */
export type Modifier = 'none' | 'shift' | 'control' | 'other';

/**
 * What has the focus: the position's slider; something that the arrows change; something that Space presses; or
 * anything else.
 */
export type KeyTarget = 'position' | 'value' | 'button' | 'page';

/** Seconds that an arrow seeks. */
const STEP = 5;

/** All keys as the help shows them. */
export const keyHelp: readonly (readonly [key: string, what: string])[] = [
  ['Space', 'Play or pause'],
  ['← →', 'Back or forward 5 seconds'],
  ['Shift + ← →', 'Previous or next sentence'],
  ['Ctrl or ⌘ + ← →', 'Previous or next segment'],
  ['Home, End', 'To the beginning or the end'],
  ['↑ ↓', 'Through the sentences or the segments, when one has the focus'],
  ['Enter', 'Go to the sentence or the segment that has the focus'],
  ['L', 'Repeat the sentence, or stop repeating'],
  ['M', 'Mute or unmute'],
  ['?', 'Show these keys'],
];

/** What a key does; undefined leaves it to the browser and to VS Code. */
export function eventOfKey({ key, modifier, isRepeat, target }: Key): PageEvent | undefined {
  if (target === 'value') return undefined;
  switch (modifier) {
    case 'none':
      return plainKey({ key, isRepeat, target });
    case 'shift':
      if (key === '?') return { kind: 'showHelp' };
      return withDirection(key, (direction) => ({ kind: 'stepSentence', direction }));
    case 'control':
      return withDirection(key, (direction) => (isRepeat ? undefined : { kind: 'step', direction }));
    case 'other':
      return undefined;
  }
}

function plainKey({ key, isRepeat, target }: Omit<Key, 'modifier'>): PageEvent | undefined {
  // With Caps Lock a letter is a capital one.
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case ' ':
      return target === 'button' || isRepeat ? undefined : { kind: 'toggle' };
    case 'ArrowLeft':
      return { kind: 'seekBy', seconds: -STEP };
    case 'ArrowRight':
      return { kind: 'seekBy', seconds: STEP };
    // A slider answers to these, too; elsewhere they scroll.
    case 'ArrowDown':
      return target === 'position' ? { kind: 'seekBy', seconds: -STEP } : undefined;
    case 'ArrowUp':
      return target === 'position' ? { kind: 'seekBy', seconds: STEP } : undefined;
    case 'Home':
      return { kind: 'seekTo', time: 0 };
    case 'End':
      return { kind: 'seekTo', time: Number.POSITIVE_INFINITY };
    case 'l':
      return isRepeat ? undefined : { kind: 'toggleLoop' };
    case 'm':
      return isRepeat ? undefined : { kind: 'toggleMuted' };
    case '?':
      return { kind: 'showHelp' };
    default:
      return undefined;
  }
}

function withDirection(
  key: string,
  eventOf: (direction: 'previous' | 'next') => PageEvent | undefined,
): PageEvent | undefined {
  if (key === 'ArrowLeft') return eventOf('previous');
  return key === 'ArrowRight' ? eventOf('next') : undefined;
}
