import type { NumberWords } from './numberWords';

// Sources of regular expressions that several families of rules share. All repetitions are bounded.

/** A whole number, with or without commas or no-break spaces between thousands; or as in India, `1,00,000`. */
export const WHOLE = String.raw`(?:\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,10}|\d{1,2}(?:,\d\d){1,4},\d{3}|\d{1,18})`;

/** A number with or without decimals. */
export const NUMBER = String.raw`(?:${WHOLE}(?:\.\d{1,30})?)`;

/** A number or a range of numbers. */
export const QUANTITY = String.raw`${NUMBER}(?:[-–]${NUMBER})?`;

/** A space that may be there. */
export const GAP = String.raw`[ \u00a0\u202f]?`;

/** A space. */
export const SPACE = String.raw`[ \u00a0]`;

/** Nothing that would make the number before it part of something longer: `5th`, `1.2.3`, `10-20`. */
export const END = String.raw`(?![\p{L}\p{M}\p{N}_]|[.,:/’'–-]\p{N})`;

/** Nothing that would make the word before it longer. */
export const WORD_END = String.raw`(?![\p{L}\p{M}\p{N}_])`;

/** Nothing that would make the unit before it another one or a word, such as "m'lords". */
export const UNIT_END = String.raw`(?![\p{L}\p{N}]|['’]\p{L}{2})`;

/** The full stop of `5 ft. of rope`, where it cannot be the end of the sentence. */
export const UNIT_STOP = String.raw`(?:\.(?=[ \u00a0]\p{Ll}|[,;:]|[ \u00a0]\d{1,2}[ \u00a0]?(?:oz|in|mins?|secs?)\.?(?!\p{L})))?`;

/** An abbreviation's full stop, unless it may be the sentence's too: that one is kept. */
export const LAST_STOP = String.raw`(?:\.(?!["”’')\]]*(?:$|\s+["“‘'(]?\p{Lu})))?`;

export const ARTICLES = ['a', 'A', 'an', 'An'];

/** After an article, whatever a sum or a measure describes: "a three million dollar house". */
export const ADJECTIVE = String.raw`(?=-\p{L}| (?!(?:a|an|and|are|as|at|by|each|every|for|from|in|is|of|on|or|per|that|to|was|were|which|x)(?!\p{L}))\p{Ll})`;

/** Says a match of `NUMBER`. */
export function sayNumber(text: string, words: NumberWords): string {
  const [whole = '', decimals] = text.split('.');
  const digits = digitsOf(whole);
  const said = digits === whole ? words.cardinal(whole) : words.count(digits);
  return decimals === undefined ? said : `${said} point ${words.digits(decimals)}`;
}

/** Says a match of `QUANTITY`: "ten to twenty", but "three two" where it does not rise. */
export function sayQuantity(text: string, words: NumberWords): string {
  const [low = '', high] = text.split(/[-–]/);
  if (high === undefined) return sayNumber(low, words);
  return `${sayNumber(low, words)}${rises(low, high) ? ' to ' : ' '}${sayNumber(high, words)}`;
}

/** Says a match of `QUANTITY` that is a measure: also one that falls is a range, "twenty to ten". */
export function sayRange(text: string, words: NumberWords): string {
  return text
    .split(/[-–]/)
    .map((number) => sayNumber(number, words))
    .join(' to ');
}

/** Whether the second of two matches of `NUMBER` is more than the first. */
export function rises(low: string, high: string): boolean {
  return Number(digitsOf(low)) < Number(digitsOf(high));
}

/** A number as written, without what separates its thousands. */
export function digitsOf(text: string): string {
  return text.replace(/[,\u00a0\u202f]/g, '');
}

/** A pattern for any of these texts, the longest first. */
export function anyOf(texts: readonly string[]): string {
  const escaped = texts.map((text) => text.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`));
  return `(?:${escaped.sort((a, b) => b.length - a.length).join('|')})`;
}
