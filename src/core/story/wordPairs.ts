/**
 * Every two neighbouring words of a text, each pair once, in order. A pair is a hash of its words: two different ones
 * are equal so rarely that no likeness changes by more than a hair.
 */
export type WordPairs = Int32Array;

/** Single words would make all texts of a language alike. The first word counts as a pair with nothing. */
export function wordPairsOf(text: string): WordPairs {
  const pairs = new Int32Array(wordsOf(text.toLowerCase()));
  // From the end, as each word is needed once more by the next pair. Iterators would take most of the time here.
  for (let at = pairs.length - 1; at > 0; at--)
    pairs[at] = Math.imul(pairs[at - 1] ?? 0, PRIME) ^ (pairs[at] ?? 0);
  pairs.sort();
  let count = 0;
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at] ?? 0;
    if (count === 0 || pairs[count - 1] !== pair) pairs[count++] = pair;
  }
  return pairs.subarray(0, count);
}

/** Dice's coefficient: 0 for nothing in common, 1 for the same pairs. */
export function likeness(one: WordPairs, other: WordPairs): number {
  let shared = 0;
  for (let at = 0, against = 0; at < one.length && against < other.length;) {
    const [mine = 0, theirs = 0] = [one[at], other[against]];
    if (mine === theirs) shared++;
    if (mine <= theirs) at++;
    if (mine >= theirs) against++;
  }
  return shared === 0 ? 0 : (2 * shared) / (one.length + other.length);
}

/** Both are of FNV-1a, with 32 bits. */
const PRIME = 0x01000193;
const BASIS = 0x811c9dc5 | 0;

/** A hash of each word. In scripts that are written without spaces every character stands for a word. */
function wordsOf(text: string): number[] {
  const words: number[] = [];
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
    if (isInWord) words.push(word);
    if (kind === SIGN) words.push(Math.imul(BASIS ^ character, PRIME));
    word = BASIS;
    isInWord = false;
  }
  if (isInWord) words.push(word);
  return words;
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
