import assert from 'node:assert/strict';
import type { SegmentView } from '../../../../src/studio/protocol';
import { marksOf, type Marks } from '../../../../src/vscode/editor/marks';
import { segmentView } from '../../../support/storyViews';

const nothing: Marks = { locked: [], stale: [], failed: [], staleText: [], failedText: [] };

describe('marks beside the text', () => {
  const single: [title: string, segment: Partial<SegmentView>, marks: Partial<Marks>][] = [
    ['nothing for no audio', {}, {}],
    ['nothing for ready', { status: 'ready' }, {}],
    [
      'a sign and a bar for out of date',
      { status: 'stale' },
      { stale: [2], staleText: [{ first: 2, last: 9 }] },
    ],
    [
      'a sign and a bar for failed',
      { status: 'failed' },
      { failed: [2], failedText: [{ first: 2, last: 9 }] },
    ],
    ['a sign for locked', { status: 'ready', isLocked: true }, { locked: [2] }],
    [
      'of locked and out of date the sign is the lock',
      { status: 'stale', isLocked: true },
      { locked: [2], staleText: [{ first: 2, last: 9 }] },
    ],
    [
      'of locked and failed the sign is the failure',
      { status: 'failed', isLocked: true },
      { failed: [2], failedText: [{ first: 2, last: 9 }] },
    ],
  ];
  for (const [title, segment, marks] of single)
    it(title, () => {
      assert.deepEqual(marksOf([segmentView({ line: 3, ...segment })], 10), { ...nothing, ...marks });
    });

  it('a segment ends before the next heading, the last with the document', () => {
    const segments = [1, 4, 5].map((line) => segmentView({ line, status: 'stale' }));
    assert.deepEqual(marksOf(segments, 6).staleText, [
      { first: 0, last: 2 },
      { first: 3, last: 3 },
      { first: 4, last: 5 },
    ]);
  });
});
