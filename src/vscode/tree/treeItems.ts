import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { StoryFlow } from '../storyFlow';
import type { StoryEntry } from '../storyModel';
import type { TreeNode } from '../targets';
import {
  detachedGroupLook,
  detachedLook,
  missingLook,
  segmentLook,
  storyLook,
  type Icon,
  type Look,
} from './looks';
import { outlineOf } from './outline';

type App = Pick<StoryFlow, 'stories' | 'tasks'>;

/** What an item is drawn with besides its node. */
export interface ItemFrame {
  readonly id: string;
  /** Whether what is below it is seen at first; undefined where there is nothing. */
  readonly isOpen: boolean | undefined;
}

/** An item as VS Code draws it. What vanished meanwhile gets an empty one, which is never seen. */
export function treeItem(app: App, node: TreeNode, { id, isOpen }: ItemFrame): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const look = lookOf(app, node) ?? NOTHING;
  const item = new vscode.TreeItem(look.label, isOpen === undefined ? None : isOpen ? Expanded : Collapsed);
  item.id = id;
  item.description = look.description;
  item.iconPath = themeIcon(look.icon);
  item.accessibilityInformation = { label: look.spoken };
  item.contextValue = look.context;
  const command = commandOf(node);
  if (command) item.command = command;
  return item;
}

const NOTHING: Look = { label: '', description: '', icon: { id: 'blank' }, spoken: '', context: '' };

function lookOf(app: App, node: TreeNode): Look | undefined {
  const entry = app.stories.entry(node.uri);
  const view = entry?.view;
  switch (node.kind) {
    case 'story':
      return entry && storyLook(factsOf(app, entry));
    case 'segment': {
      const segment = view && outlineOf(view).segment(node.segmentId);
      const activity = app.tasks.activityOf(node.segmentId);
      return segment && segmentLook(segment, { activity, isTrusted: vscode.workspace.isTrusted });
    }
    case 'detachedGroup':
      return view && detachedGroupLook(view);
    case 'detached': {
      const segment = view && outlineOf(view).detached(node.segmentId);
      return segment && detachedLook(segment);
    }
    case 'missing': {
      const story = app.stories.missingStory(node.projectId);
      return story && missingLook(story);
    }
  }
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

/** What a click does. As in the Explorer, the focus stays. */
function commandOf(node: TreeNode): vscode.Command | undefined {
  if (node.kind === 'segment')
    return {
      command: 'storyflow.revealHeading',
      title: vscode.l10n.t('Reveal in Editor'),
      arguments: [node],
    };
  if (node.kind === 'story')
    return {
      command: 'vscode.open',
      title: vscode.l10n.t('Open Story'),
      arguments: [node.uri, { preserveFocus: true, preview: true }],
    };
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
