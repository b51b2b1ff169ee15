import type { DetachedView, SegmentView, StoryView } from '../../studio/protocol';
import { perView } from './perView';

/** A story's segments as a tree: what is below a heading are the parts that move with it (decision D-30). */
export interface Outline {
  /** Segments that are below no other, in document order. */
  readonly roots: readonly SegmentView[];
  /** What lies directly below a segment, in document order. */
  childrenOf(segmentId: string): readonly SegmentView[];
  parentOf(segmentId: string): SegmentView | undefined;
  segment(segmentId: string): SegmentView | undefined;
  detached(segmentId: string): DetachedView | undefined;
}

/** The outline of a story, made once for each view. */
export const outlineOf: (view: StoryView) => Outline = perView(({ segments, detached }) => {
  const roots: SegmentView[] = [];
  const children = new Map<string, SegmentView[]>();
  const parents = new Map<string, SegmentView>();
  // The headings that are open at a segment: each lies below the one before it.
  const open: SegmentView[] = [];
  for (const segment of segments) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= segment.level) open.pop();
    const parent = open.at(-1);
    if (parent) {
      parents.set(segment.id, parent);
      const siblings = children.get(parent.id);
      if (siblings) siblings.push(segment);
      else children.set(parent.id, [segment]);
    } else roots.push(segment);
    if (segment.level > 0) open.push(segment);
  }
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const detachedById = new Map(detached.map((segment) => [segment.id, segment]));
  return {
    roots,
    childrenOf: (id) => children.get(id) ?? [],
    parentOf: (id) => parents.get(id),
    segment: (id) => byId.get(id),
    detached: (id) => detachedById.get(id),
  };
});
