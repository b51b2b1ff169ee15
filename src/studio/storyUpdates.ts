/**
 * How views of stories travel: of a view that follows another one of the same story only what is different, because
 * both threads would stop for the thousands of segments that are as they were.
 */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { segmentView, storyView, type SegmentView, type StoryView } from './protocol';

/** Segments that follow each other, by how much their places in the text moved. */
const run = z.object({
  /** The place of the first among the segments before, followed by the changed ones. */
  first: z.int().min(0),
  count: z.int().min(1),
  characters: z.int(),
  lines: z.int(),
});
type Run = z.infer<typeof run>;

/** A view of a story, or what of it differs from the one that was sent before. */
export const storyUpdate = z.object({
  path: z.string(),
  /** Of this view of the story, counted from 1. */
  number: z.int().min(1),
  /** What the view says besides its segments; missing when that is as before. */
  head: storyView.omit({ segments: true }).optional(),
  /** The segments that are new or different in more than their place. */
  changed: z.array(segmentView).readonly(),
  /** All segments, in document order. */
  order: z.array(run).readonly(),
});
export type StoryUpdate = z.infer<typeof storyUpdate>;

interface NumberedView {
  readonly number: number;
  readonly view: StoryView;
}

/** The end that sends views. */
export class SentViews {
  readonly #last = new Map<string, NumberedView>();

  /** What to send of a view. Updates have to arrive in the order in which they were made. */
  update(view: StoryView): StoryUpdate {
    const { path, segments } = view;
    const last = this.#last.get(path);
    const number = (last?.number ?? 0) + 1;
    this.#last.set(path, { number, view });
    const head = headOf(view);
    return {
      ...{ path, number, ...differences(last?.view.segments ?? [], segments) },
      ...(last && isDeepStrictEqual(headOf(last.view), head) ? {} : { head }),
    };
  }
}

/** The end that receives views. */
export class ReceivedViews {
  readonly #last = new Map<string, NumberedView>();

  /** The view of an update: the very one before when nothing is different. Throws for an update out of turn. */
  view({ path, number, head, changed, order }: StoryUpdate): StoryView {
    const last = this.#last.get(path);
    const base = head ?? last?.view;
    if (!base || number !== (last?.number ?? 0) + 1)
      throw new Error(`View ${number} of ${path} came out of turn.`);
    const known = last?.view.segments ?? [];
    const segments = inOrder([...known, ...changed], order);
    const isSame = last && !head && isSameList(known, segments);
    const view = isSame ? last.view : { ...base, segments };
    this.#last.set(path, { number, view });
    return view;
  }
}

function headOf(view: StoryView) {
  return { ...view, segments: undefined };
}

function differences(
  known: readonly SegmentView[],
  segments: readonly SegmentView[],
): Pick<StoryUpdate, 'changed' | 'order'> {
  const places = new Map(known.map(({ id }, place) => [id, place]));
  const changed: SegmentView[] = [];
  const order: Run[] = [];
  segments.forEach((segment, index) => {
    const place = places.get(segment.id);
    const before = place === undefined ? undefined : known[place];
    const move = before ? moveBetween(before, segment) : NO_MOVE;
    const isKept = before && isDeepStrictEqual(moved(before, index, move), segment);
    const next = isKept
      ? { first: place ?? 0, count: 1, ...move }
      : { first: known.length + changed.push(segment) - 1, count: 1, ...NO_MOVE };
    const open = order.at(-1);
    if (open && goesOn(open, next)) open.count++;
    else order.push(next);
  });
  return { changed, order };
}

function inOrder(segments: readonly SegmentView[], order: readonly Run[]): SegmentView[] {
  const ordered: SegmentView[] = [];
  for (const { first, count, ...move } of order) {
    if (first + count > segments.length) throw new Error('An update names segments that are not there.');
    for (const segment of segments.slice(first, first + count))
      ordered.push(moved(segment, ordered.length, move));
  }
  return ordered;
}

type Move = Pick<Run, 'characters' | 'lines'>;

const NO_MOVE: Move = { characters: 0, lines: 0 };

function moveBetween(before: SegmentView, after: SegmentView): Move {
  return { characters: after.source.from - before.source.from, lines: after.line - before.line };
}

/** A segment at another place; the very same one where the place is. */
function moved(segment: SegmentView, index: number, { characters, lines }: Move): SegmentView {
  if (index === segment.index && characters === 0 && lines === 0) return segment;
  const place = ({ from, to }: SegmentView['source']) => ({ from: from + characters, to: to + characters });
  return {
    ...segment,
    index,
    line: segment.line + lines,
    source: place(segment.source),
    body: place(segment.body),
    longSentences: segment.longSentences.map(place),
  };
}

function goesOn(open: Run, next: Run): boolean {
  const isNext = next.first === open.first + open.count;
  return isNext && next.characters === open.characters && next.lines === open.lines;
}

function isSameList(a: readonly SegmentView[], b: readonly SegmentView[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}
