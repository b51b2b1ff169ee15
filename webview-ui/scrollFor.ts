/** Where what is followed comes to stand: this part of the height is above it. */
const ABOVE = 0.25;

/** What is seen of a long content. All in pixels, `top` from the content's beginning. */
export interface Window {
  readonly top: number;
  readonly height: number;
}

/** Where to scroll to, so that a piece of the content is seen; undefined when it is seen already. */
export function scrollFor(seen: Window, piece: Window): number | undefined {
  const isSeen = piece.top >= seen.top && piece.top + piece.height <= seen.top + seen.height;
  if (isSeen) return undefined;
  // Of what is higher than the window, at least the beginning is shown.
  const above = Math.max(0, Math.min(ABOVE * seen.height, seen.height - piece.height));
  return Math.max(0, piece.top - above);
}
