import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { StoryFlow } from '../storyFlow';
import type { StoryEntry } from '../storyModel';
import type { TreeNode } from '../targets';
import { detachedGroupLook, detachedLook, segmentLook, storyLook, type Icon, type Look } from './looks';
import { outlineOf } from './outline';
import { nodeId } from './treeNodes';

type App = Pick<StoryFlow, 'stories' | 'tasks'>;

/** An item as VS Code draws it. What vanished meanwhile gets an empty one, which is never seen. */
export function treeItem(app: App, node: TreeNode, isOnlyStory: boolean): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const entry = app.stories.entry(node.uri);
  const view = entry?.view;
  switch (node.kind) {
    case 'story': {
      if (!entry) break;
      const isOpen = isOnlyStory ? Expanded : Collapsed;
      // The state that an item has at first decides for good whether it is open.
      return itemOf(node, storyLook(factsOf(app, entry)), entry.problem === undefined ? isOpen : None);
    }
    case 'segment': {
      const outline = view && outlineOf(view);
      const segment = outline?.segment(node.segmentId);
      if (!outline || !segment) break;
      const circumstances = {
        activity: app.tasks.activityOf(segment.id),
        isTrusted: vscode.workspace.isTrusted,
      };
      const hasParts = outline.childrenOf(segment.id).length > 0;
      return itemOf(node, segmentLook(segment, circumstances), hasParts ? Expanded : None);
    }
    case 'detachedGroup':
      if (!view) break;
      return itemOf(node, detachedGroupLook(view), Collapsed);
    case 'detached': {
      const segment = view && outlineOf(view).detached(node.segmentId);
      if (!segment) break;
      return itemOf(node, detachedLook(segment), None);
    }
  }
  return itemOf(node, { label: '', description: '', icon: { id: 'blank' }, spoken: '', context: '' }, None);
}

function factsOf({ tasks }: App, { uri, view, problem }: StoryEntry) {
  return {
    name: posix.basename(uri.path),
    view,
    problem,
    isGenerating: tasks.active.some(({ projectId }) => projectId === view?.projectId),
    isTrusted: vscode.workspace.isTrusted,
  };
}

function itemOf(
  node: TreeNode,
  { label, description, icon, spoken, context }: Look,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = nodeId(node);
  item.description = description;
  item.iconPath = themeIcon(icon);
  item.accessibilityInformation = { label: spoken };
  item.contextValue = context;
  const command = commandOf(node);
  if (command) item.command = command;
  return item;
}

/** What a click does. */
function commandOf(node: TreeNode): vscode.Command | undefined {
  if (node.kind === 'segment')
    return {
      command: 'storyflow.revealHeading',
      title: vscode.l10n.t('Reveal in Editor'),
      arguments: [node],
    };
  if (node.kind === 'story')
    return { command: 'storyflow.openStory', title: vscode.l10n.t('Open Story'), arguments: [node] };
  return undefined;
}

const themeIcons = new Map<string, vscode.ThemeIcon>();

function themeIcon({ id, color }: Icon): vscode.ThemeIcon {
  const key = `${id} ${color ?? ''}`;
  const icon =
    themeIcons.get(key) ??
    new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
  themeIcons.set(key, icon);
  return icon;
}
