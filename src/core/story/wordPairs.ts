/**
 * Every two neighbouring words of a text, each pair once, in order. A pair is a hash of its words: two different ones
 * are equal so rarely that no likeness changes by more than a hair.
 */
export type WordPairs = Int32Array;

/** Single words would make all texts of a language alike. The first word counts as a pair with nothing. */
export function wordPairsOf(text: string): WordPairs {
  const pairs: number[] = [];
  let previous = 0;
  for (const word of wordsOf(text.toLowerCase())) {
    pairs.push(Math.imul(previous, PRIME) ^ word);
    previous = word;
  }
  return unique(Int32Array.from(pairs).sort());
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
    if (character >= 0xd800 && character < 0xdc00) character = text.codePointAt(at++) ?? 0;
    const kind = kinds[character] || kindOf(character);
    if (isInWord && kind !== LETTER) {
      words.push(word);
      word = BASIS;
    }
    isInWord = kind === LETTER;
    if (kind === GAP) continue;
    word = Math.imul(word ^ character, PRIME);
    if (kind === SIGN) {
      words.push(word);
      word = BASIS;
    }
  }
  if (isInWord) words.push(word);
  return words;
}

const GAP = 1;
const LETTER = 2;
const SIGN = 3;

const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTERS = /[\p{L}\p{M}\p{N}]/u;

/** What characters are, 0 for those that were not asked for yet. */
const kinds = new Uint8Array(0x11_0000);

function kindOf(character: number): number {
  const text = String.fromCodePoint(character);
  return (kinds[character] = SIGNS.test(text) ? SIGN : LETTERS.test(text) ? LETTER : GAP);
}

/** An ordered list with each number once. */
function unique(numbers: Int32Array): Int32Array {
  let count = 0;
  for (const number of numbers) {
    if (count === 0 || numbers[count - 1] !== number) numbers[count++] = number;
  }
  return numbers.subarray(0, count);
}
