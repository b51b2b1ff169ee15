import type { Range } from '../model';

/**
 * A story's text with `\n` as its only line end, as CommonMark's rules are written for, and the way back
 * to the file's own offsets. `text` has no byte order mark, and offsets do not count it.
 */
export interface SourceText {
  readonly text: string;
  /** Offset in the file of an offset in `text`. */
  readonly toFile: (offset: number) => number;
  toFileRange(range: Range): Range;
  /** Line of an offset in the file, from 1. */
  lineAt(fileOffset: number): number;
}

const byteOrderMark = '\uFEFF';

/** Reads a file's text. A lone carriage return ends a line too. */
export function readSource(file: string): SourceText {
  const unmarked = file.startsWith(byteOrderMark) ? file.slice(1) : file;
  const text = unmarked.replace(/\r\n?/g, '\n');
  const lineStarts = Array.from(unmarked.matchAll(/\r\n?|\n/g), ({ 0: end, index }) => index + end.length);
  const carriageReturns = unmarked.length === text.length ? [] : longLineEnds(unmarked);
  const toFile = (offset: number): number => offset + countBelow(carriageReturns, offset);
  return {
    text,
    toFile,
    toFileRange: ({ from, to }) => ({ from: toFile(from), to: toFile(to) }),
    lineAt: (fileOffset) => 1 + countBelow(lineStarts, fileOffset + 1),
  };
}

/** Offsets, in the text whose line ends are one character, of the line ends that are two in the file. */
function longLineEnds(file: string): number[] {
  const ends: number[] = [];
  for (let at = file.indexOf('\r\n'); at >= 0; at = file.indexOf('\r\n', at + 2)) {
    ends.push(at - ends.length);
  }
  return ends;
}

/** How many of the ascending numbers are less than `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
