import { PairSet } from './pairSet';

/**
 * Every two neighbouring words of a text, each pair once. A pair is a hash of its words: two different ones
 * are equal so rarely that no likeness changes by more than a hair.
 */
export type WordPairs = Int32Array;

/** Single words would make all texts of a language alike. The first word counts as a pair with nothing. */
export function wordPairsOf(text: string): WordPairs {
  const count = readWords(text.toLowerCase());
  if (shelf.length - filled < count) [shelf, filled] = [new Int32Array(Math.max(SHELF, count)), 0];
  seen.begin(count);
  let [end, before] = [filled, 0];
  for (let at = 0; at < count; at++) {
    const word = words[at] ?? 0;
    const pair = at === 0 ? word : Math.imul(before, PRIME) ^ word;
    before = word;
    if (seen.add(pair)) shelf[end++] = pair;
  }
  const pairs = shelf.subarray(filled, end);
  filled = end;
  return pairs;
}

/** Dice's coefficient: 0 for nothing in common, 1 for the same pairs. */
export function likeness(one: WordPairs, other: WordPairs): number {
  seen.begin(one.length);
  for (let at = 0; at < one.length; at++) seen.add(one[at] ?? 0);
  let shared = 0;
  for (let at = 0; at < other.length; at++) if (seen.has(other[at] ?? 0)) shared++;
  return shared === 0 ? 0 : (2 * shared) / (one.length + other.length);
}

// Made once, because making them anew for every text would take longer than the work.
const seen = new PairSet();
let words = new Int32Array(1024);

/** In numbers: where the pairs of several texts lie side by side, as an array for each would cost more than its content. */
const SHELF = 1 << 14;
let shelf = new Int32Array(SHELF);
let filled = 0;

/** Both are of FNV-1a, with 32 bits. */
const PRIME = 0x01000193;
const BASIS = 0x811c9dc5 | 0;

/**
 * Puts a hash of each word into `words` and returns their number. In scripts that are written without spaces every
 * character stands for a word.
 */
function readWords(text: string): number {
  if (words.length < text.length) words = new Int32Array(2 * text.length);
  let count = 0;
  let word = BASIS;
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    let character = text.charCodeAt(at);
    if (isHighSurrogate(character)) {
      character = text.codePointAt(at) ?? 0;
      if (character > 0xffff) at++;
    }
    const kind = kinds[character] || kindOf(character);
    if (kind === LETTER) {
      word = Math.imul(word ^ character, PRIME);
      isInWord = true;
      continue;
    }
    if (isInWord) words[count++] = word;
    if (kind === SIGN) words[count++] = Math.imul(BASIS ^ character, PRIME);
    word = BASIS;
    isInWord = false;
  }
  if (isInWord) words[count++] = word;
  return count;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

const OTHER = 1;
const LETTER = 2;
const SIGN = 3;

const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTERS = /[\p{L}\p{M}\p{N}]/u;

/** What characters are, 0 for those that were not asked for yet. */
const kinds = new Uint8Array(0x11_0000);

function kindOf(character: number): number {
  const text = String.fromCodePoint(character);
  return (kinds[character] = SIGNS.test(text) ? SIGN : LETTERS.test(text) ? LETTER : OTHER);
}
