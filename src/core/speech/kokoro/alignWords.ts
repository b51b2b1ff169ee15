/** Phonemes of one group, as espeak-ng separates them by blanks. */
export type Group = readonly string[];

interface Phoneme {
  readonly text: string;
  /** Whether it is the first of its group. */
  readonly first: boolean;
}

const REPLACE_ALIKE = 1;
const REPLACE_UNLIKE = 3;
const SKIP = 1.25;

/**
 * Gives each word its phonemes out of a clause, where espeak-ng fuses function words ("I am" is one group) and
 * splits numbers and names. `alone` holds each word's groups when it is spoken by itself: the clause is aligned with
 * them by least edit distance, so every phoneme of the clause goes to exactly one word, in order.
 */
export function alignWords(clause: readonly Group[], alone: readonly (readonly Group[])[]): Group[][] {
  const heard = flatten(clause);
  const expected = alone.flatMap((groups, word) => flatten(groups).map((phoneme) => ({ ...phoneme, word })));
  const words: string[][][] = alone.map(() => []);
  if (expected.length === 0) return words;
  const partners = align(
    heard.map((phoneme) => phoneme.text),
    expected.map((phoneme) => phoneme.text),
  );
  let previous: number | undefined;
  heard.forEach((phoneme, index) => {
    const word = wordOf(index) ?? 0;
    const groups = words[word];
    if (groups === undefined) return;
    if (phoneme.first || previous !== word) groups.push([]);
    groups.at(-1)?.push(phoneme.text);
    previous = word;
  });
  return words;

  /** An extra phoneme goes with its neighbour in the same group: the one before, or after where it begins a group. */
  function wordOf(index: number): number | undefined {
    const partner = partners[index];
    if (partner !== undefined) return expected[partner]?.word;
    const following = partners.slice(index).find((other) => other !== undefined);
    const next = following === undefined ? undefined : expected[following]?.word;
    if (previous === undefined || (heard[index]?.first && next !== undefined)) return next;
    return previous;
  }
}

function flatten(groups: readonly Group[]): Phoneme[] {
  return groups.flatMap((group) => group.map((text, index) => ({ text, first: index === 0 })));
}

/** For each of `a`, the index of its partner in `b`, if it has one. */
function align(a: readonly string[], b: readonly string[]): (number | undefined)[] {
  const width = b.length + 1;
  const cost = new Float64Array((a.length + 1) * width);
  const at = (i: number, j: number): number => cost[i * width + j] ?? 0;
  const [left, right] = [a.map(soundOf), b.map(soundOf)];
  const change = (i: number, j: number): number => replacement(left[i], right[j]);
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) cost[i * width + j] = (i + j) * SKIP;
      else {
        const replaced = at(i - 1, j - 1) + change(i - 1, j - 1);
        cost[i * width + j] = Math.min(replaced, at(i - 1, j) + SKIP, at(i, j - 1) + SKIP);
      }
    }
  }
  const partners: (number | undefined)[] = a.map(() => undefined);
  let i = a.length;
  let j = b.length;
  while (i > 0 && j > 0) {
    if (at(i, j) === at(i - 1, j - 1) + change(i - 1, j - 1)) partners[--i] = --j;
    else if (at(i, j) === at(i - 1, j) + SKIP) i--;
    else j--;
  }
  return partners;
}

interface Sound {
  readonly text: string;
  readonly isVowel: boolean;
}

/** A phoneme without stress and length. */
function soundOf(phoneme: string): Sound {
  const text = phoneme.replace(/[ˈˌː]/gu, '');
  return { text, isVowel: /^[aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏᵻ]/u.test(text.normalize('NFD')) };
}

function replacement(a: Sound | undefined, b: Sound | undefined): number {
  if (a?.text === b?.text) return 0;
  return a?.isVowel === b?.isVowel ? REPLACE_ALIKE : REPLACE_UNLIKE;
}
