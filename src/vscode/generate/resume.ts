import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import * as z from 'zod';
import { messageOf } from '../../core/errors';
import { isUpToDate } from '../../core/narration/segmentState';
import type { SegmentView, TaskView } from '../../studio/protocol';
import { runCommand } from '../commandIds';
import { quoted } from '../notificationText';
import type { StoryFlow } from '../storyFlow';
import { hasEnded } from './runProgress';

const KEY = 'storyflow.unfinished';
/** A window that is closed or reloaded has its extensions going on for so long at most. */
const CLOSING_SECONDS = 15;

/** A run over several segments that has not ended. What is left of it the segments themselves say. */
const unfinishedRun = z.object({
  path: z.string(),
  segmentIds: z.array(z.string()),
  /** Of the extension host that works on it: another window's is still alive. */
  pid: z.int(),
});
type UnfinishedRun = z.infer<typeof unfinishedRun>;

/**
 * Remembers in the workspace which runs have not ended, and offers to go on with those that an earlier window did not
 * finish. Dispose it before the studio: what is stopped because a window closes was interrupted, too.
 */
export function registerResume(app: StoryFlow): vscode.Disposable {
  const { workspaceState } = app.context;
  const before = z.record(z.string(), unfinishedRun).safeParse(workspaceState.get(KEY)).data ?? {};
  const runs = new Map(Object.entries(before));
  const save = () => {
    void workspaceState.update(KEY, runs.size === 0 ? undefined : Object.fromEntries(runs));
  };

  const follow = app.tasks.onDidChange((task) => {
    const { task_id: id } = task.status;
    if (hasEnded(task) ? runs.delete(id) : note(app, task, runs)) save();
  });

  const closing = new AbortController();
  const goOn = async (path: string, interrupted: readonly [id: string, run: UnfinishedRun][]) => {
    for (const [, { pid }] of interrupted) if (!(await isGone(pid, closing.signal))) return;
    await offer(
      app,
      path,
      interrupted.flatMap(([, { segmentIds }]) => segmentIds),
    );
    // What is not answered before this window closes is asked again in the next.
    if (closing.signal.aborted) return;
    for (const [id] of interrupted) runs.delete(id);
    save();
  };
  if (vscode.workspace.isTrusted) {
    for (const path of new Set(Object.values(before).map((run) => run.path))) {
      const interrupted = Object.entries(before).filter(([, run]) => run.path === path);
      goOn(path, interrupted).catch((error: unknown) => {
        app.log.debug(`Nobody answered whether to go on with ${path}: ${messageOf(error)}`);
      });
    }
  }
  return vscode.Disposable.from(
    follow,
    new vscode.Disposable(() => {
      closing.abort();
    }),
  );
}

/** Whether the task is a run that was not noted yet. */
function note(app: StoryFlow, task: TaskView, runs: Map<string, UnfinishedRun>): boolean {
  const { segmentIds, segmentId, projectId, status } = task;
  const story = app.stories.project(projectId);
  if (segmentId !== undefined || runs.has(status.task_id) || !story) return false;
  runs.set(status.task_id, { path: story.path, segmentIds: [...segmentIds], pid: process.pid });
  return true;
}

/**
 * Asks once whether to go on; resolves when that is answered, or when nothing is left to be done. Rejects when the window
 * closes before.
 */
async function offer(app: StoryFlow, path: string, segmentIds: readonly string[]): Promise<void> {
  // The log says why a story cannot be read; nobody can go on with it.
  const story = await app.stories.view(vscode.Uri.file(path)).catch(() => undefined);
  const wanted = new Set(segmentIds);
  const segments = story?.segments.filter((segment) => wanted.has(segment.id) && canBeSpoken(segment)) ?? [];
  const left = segments.filter(({ status }) => !isUpToDate(status));
  if (!story || left.length === 0) return;
  const go = vscode.l10n.t('Continue');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Narration of {0} was interrupted. Continue: {1} of {2}?',
      quoted(story.title),
      segments.length - left.length,
      segments.length,
    ),
    go,
    vscode.l10n.t('Dismiss'),
  );
  if (chosen === go) await runCommand('storyflow.generate', { segmentIds: left.map(({ id }) => id) });
}

function canBeSpoken({ hasText, isLocked }: SegmentView): boolean {
  return hasText && !isLocked;
}

/** Whether the process ends within the patience that a closing window needs. One that goes on is another window. */
async function isGone(pid: number, signal: AbortSignal): Promise<boolean> {
  for (let seconds = 0; isAlive(pid); seconds++) {
    if (seconds === CLOSING_SECONDS || signal.aborted) return false;
    await setTimeout(1000, undefined, { ref: false });
  }
  return true;
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
