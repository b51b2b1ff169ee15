import type { StoredSegment } from '../store/segmentRow';
import type { SegmentContent } from '../store/storySync';
import type { Segment } from './story';

/**
 * Segments as the store keeps them. An order value stays as it is where document order allows (statement 52): a
 * deletion leaves a gap, an insertion or a move renumbers what follows.
 */
export function contentsOf(segments: readonly Segment[]): SegmentContent[] {
  let last = -1;
  return segments.map(({ id, projectId, parsed, plan, text, stored }) => {
    // The number of a segment that comes from another story is that story's.
    last = Math.max(last + 1, stored?.projectId === projectId ? stored.sequenceIndex : 0);
    return {
      id,
      sequenceIndex: last,
      heading: parsed.heading,
      level: parsed.level,
      ordinal: parsed.ordinal,
      textContent: text,
      textHash: plan.textHash,
      imagePrompt: parsed.imagePrompt,
    };
  });
}

/** Whether the store says the same already. */
export function isAsStored(content: SegmentContent, stored: StoredSegment | undefined): boolean {
  const keys = Object.keys(content) as (keyof SegmentContent)[];
  return !!stored && !stored.detached && keys.every((key) => stored[key] === content[key]);
}
