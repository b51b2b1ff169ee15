import { isDeepStrictEqual } from 'node:util';
import type { ParsedSegment } from '../model';
import type { ParseOptions } from './parseStory';

/** A story's text and its segments, as `parseStory` reads them from the text with the same options. */
export interface StoryText extends ParseOptions {
  /** Without a byte order mark, so that offsets are those of the segments. */
  readonly source: string;
  readonly segments: readonly ParsedSegment[];
}

/** Whether sections read alike: headings, levels and what is spoken. Whether the headings are spoken makes no difference. */
export function sameSections(ones: readonly ParsedSegment[], others: readonly ParsedSegment[]): boolean {
  return ones.length === others.length && ones.every((section, index) => sameSection(section, others[index]));
}

/** Whether a section reads as another one does. */
export function sameSection(one: ParsedSegment, other: ParsedSegment | undefined): boolean {
  return other !== undefined && isDeepStrictEqual(readingOf(one), readingOf(other));
}

/** The line end that a text uses. */
export function lineEndOf(source: string): string {
  return /\r\n?|\n/u.exec(source)?.[0] ?? '\n';
}

function readingOf({ level, heading, paragraphs }: ParsedSegment): unknown[] {
  const body = paragraphs.filter(({ kind }) => kind !== 'heading');
  return [
    level,
    heading,
    body.map(({ kind, text, marks, notes }) => [
      kind,
      text,
      marks,
      notes.map((note) => [note.at, note.text, note.marks]),
    ]),
  ];
}
