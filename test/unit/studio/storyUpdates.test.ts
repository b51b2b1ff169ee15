import assert from 'node:assert/strict';
import type { SegmentView, StoryView } from '../../../src/studio/protocol';
import { ReceivedViews, SentViews, storyUpdate } from '../../../src/studio/storyUpdates';
import { AUDIO, segmentView, storyView } from '../../support/storyViews';

/** A story of three segments with ten lines and a hundred characters each. */
function story(): StoryView {
  const segments = [0, 1, 2].map((index) =>
    segmentView({
      id: `s${index}`,
      index,
      line: 10 * index + 1,
      source: { from: 100 * index, to: 100 * index + 100 },
      body: { from: 100 * index + 10, to: 100 * index + 100 },
      longSentences: [{ from: 100 * index + 20, to: 100 * index + 90 }],
    }),
  );
  return storyView({ segments });
}

/** The segments with those from `first` on at another place. */
function shifted(
  segments: readonly SegmentView[],
  first: number,
  by: { index: number; lines: number; characters: number },
) {
  const place = ({ from, to }: SegmentView['source']) => ({
    from: from + by.characters,
    to: to + by.characters,
  });
  return segments.map((segment, at) =>
    at < first
      ? segment
      : {
          ...segment,
          index: segment.index + by.index,
          line: segment.line + by.lines,
          source: place(segment.source),
          body: place(segment.body),
          longSentences: segment.longSentences.map(place),
        },
  );
}

/** Sends views one after the other, as two threads do. */
function sending() {
  const sent = new SentViews();
  const received = new ReceivedViews();
  return (view: StoryView) => {
    const update = storyUpdate.parse(structuredClone(sent.update(structuredClone(view))));
    return { update, view: received.view(update) };
  };
}

describe('updates of a story’s view', () => {
  const first = story();
  const [one, two, three] = first.segments as [SegmentView, SegmentView, SegmentView];
  const stale: SegmentView = {
    ...two,
    status: 'stale',
    staleBecause: ['text'],
    textHash: 'other',
    audio: AUDIO,
  };
  const inserted = segmentView({ id: 'new', index: 1, line: 11, source: { from: 100, to: 130 } });

  const changes: [
    title: string,
    segments: readonly SegmentView[],
    changed: readonly string[],
    runs: number,
  ][] = [
    ['nothing', first.segments, [], 1],
    ['a segment’s state', [one, stale, three], ['s1'], 3],
    [
      'words in the first segment',
      [
        { ...one, textHash: 'other', source: { from: 0, to: 107 }, body: { from: 10, to: 107 } },
        ...shifted(first.segments, 1, { index: 0, lines: 1, characters: 7 }).slice(1),
      ],
      ['s0'],
      2,
    ],
    ['text before the story', shifted(first.segments, 0, { index: 0, lines: 3, characters: 40 }), [], 1],
    [
      'a new segment',
      [one, inserted, ...shifted(first.segments, 1, { index: 1, lines: 2, characters: 30 }).slice(1)],
      ['new'],
      3,
    ],
    [
      'a segment less',
      [one, ...shifted(first.segments, 2, { index: -1, lines: -10, characters: -100 }).slice(2)],
      [],
      2,
    ],
    ['another order', [two, one, three].map((segment, index) => ({ ...segment, index })), [], 3],
    [
      'a second heading of the same words',
      [one, two, { ...three, heading: two.heading, ordinal: 1 }],
      ['s2'],
      2,
    ],
    ['no segments', [], [], 0],
  ];
  for (const [title, segments, changed, runs] of changes) {
    it(`tell ${title}`, () => {
      const send = sending();
      send(first);
      const { update, view } = send({ ...first, segments });
      assert.deepEqual(view, { ...first, segments });
      assert.deepEqual(
        update.changed.map(({ id }) => id),
        changed,
      );
      assert.equal(update.order.length, runs);
      assert.equal(update.head, undefined);
    });
  }

  it('tell what is not about segments only when it changed', () => {
    const send = sending();
    send(first);
    const renamed = { ...first, title: 'Another title' };
    const { update, view } = send(renamed);
    assert.deepEqual([update.head?.title, update.changed, view], ['Another title', [], renamed]);
    assert.equal(send(renamed).update.head, undefined);
  });

  it('keep what did not change: a view, and each segment of a view that did', () => {
    const send = sending();
    const before = send(first).view;
    assert.equal(send(first).view, before);
    const after = send({ ...first, segments: [one, stale, three] }).view;
    assert.notEqual(after, before);
    assert.deepEqual(
      after.segments.map((segment, index) => segment === before.segments[index]),
      [true, false, true],
    );
  });

  it('follow each other for every story by itself', () => {
    const send = sending();
    const other = storyView({ path: '/stories/b.story.md', title: 'Other' });
    for (const view of [first, other, { ...first, segments: [one] }, other, first])
      assert.deepEqual(send(view).view, view);
  });

  it('are refused out of turn, and when they name what is not there', () => {
    const sent = new SentViews();
    const updates = [first, { ...first, segments: [one, stale] }].map((view) => sent.update(view));
    const received = new ReceivedViews();
    assert.throws(() => received.view(updates[1]!), /out of turn/u);
    received.view(updates[0]!);
    assert.throws(() => received.view(updates[0]!), /out of turn/u);
    const { order, ...rest } = updates[1]!;
    const far = order.map((run) => ({ ...run, first: run.first + 3 }));
    assert.throws(() => received.view({ ...rest, order: far }), /not there/u);
  });
});
