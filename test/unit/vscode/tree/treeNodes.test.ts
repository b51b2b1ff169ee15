import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { nodeId, TreeNodes } from '../../../../src/vscode/tree/treeNodes';
import { segmentView, storyView } from '../../../support/storyViews';

/** As much of a URI as the nodes look at. */
function uriOf(text: string): Uri {
  return { toString: () => text } as unknown as Uri;
}

describe('nodes of the tree', () => {
  const a = uriOf('file:///a.story.md');
  const b = uriOf('file:///b.story.md');

  it('are the same objects whenever they are asked for, by whatever object names the story', () => {
    const nodes = new TreeNodes();
    const again = uriOf(a.toString());
    assert.equal(nodes.story(a), nodes.story(again));
    assert.equal(nodes.segment(a, 's1'), nodes.segment(again, 's1'));
    assert.equal(nodes.detachedGroup(a), nodes.detachedGroup(again));
    assert.equal(nodes.detached(a, 's1'), nodes.detached(again, 's1'));
  });

  it('have ids of their own, also where two stories have the same segments', () => {
    const nodes = new TreeNodes();
    const all = [a, b].flatMap((uri) => [
      nodes.story(uri),
      nodes.segment(uri, 's1'),
      nodes.detachedGroup(uri),
      nodes.missing(uri, 'p1'),
      nodes.detached(uri, 's1'),
    ]);
    assert.equal(new Set(all.map(nodeId)).size, all.length);
    assert.equal(nodeId(nodes.segment(a, 's1')), 'file:///a.story.md#s1');
  });

  it('are forgotten with their segments and stories', () => {
    const nodes = new TreeNodes();
    const before = [nodes.story(a), nodes.segment(a, 's1'), nodes.segment(a, 's2'), nodes.story(b)];
    nodes.keepSegments(a, storyView({ segments: [segmentView({ id: 's1' })] }));
    nodes.keepStories([a]);
    const after = [nodes.story(a), nodes.segment(a, 's1'), nodes.segment(a, 's2'), nodes.story(b)];
    assert.deepEqual(
      after.map((node, index) => node === before[index]),
      [true, true, false, false],
    );
  });
});
