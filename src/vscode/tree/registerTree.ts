import * as vscode from 'vscode';
import type { StoryFlow } from '../storyFlow';
import type { TreeNode } from '../targets';
import { registerBadge } from './badge';
import { SegmentDragAndDrop } from './dragAndDrop';
import { registerFilter, StateFilter } from './filter';
import { registerMessage } from './message';
import { registerMoving } from './moving';
import { StoryTree } from './storyTree';
import { registerWelcome } from './welcome';

const VIEW_ID = 'storyflow.stories';

export interface Tree {
  /** The rows that are selected. */
  selection(): readonly TreeNode[];
  dispose(): void;
}

/** The view of all stories with their segments, and the commands that only it has. */
export function registerTree(app: StoryFlow): Tree {
  const filter = new StateFilter();
  const tree = new StoryTree(app, filter);
  const reveal = (uri: vscode.Uri, segmentId: string) => {
    const node = tree.segmentNode(uri, segmentId);
    // A row that the filter hides cannot be revealed, and need not be.
    if (node) void view.reveal(node, { select: true, focus: true }).then(undefined, () => undefined);
  };
  const view: vscode.TreeView<TreeNode> = vscode.window.createTreeView(VIEW_ID, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: new SegmentDragAndDrop(app, reveal),
  });
  const subscriptions = vscode.Disposable.from(
    view,
    tree,
    view.onDidExpandElement(({ element }) => {
      tree.remember(element, { isOpen: true });
    }),
    view.onDidCollapseElement(({ element }) => {
      tree.remember(element, { isOpen: false });
    }),
    registerFilter(app, filter),
    registerMessage(tree, filter, view),
    registerBadge(app, view),
    registerMoving(app),
    registerWelcome(app, tree, view),
  );
  return {
    selection: () => view.selection,
    dispose: () => {
      subscriptions.dispose();
    },
  };
}
