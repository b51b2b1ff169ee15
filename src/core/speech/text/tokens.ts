import type { RuleStart } from './normaliseRule';

/** A run of characters that no rule begins in the middle of. */
export interface Token {
  readonly start: RuleStart;
  readonly end: number;
}

/**
 * Words and number-like runs are taken whole, so that no rule begins in the middle of `R2D2` or `1.2.3`. Digits that
 * stand alone are told apart because half of the rules for numbers need more than them.
 */
const TOKEN = new RegExp(
  [
    String.raw`(\p{L}[\p{L}\p{M}\p{N}]*)`,
    String.raw`(\d+(?![\p{L}\p{M}\p{N}]|[.,:/’'–-]\p{N}))`,
    String.raw`(\p{N}+(?:[.,:/’'–-]\p{N}+)*[\p{L}\p{M}\p{N}]*)`,
    String.raw`((?:[\s\p{Cc}]|(?![\u200c\u200d])\p{Cf})+)`,
    '[^]',
  ].join('|'),
  'uy',
);

/** The token that begins at a place in a text. */
export function tokenAt(text: string, at: number): Token {
  TOKEN.lastIndex = at;
  const [, word, digits, number, blank] = TOKEN.exec(text) ?? [];
  const end = Math.max(TOKEN.lastIndex, at + 1);
  if (word !== undefined) return { start: 'word', end };
  if (digits !== undefined) return { start: 'digits', end };
  if (number !== undefined) return { start: 'number', end };
  return { start: blank === undefined ? 'sign' : 'blank', end };
}

const NEXT =
  /[ \u00a0\u202f-]?(\p{L}{1,20}|[^\s\p{L}\p{N}])|[ \u00a0\u202f](?=\p{No}|\d{1,3}[/⁄])|[\u00a0\u202f](?=\d{3})/uy;

/** What `wordAfter` gives for what makes a number longer: a fraction behind a blank, or further thousands. */
export const FIGURE = '0';

/** The word or sign that stands at a place, or after a blank or a hyphen there; empty when there is none. */
export function wordAfter(text: string, at: number): string {
  NEXT.lastIndex = at;
  const match = NEXT.exec(text);
  return match ? (match[1] ?? FIGURE) : '';
}
