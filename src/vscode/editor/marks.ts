import type { SegmentView } from '../../studio/protocol';

/** Lines of a document, counted from 0, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What is marked beside a story's text. A heading has one sign in the gutter at most. */
export interface Marks {
  /** Headings of locked segments. */
  readonly locked: readonly number[];
  /** Headings of segments whose audio is out of date. */
  readonly stale: readonly number[];
  /** Headings of segments that could not be generated. */
  readonly failed: readonly number[];
  /** All lines of segments whose audio is out of date. */
  readonly staleText: readonly LineRange[];
  /** All lines of segments that could not be generated. */
  readonly failedText: readonly LineRange[];
}

/** The marks of a document of so many lines. */
export function marksOf(
  segments: readonly Pick<SegmentView, 'line' | 'status' | 'isLocked'>[],
  lineCount: number,
): Marks {
  const locked: number[] = [];
  const stale: number[] = [];
  const failed: number[] = [];
  const staleText: LineRange[] = [];
  const failedText: LineRange[] = [];
  segments.forEach(({ line, status, isLocked }, index) => {
    const first = line - 1;
    const last = (segments[index + 1]?.line ?? lineCount + 1) - 2;
    if (status === 'failed') failed.push(first);
    else if (isLocked) locked.push(first);
    else if (status === 'stale') stale.push(first);
    if (status === 'stale') staleText.push({ first, last });
    else if (status === 'failed') failedText.push({ first, last });
  });
  return { locked, stale, failed, staleText, failedText };
}
