import * as vscode from 'vscode';
import type { TaskError } from '../../api';
import type { TaskView } from '../../studio/protocol';
import { runCommand } from '../commandIds';
import { notificationText } from '../notificationText';
import { sayInPassing } from '../sayInPassing';
import type { StoryFlow } from '../storyFlow';
import { countOf } from '../words';
import { nameOfStory, nameOfTask } from './runWords';

/** Tells the writer how a task ended: a failure with what to do about it, a success in passing. */
export function tellOutcome(app: StoryFlow, task: TaskView): void {
  const { status } = task;
  if (status.errors.length > 0) void tellFailure(app, task);
  else sayInPassing(successOf(app, task));
}

function successOf(app: StoryFlow, task: TaskView): string {
  const { segmentIds, status } = task;
  const done = status.completed_segments.length;
  const name = nameOfTask(app, task);
  if (status.cancelled)
    return vscode.l10n.t('$(circle-slash) {0}: stopped after {1} of {2}', name, done, segmentIds.length);
  if (segmentIds.length === 1) return vscode.l10n.t('$(check) {0} is ready', name);
  return vscode.l10n.t('$(check) {0}: {1} generated', name, countOf(done, 'segment'));
}

async function tellFailure(app: StoryFlow, task: TaskView): Promise<void> {
  const errors = await errorsOf(app, task);
  const [first] = errors;
  if (!first) return;
  const failed = failedSegments(task, errors);
  const retry = vscode.l10n.t('Retry');
  const showLog = vscode.l10n.t('Show Log');
  const actions = failed.length > 0 ? [retry, showLog] : [showLog];
  const chosen = await vscode.window.showErrorMessage(failureOf(app, task, failed, first), ...actions);
  if (chosen === retry) await runCommand('storyflow.generate', { segmentIds: failed });
  else if (chosen === showLog) app.log.show();
}

/** A task's errors without those of segments that were deleted meanwhile: nobody misses their audio. */
async function errorsOf(app: StoryFlow, { projectId, status }: TaskView): Promise<readonly TaskError[]> {
  const story = app.stories.project(projectId);
  if (!story) return status.errors;
  const now = await app.stories.reload(vscode.Uri.file(story.path)).catch(() => story);
  const isThere = new Set(now.segments.map(({ id }) => id));
  return status.errors.filter(({ segment_id: id }) => id === '' || isThere.has(id));
}

function failureOf(app: StoryFlow, task: TaskView, failed: readonly string[], first: TaskError): string {
  const { segmentIds } = task;
  const reason = notificationText(first.error);
  if (segmentIds.length === 1)
    return vscode.l10n.t('{0} could not be generated: {1}', nameOfTask(app, task), reason);
  return vscode.l10n.t(
    '{0} of {1} of {2} could not be generated: {3}',
    failed.length,
    countOf(segmentIds.length, 'segment'),
    nameOfStory(app, task),
    reason,
  );
}

/** The segments that have an error; all that were not completed when the task failed as a whole. */
function failedSegments({ segmentIds, status }: TaskView, errors: readonly TaskError[]): string[] {
  const failed = new Set(errors.map(({ segment_id: id }) => id));
  const completed = new Set(status.completed_segments.map(({ segment_id: id }) => id));
  return segmentIds.filter((id) => (failed.has('') ? !completed.has(id) : failed.has(id)));
}
