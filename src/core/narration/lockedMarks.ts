import { isDeepStrictEqual } from 'node:util';
import type { ParsedSegment, SpokenMark, SpokenText } from '../model';
import type { Lock } from '../store/locks';

/** What a lock remembers of a segment's marks, a list for each block of its text; nothing where there are none. */
export function lockedMarks(segment: ParsedSegment): { marks?: SpokenMark[][] } {
  const marks = blocksOf(segment).map((block) => [...(block.marks ?? [])]);
  return marks.some((block) => block.length > 0) ? { marks } : {};
}

/** Whether a segment is marked as it was when it was locked. */
export function isMarkedAs(lock: Lock, segment: ParsedSegment): boolean {
  return isDeepStrictEqual(lock.marks, lockedMarks(segment).marks);
}

/** A segment whose text is that of its lock, with the marks that it was locked with. */
export function withLockedMarks(segment: ParsedSegment, { marks = [] }: Lock): ParsedSegment {
  let block = 0;
  const marked = <T extends SpokenText>(text: T) => ({ ...text, marks: marks[block++] ?? [] });
  return {
    ...segment,
    paragraphs: segment.paragraphs.map((paragraph) => ({
      ...marked(paragraph),
      notes: paragraph.notes.map(marked),
    })),
  };
}

function blocksOf({ paragraphs }: ParsedSegment): SpokenText[] {
  return paragraphs.flatMap((paragraph) => [paragraph, ...paragraph.notes]);
}
