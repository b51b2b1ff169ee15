import * as vscode from 'vscode';
import type { StoryView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import type { TreeNode } from '../targets';
import { ActivityChanges } from './activityChanges';
import type { StateFilter } from './filter';
import { RefreshQueue, type QueuedStory } from './refreshQueue';
import type { TreeNodes } from './treeNodes';
import { viewChanges, type ShownView } from './viewChanges';

export interface TreeParts {
  readonly app: StoryFlow;
  readonly filter: StateFilter;
  readonly nodes: TreeNodes;
}

/** Follows what changes, and has drawn anew what looks different and no more. Undefined stands for the whole tree. */
export function refreshTree(
  { app, filter, nodes }: TreeParts,
  refresh: (nodes: TreeNode[] | undefined) => void,
): vscode.Disposable {
  const { stories, tasks } = app;
  const queue = new RefreshQueue<TreeNode>((changed) => {
    refresh(changed && [...changed]);
  });
  const activities = new ActivityChanges(tasks);
  /** What was shown of each story at its last change, by its URI. */
  const shown = new Map<string, ShownView>();

  const everything = () => {
    queue.addEverything();
  };
  const queued = (uri: vscode.Uri, view: StoryView | undefined): QueuedStory<TreeNode> => ({
    item: nodes.story(uri),
    rows: view?.segments.length ?? 0,
  });

  const storyChanged = (uri: vscode.Uri) => {
    const view = stories.entry(uri)?.view;
    const key = uri.toString();
    const before = shown.get(key);
    const after = view && { view, ids: filter.idsOf(view) };
    if (after) shown.set(key, after);
    else shown.delete(key);
    if (isHidden(before) !== isHidden(after)) everything();
    if (!after || !before) {
      queue.addStory(queued(uri, view));
      return;
    }
    const story = queued(uri, view);
    const { isRearranged, isStoryChanged, segmentIds } = viewChanges(before, after);
    if (isRearranged) nodes.keepSegments(uri, after.view);
    if (isRearranged || isStoryChanged) queue.addStory(story);
    for (const id of segmentIds) queue.addRow(nodes.segment(uri, id), story);
  };

  return vscode.Disposable.from(
    queue,
    filter.onDidChange(() => {
      shown.clear();
      everything();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(everything),
    stories.onDidChange((uri) => {
      if (uri) storyChanged(uri);
      else {
        nodes.keepStories(stories.entries.map((entry) => entry.uri));
        everything();
      }
    }),
    tasks.onDidChange((task) => {
      const change = activities.of(task);
      const entry = change && stories.entries.find(({ view }) => view?.projectId === task.projectId);
      if (!entry) return;
      const story = queued(entry.uri, entry.view);
      if (change.isBeginOrEnd) queue.addStory(story);
      for (const id of change.segmentIds) queue.addRow(nodes.segment(entry.uri, id), story);
    }),
  );
}

/** Whether the filter leaves nothing of a story, so that it has no row. */
function isHidden(shown: ShownView | undefined): boolean {
  return shown?.ids?.size === 0;
}
