import type { SegmentView, StoryView } from '../../studio/protocol';
import { outlineOf } from './outline';

/** States that the stories can be filtered by, in the order in which they are offered. */
export const filterStates = ['none', 'stale', 'failed', 'check', 'locked', 'ready'] as const;
export type FilterState = (typeof filterStates)[number];

/** How the states are called. */
export const filterWords: Readonly<Record<FilterState, string>> = {
  none: 'no audio',
  stale: 'out of date',
  failed: 'failed',
  check: 'to check',
  locked: 'locked',
  ready: 'ready',
};

/** Whether a segment is in a state. A heading without text of its own has no audio to wait for. */
export function isIn(segment: SegmentView, state: FilterState): boolean {
  if (state === 'locked') return segment.isLocked;
  return segment.status === state && (state !== 'none' || segment.hasText);
}

/** The ids of the segments that a filter leaves: those in one of the states, and the headings above them. */
export function filteredIds(view: StoryView, states: ReadonlySet<FilterState>): ReadonlySet<string> {
  const ids = new Set<string>();
  const outline = outlineOf(view);
  for (const segment of view.segments) {
    if (![...states].some((state) => isIn(segment, state))) continue;
    for (
      let each: SegmentView | undefined = segment;
      each && !ids.has(each.id);
      each = outline.parentOf(each.id)
    )
      ids.add(each.id);
  }
  return ids;
}
