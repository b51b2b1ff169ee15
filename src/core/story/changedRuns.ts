import type { Range } from '../model';

/** A run of a list, and what stands in its place in another list. One of both may be empty. */
export interface ChangedRun {
  readonly old: Range;
  readonly wanted: Range;
}

/** More pairs than this are not compared one by one: what differs then counts as one run. */
const MOST_PAIRS = 4_000_000;

/** What is different in a list of texts: as little as possible (the longest common subsequence stays). */
export function changedRuns(old: readonly string[], wanted: readonly string[]): ChangedRun[] {
  const shorter = Math.min(old.length, wanted.length);
  let start = 0;
  while (start < shorter && old[start] === wanted[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === wanted.at(-1 - end)) end++;
  const runs = compare(old.slice(start, old.length - end), wanted.slice(start, wanted.length - end));
  const moved = ({ from, to }: Range): Range => ({ from: from + start, to: to + start });
  return runs.map((run) => ({ old: moved(run.old), wanted: moved(run.wanted) }));
}

function compare(old: readonly string[], wanted: readonly string[]): ChangedRun[] {
  const width = wanted.length + 1;
  const isFeasible = old.length * wanted.length <= MOST_PAIRS;
  const shared = isFeasible ? sharedLengths(old, wanted) : undefined;
  const runs: ChangedRun[] = [];
  let [at, there] = [0, 0];
  while (at < old.length || there < wanted.length) {
    const [from, fromThere] = [at, there];
    while (at < old.length || there < wanted.length) {
      if (at < old.length && there < wanted.length && shared && old[at] === wanted[there]) break;
      const below = shared?.[(at + 1) * width + there] ?? 0;
      const beside = shared?.[at * width + there + 1] ?? 0;
      if (there === wanted.length || (at < old.length && below >= beside)) at++;
      else there++;
    }
    if (at > from || there > fromThere) {
      runs.push({ old: { from, to: at }, wanted: { from: fromThere, to: there } });
    }
    at++;
    there++;
  }
  return runs;
}

/** For every two places how many texts can stay from there on. */
function sharedLengths(old: readonly string[], wanted: readonly string[]): Uint32Array {
  const width = wanted.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let at = old.length - 1; at >= 0; at--) {
    for (let there = wanted.length - 1; there >= 0; there--) {
      const index = at * width + there;
      lengths[index] =
        old[at] === wanted[there]
          ? (lengths[index + width + 1] ?? 0) + 1
          : Math.max(lengths[index + width] ?? 0, lengths[index + 1] ?? 0);
    }
  }
  return lengths;
}
