import type { ParsedSegment, Range } from '../model';

/** How many of the segments that follow `index` are parts of it: headings of a deeper level (decision D-30). */
export function partsOf(segments: readonly Pick<ParsedSegment, 'level'>[], index: number): number {
  const level = segments[index]?.level ?? 0;
  if (level === 0) return 0;
  const end = segments.findIndex((other, at) => at > index && other.level <= level);
  return (end === -1 ? segments.length : end) - index - 1;
}

/** The source range of a section, alone or with its parts. A section ends where the next heading begins. */
export function sectionRange(
  segments: readonly ParsedSegment[],
  index: number,
  withParts: boolean,
): Range | undefined {
  const first = segments[index];
  const last = segments[index + (withParts ? partsOf(segments, index) : 0)];
  return first && last && { from: first.source.from, to: last.source.to };
}

/** A story's source without the section of one segment, and without its parts where `withParts` says so. */
export function removeSection(
  source: string,
  segments: readonly ParsedSegment[],
  index: number,
  withParts: boolean,
): string {
  const range = sectionRange(segments, index, withParts);
  return range ? source.slice(0, range.from) + source.slice(range.to) : source;
}
