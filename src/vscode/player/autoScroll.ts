/** What an editor's scrolling hears of. `isVisible`: at least a part of the spoken sentence is in the visible range. */
export type ScrollEvent =
  /** Another sentence is the spoken one, or Play was pressed. */
  | { readonly kind: 'spoken' | 'played'; readonly isVisible: boolean }
  /** The visible range is another one, whoever changed it. An editor that was only resized begins where it began. */
  | { readonly kind: 'scrolled' | 'resized'; readonly isVisible: boolean }
  /** The writer typed or moved the cursor. */
  | { readonly kind: 'edited' };

/** How an editor follows the sound. */
export interface AutoScroll {
  /** `parted`: the writer works in the text while the sentence is still visible. `away`: it is out of sight. */
  readonly mood: 'follows' | 'parted' | 'away';
  /** Whether the spoken sentence was visible when that was last known. */
  readonly wasVisible: boolean;
}

/** An editor that nobody has touched. */
export const following: AutoScroll = { mood: 'follows', wasVisible: false };

/**
 * The editor's next state, and whether it is to reveal the spoken sentence now. It yields to a writer who scrolls away,
 * types or moves the cursor, and follows again when the spoken sentence came back into sight, or at Play.
 */
export function scrolledBy(
  { mood, wasVisible }: AutoScroll,
  event: ScrollEvent,
): { readonly next: AutoScroll; readonly reveals: boolean } {
  if (event.kind === 'edited')
    return { next: { mood: mood === 'follows' ? 'parted' : mood, wasVisible }, reveals: false };
  const { kind, isVisible } = event;
  // What the editor reveals comes into sight: only the writer scrolls it out.
  const isLeft = kind === 'scrolled' && mood === 'follows' && wasVisible && !isVisible;
  const next = kind === 'played' ? 'follows' : isLeft ? 'away' : afterSight(mood, isVisible);
  const reveals = next === 'follows' && (kind === 'spoken' || kind === 'played');
  return { next: { mood: next, wasVisible: isVisible }, reveals };
}

function afterSight(mood: AutoScroll['mood'], isVisible: boolean): AutoScroll['mood'] {
  if (mood === 'parted' && !isVisible) return 'away';
  if (mood === 'away' && isVisible) return 'follows';
  return mood;
}
