import type { SegmentView, StoryView } from '../../studio/protocol';
import { detachedLook, segmentLook, storyLook, type Look } from './looks';

/** A story's view, and the ids of its segments that are shown; undefined for all. */
export interface ShownView {
  readonly view: StoryView;
  readonly ids: ReadonlySet<string> | undefined;
}

/** What of a story is to be drawn anew. */
export interface ViewChanges {
  /** Whether other rows are there, or the same ones in another order. */
  readonly isRearranged: boolean;
  /** Whether the story's own row looks different. */
  readonly isStoryChanged: boolean;
  /** The segments that look different. */
  readonly segmentIds: readonly string[];
}

/** Compares what is shown of a story with what is to be shown. */
export function viewChanges(before: ShownView, after: ShownView): ViewChanges {
  const isRearranged = rowsOf(before) !== rowsOf(after);
  const old = new Map(before.view.segments.map((segment) => [segment.id, segment]));
  const changed = after.view.segments.filter((segment) => {
    const known = old.get(segment.id);
    return known && (after.ids?.has(segment.id) ?? true) && lookOf(known) !== lookOf(segment);
  });
  return {
    isRearranged,
    isStoryChanged: storyLookOf(before.view) !== storyLookOf(after.view),
    segmentIds: isRearranged ? [] : changed.map(({ id }) => id),
  };
}

/** All rows below a story. A level is what decides whether a row lies below the one before it. */
function rowsOf({ view, ids }: ShownView): string {
  const segments = view.segments.filter(({ id }) => ids?.has(id) ?? true);
  return [
    ...segments.map(({ id, level }) => `${level} ${id}`),
    ...view.detached.map((segment) => `${segment.id} ${inOne(detachedLook(segment))}`),
  ].join('\n');
}

const looks = new WeakMap<SegmentView, string>();

/** A segment's look as far as it depends on the segment alone. */
function lookOf(segment: SegmentView): string {
  const look = looks.get(segment) ?? inOne(segmentLook(segment, { activity: undefined, isTrusted: true }));
  looks.set(segment, look);
  return look;
}

function storyLookOf(view: StoryView): string {
  return inOne(storyLook({ name: '', view, problem: undefined, isGenerating: false, isTrusted: true }));
}

function inOne({ label, description, icon, context }: Look): string {
  return [label, description, icon.id, icon.color, context].join('\n');
}
