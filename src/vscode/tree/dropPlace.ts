import type { SegmentView } from '../../studio/protocol';

/** Where dropped segments go: before a segment, or to the end. */
export interface DropPlace {
  readonly before: string | undefined;
}

type Placed = Pick<SegmentView, 'id' | 'parts'>;

/**
 * Where segments go that are dropped on another one of their story: they take its place, so what is dragged down goes
 * behind it and its parts, what is dragged up before it. Undefined for a drop on what is itself dragged.
 */
export function dropPlace(
  segments: readonly Placed[],
  draggedIds: readonly string[],
  targetId: string,
): DropPlace | undefined {
  const places = draggedIds.map((id) => segments.findIndex((segment) => segment.id === id));
  const target = segments.findIndex(({ id }) => id === targetId);
  const partsOf = (index: number) => segments[index]?.parts ?? 0;
  if (target === -1 || places.some((place) => target >= place && target <= place + partsOf(place)))
    return undefined;
  const isDown = target > Math.max(...places);
  return { before: isDown ? segments[target + partsOf(target) + 1]?.id : targetId };
}
