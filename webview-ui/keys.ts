import type { PageEvent } from './pageState';

/** A key that was pressed. `key` as the browser names it. */
export interface Key {
  readonly key: string;
  /** With Ctrl, Alt, Shift or the system's key, keys belong to VS Code. */
  readonly hasModifier: boolean;
  /** It is being held down. */
  readonly isRepeat: boolean;
  readonly target: KeyTarget;
}

/**
 * What has the focus: the position's slider; something that the arrows change; something that Space presses; or
 * anything else.
 */
export type KeyTarget = 'position' | 'value' | 'button' | 'page';

/** Seconds that an arrow seeks. */
const STEP = 5;

/** What a key does; undefined leaves it to the browser and to VS Code. */
export function eventOfKey({ key, hasModifier, isRepeat, target }: Key): PageEvent | undefined {
  if (hasModifier || target === 'value') return undefined;
  switch (key) {
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
    default:
      return undefined;
  }
}
