import { changedRuns } from '../story/changedRuns';

/**
 * Pairs the texts of two lists that are equal and stand in the same order: for each place in `one` that has a partner,
 * its place in `other`. Texts that occur once in both lists decide first, so that the work stays in proportion to the
 * lists' lengths, and one that occurs often is not paired across them; between them as many as possible are paired.
 */
export function pairTexts(one: readonly string[], other: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  let [from, fromOther] = [0, 0];
  for (const [at, atOther] of [...landmarks(one, other), [one.length, other.length] as const]) {
    pairBetween(one.slice(from, at), other.slice(fromOther, atOther), (index, against) => {
      pairs.set(from + index, fromOther + against);
    });
    if (at < one.length) pairs.set(at, atOther);
    [from, fromOther] = [at + 1, atOther + 1];
  }
  return pairs;
}

function pairBetween(
  one: readonly string[],
  other: readonly string[],
  pair: (index: number, against: number) => void,
): void {
  if (one.length === 0 || other.length === 0) return;
  let [at, against] = [0, 0];
  const end = { old: { from: one.length, to: one.length }, wanted: { from: other.length, to: other.length } };
  for (const { old, wanted } of [...changedRuns(one, other), end]) {
    while (at < old.from) pair(at++, against++);
    [at, against] = [old.to, wanted.to];
  }
}

type Pair = readonly [at: number, atOther: number];

/** The most texts that occur once in both lists and stand in the same order. */
function landmarks(one: readonly string[], other: readonly string[]): Pair[] {
  const places = placesOfSingles(other);
  const common = [...placesOfSingles(one)].flatMap(([text, at]): Pair[] => {
    const atOther = places.get(text);
    return atOther === undefined ? [] : [[at, atOther]];
  });
  return longestRise(common);
}

/** Where the texts stand that occur only once, in order. */
function placesOfSingles(texts: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [at, text] of texts.entries()) {
    if (places.has(text)) repeated.add(text);
    places.set(text, at);
  }
  for (const text of repeated) places.delete(text);
  return places;
}

/** The longest part of pairs, which are in order of their first number, whose second numbers rise, too. */
function longestRise(pairs: readonly Pair[]): Pair[] {
  interface Link {
    readonly pair: Pair;
    readonly before: Link | undefined;
  }
  /** For each length the rise of that length whose last number is the smallest. */
  const ends: Link[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    ends[low] = { pair, before: ends[low - 1] };
  }
  const rise: Pair[] = [];
  for (let link = ends.at(-1); link; link = link.before) rise.push(link.pair);
  return rise.reverse();
}
