import type * as vscode from 'vscode';
import type { StoryView } from '../../studio/protocol';
import type { TreeNode } from '../targets';

/** The nodes of the tree, each made once: VS Code knows them by their identity. */
export class TreeNodes {
  readonly #stories = new Map<string, Map<string, TreeNode>>();

  story(uri: vscode.Uri): TreeNode {
    return this.#node(uri, '', () => ({ kind: 'story', uri }));
  }

  segment(uri: vscode.Uri, segmentId: string): TreeNode {
    return this.#node(uri, segmentId, () => ({ kind: 'segment', uri, segmentId }));
  }

  detachedGroup(uri: vscode.Uri): TreeNode {
    return this.#node(uri, GROUP, () => ({ kind: 'detachedGroup', uri }));
  }

  detached(uri: vscode.Uri, segmentId: string): TreeNode {
    return this.#node(uri, `${GROUP}/${segmentId}`, () => ({ kind: 'detached', uri, segmentId }));
  }

  missing(uri: vscode.Uri, projectId: string): TreeNode {
    return this.#node(uri, `${MISSING}/${projectId}`, () => ({ kind: 'missing', uri, projectId }));
  }

  /** Forgets the segments of a story that are not there any more. */
  keepSegments(uri: vscode.Uri, { segments, detached }: StoryView): void {
    const nodes = this.#stories.get(uri.toString());
    if (!nodes) return;
    const kept = new Set([
      '',
      GROUP,
      ...segments.map(({ id }) => id),
      ...detached.map(({ id }) => `${GROUP}/${id}`),
    ]);
    for (const key of nodes.keys()) if (!kept.has(key)) nodes.delete(key);
  }

  /** Forgets the stories that are not there any more. */
  keepStories(uris: readonly vscode.Uri[]): void {
    const kept = new Set(uris.map((uri) => uri.toString()));
    for (const key of this.#stories.keys()) if (!kept.has(key)) this.#stories.delete(key);
  }

  #node(uri: vscode.Uri, key: string, make: () => TreeNode): TreeNode {
    const story = uri.toString();
    const nodes = this.#stories.get(story) ?? new Map<string, TreeNode>();
    this.#stories.set(story, nodes);
    const node = nodes.get(key) ?? make();
    nodes.set(key, node);
    return node;
  }
}

const GROUP = 'detached';
const MISSING = 'missing';

/** What names an item in every window and at every time. Copies of a folder have the same segments in two stories. */
export function nodeId(node: TreeNode): string {
  const story = node.uri.toString();
  switch (node.kind) {
    case 'story':
      return story;
    case 'segment':
      return `${story}#${node.segmentId}`;
    case 'detachedGroup':
      return `${story}#${GROUP}`;
    case 'detached':
      return `${story}#${GROUP}/${node.segmentId}`;
    case 'missing':
      return `${story}#${MISSING}/${node.projectId}`;
  }
}
