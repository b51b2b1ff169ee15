import assert from 'node:assert/strict';
import type { SegmentView, StoryView } from '../../../../src/studio/protocol';
import { outlineOf } from '../../../../src/vscode/tree/outline';
import { segmentView, storyView } from '../../../support/storyViews';

/** A story with segments of these levels, named by their place. */
function storyOf(levels: readonly number[]): StoryView {
  return storyView({
    segments: levels.map((level, index) => segmentView({ id: String(index), index, level })),
  });
}

/** The rows as they are nested: `0(1 2(3))`. */
function nested(view: StoryView): string {
  const outline = outlineOf(view);
  const text = (segments: readonly SegmentView[]): string =>
    segments
      .map(({ id }) => {
        const below = outline.childrenOf(id);
        return below.length > 0 ? `${id}(${text(below)})` : id;
      })
      .join(' ');
  return text(outline.roots);
}

describe('outline of a story (D-30)', () => {
  const stories: [title: string, levels: number[], rows: string][] = [
    ['no segment', [], ''],
    ['one level', [2, 2, 2], '0 1 2'],
    ['parts of parts', [1, 2, 3, 2, 1, 2], '0(1(2) 3) 4(5)'],
    ['a level that is left out', [1, 3, 2], '0(1 2)'],
    ['a story that begins deep', [3, 2, 1], '0 1 2'],
    ['text before the first heading holds nothing', [0, 1, 2], '0 1(2)'],
  ];
  for (const [title, levels, rows] of stories) {
    it(title, () => {
      assert.equal(nested(storyOf(levels)), rows);
    });
  }

  it('knows every row’s parent', () => {
    const outline = outlineOf(storyOf([0, 1, 2, 3, 2]));
    const parents = ['0', '1', '2', '3', '4'].map((id) => outline.parentOf(id)?.id);
    assert.deepEqual(parents, [undefined, undefined, '1', '2', '1']);
  });

  it('is made once for each view', () => {
    const view = storyOf([1, 2]);
    assert.equal(outlineOf(view), outlineOf(view));
    assert.notEqual(outlineOf(view), outlineOf(storyOf([1, 2])));
  });
});
