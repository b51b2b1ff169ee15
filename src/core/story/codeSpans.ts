import type { Range } from '../model';

/** A code span: what is spoken of it, and where it ends. */
export interface CodeSpan {
  readonly text: Range;
  readonly end: number;
}

/**
 * A function that reads the code span opened by the run of so many backticks at an offset of the text. It is
 * to be asked in ascending order: it passes each run only once, so that a text full of runs is read in
 * linear time.
 */
export function codeSpanReader(text: string): (at: number, length: number) => CodeSpan | undefined {
  let runs: Map<number, number[]> | undefined;
  return (at, length) => {
    runs ??= findRuns(text);
    const ends = runs.get(length);
    while (ends && (ends.at(-1) ?? Infinity) <= at) ends.pop();
    const close = ends?.at(-1);
    if (close === undefined) return undefined;
    return { text: withoutPadding(text, at + length, close), end: close + length };
  };
}

/** Offsets of all runs of backticks by their length, the last one first. */
function findRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const offsets = runs.get(run.length);
    if (offsets) offsets.push(index);
    else runs.set(run.length, [index]);
  }
  for (const offsets of runs.values()) offsets.reverse();
  return runs;
}

const leadingPadding = /^(?: |\n[ \t]*)/;
const trailingPadding = /(?: |\n[ \t]*)$/;

/** One space or line end at each end is there to keep backticks apart, unless there is nothing else. */
function withoutPadding(text: string, from: number, to: number): Range {
  const code = text.slice(from, to);
  const leading = leadingPadding.exec(code)?.[0].length ?? 0;
  const trailing = trailingPadding.exec(code)?.[0].length ?? 0;
  const isPadded = leading > 0 && trailing > 0 && code.trim() !== '';
  return isPadded ? { from: from + leading, to: to - trailing } : { from, to };
}
