import assert from 'node:assert/strict';
import type { StoryView } from '../../../../src/studio/protocol';
import { viewChanges, type ViewChanges } from '../../../../src/vscode/tree/viewChanges';
import { AUDIO, segmentView, storyView } from '../../../support/storyViews';

const one = segmentView({ id: 's1', heading: 'One' });
const two = segmentView({ id: 's2', heading: 'Two' });
const gone = { id: 'd1', projectId: 'p1', heading: 'Gone', isLocked: false };
const before = storyView({ segments: [one, two] });

const nothing: ViewChanges = { isRearranged: false, isStoryChanged: false, segmentIds: [] };

describe('what of a story is drawn anew', () => {
  const changes: [title: string, after: StoryView, changes: Partial<ViewChanges>][] = [
    ['nothing for an equal view', storyView({ segments: [{ ...one }, { ...two }] }), {}],
    [
      'nothing for what no row shows',
      storyView({ segments: [one, { ...two, line: 9, source: { from: 1, to: 2 }, textHash: 'new' }] }),
      {},
    ],
    [
      'the segment that is locked without audio, and the story where it can be recreated',
      storyView({ segments: [one, { ...two, isLocked: true }] }),
      { segmentIds: ['s2'], isStoryChanged: true },
    ],
    [
      'the segment that is ready, and the story that counts it',
      storyView({ segments: [{ ...one, status: 'ready', audio: AUDIO }, two] }),
      { segmentIds: ['s1'], isStoryChanged: true },
    ],
    [
      'the segment whose image can be removed now',
      storyView({ segments: [one, { ...two, image: '/i.png' }] }),
      { segmentIds: ['s2'] },
    ],
    [
      'the story with a new title',
      storyView({ segments: [one, two], title: 'New' }),
      { isStoryChanged: true },
    ],
    ['all rows in another order', storyView({ segments: [two, one] }), { isRearranged: true }],
    [
      'all rows when a segment moved below another',
      storyView({ segments: [one, { ...two, level: 3 }] }),
      { isRearranged: true },
    ],
    [
      'all rows, and the count, when a segment vanished',
      storyView({ segments: [one] }),
      { isRearranged: true, isStoryChanged: true },
    ],
    [
      'all rows when a segment was detached',
      storyView({ segments: [one, two], detached: [gone] }),
      { isRearranged: true },
    ],
  ];
  for (const [title, after, expected] of changes) {
    it(title, () => {
      assert.deepEqual(viewChanges({ view: before, ids: undefined }, { view: after, ids: undefined }), {
        ...nothing,
        ...expected,
      });
    });
  }

  it('all rows when the filter leaves others', () => {
    const after = storyView({ segments: [{ ...one, image: '/i.png' }, two] });
    const filtered = viewChanges(
      { view: before, ids: new Set(['s1', 's2']) },
      { view: after, ids: new Set(['s2']) },
    );
    assert.deepEqual(filtered, { ...nothing, isRearranged: true });
  });

  it('no row that the filter hides', () => {
    const ids = new Set(['s2']);
    const after = storyView({ segments: [{ ...one, image: '/i.png' }, two] });
    assert.deepEqual(viewChanges({ view: before, ids }, { view: after, ids }), nothing);
  });
});
