import type { Range } from '../model';
import { editTo, type TextEdit } from './applyEdits';
import { partsOf } from './removeSection';
import { lineEndOf, type StoryText } from './storyText';

/** Neighbouring sections that stay together in a move. The white space after them belongs to no run. */
export interface Run extends Range {
  readonly isMoved: boolean;
  /** Index of its first section; -1 for the first run, which begins with the story's text. */
  readonly first: number;
}

/** These sections and all their parts. */
export function withParts({ segments }: StoryText, indices: readonly number[]): ReadonlySet<number> {
  return new Set(
    indices.flatMap((index) =>
      Array.from({ length: partsOf(segments, index) + 1 }, (_, part) => index + part),
    ),
  );
}

/** The runs of a story, divided where moved sections meet others, and before the section `before`. */
export function runsOf({ source, segments }: StoryText, moved: ReadonlySet<number>, before: number): Run[] {
  const starts = [{ from: 0, isMoved: false, first: -1 }];
  for (const [first, segment] of segments.entries()) {
    const isMoved = moved.has(first);
    const isTarget = first === before && !isMoved;
    if (isTarget || isMoved !== starts.at(-1)?.isMoved) {
      starts.push({ from: segment.source.from, isMoved, first });
    }
  }
  return starts.map((start, index) => {
    const text = source.slice(start.from, starts[index + 1]?.from ?? source.length);
    return { ...start, to: start.from + text.trimEnd().length };
  });
}

/** The white space after a run, up to the next one. */
export function gapAfter(source: string, runs: readonly Run[], run: Run | undefined): string {
  const next = run && runs[runs.indexOf(run) + 1];
  return next ? source.slice(run.to, next.from) : '';
}

/** A gap after which every section is read as it should be: it has a blank line, and nothing before the heading. */
export function blankLine(gap: string, source: string): string {
  const lines = gap.slice(0, 1 + Math.max(gap.lastIndexOf('\n'), gap.lastIndexOf('\r')));
  const count = lines.match(/\r\n?|\n/gu)?.length ?? 0;
  return lineEndOf(source).repeat(Math.max(0, 2 - count)) + lines;
}

/** A part of a story's new order, and the white space between it and the next. */
export interface Placed {
  /** A run of the story that stays where it is, or text that is put in. */
  readonly part: Run | string;
  readonly gap: string;
}

/** Edits that give a text with these runs a new order. What stays is in its old order and begins with the first run. */
export function arrange(source: string, runs: readonly Run[], order: readonly Placed[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let done = 0;
  let between = '';
  const closeAt = (to: number): void => {
    edits.push(...editTo(source, { from: done, to }, between));
    between = '';
  };
  for (const [index, { part, gap }] of order.entries()) {
    if (typeof part === 'string') between += part;
    else {
      closeAt(part.from);
      done = part.to;
    }
    if (index < order.length - 1) between += gap;
  }
  closeAt(runs.at(-1)?.to ?? done);
  return edits;
}
