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
  return asciiToken(text, at) ?? anyToken(text, at);
}

/** The same as `anyToken` for what nearly all text is made of, in a third of the time. */
function asciiToken(text: string, at: number): Token | undefined {
  const kind = kindAt(text, at);
  if (kind === SIGN) return { start: 'sign', end: at + 1 };
  if (kind !== LETTER && kind !== DIGIT) return undefined;
  let end = at + 1;
  while (kindAt(text, end) === kind) end++;
  const behind = kindAt(text, end);
  if (behind === LETTER || behind === DIGIT || behind === OTHER) return undefined;
  if (kind === LETTER) return { start: 'word', end };
  const joins = behind === SIGN && kindAt(text, end + 1) !== SIGN && kindAt(text, end + 1) !== BLANK;
  return joins ? undefined : { start: 'digits', end };
}

const BLANK = 1;
const SIGN = 2;
const LETTER = 3;
const DIGIT = 4;
/** Anything that only Unicode's tables know. */
const OTHER = 5;

const kinds = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) return LETTER;
  if (/\d/.test(character)) return DIGIT;
  return /[\s\p{Cc}]/u.test(character) ? BLANK : SIGN;
});

/** The end of the text counts as a blank. */
function kindAt(text: string, at: number): number {
  return at < text.length ? (kinds[text.charCodeAt(at)] ?? OTHER) : BLANK;
}

/** Whether there is a single space between two visible ASCII characters: nothing is said otherwise there. */
export function isPlainSpace(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x20 || at === 0 || at + 1 === text.length) return false;
  return isVisible(kindAt(text, at - 1)) && isVisible(kindAt(text, at + 1));
}

function isVisible(kind: number): boolean {
  return kind !== BLANK && kind !== OTHER;
}

function anyToken(text: string, at: number): Token {
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
