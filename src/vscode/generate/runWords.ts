import * as vscode from 'vscode';
import type { TaskView } from '../../studio/protocol';
import { quoted } from '../notificationText';
import type { StoryFlow } from '../storyFlow';
import type { RunProgress } from './runProgress';
import { leftInWords } from './timeLeft';

/** What a run says of itself: `Generating “The Lighthouse”: segment 3 of 12, about 2 min left`. */
export function runInWords(app: StoryFlow, { task, current, total, secondsLeft }: RunProgress): string {
  if (!task) return vscode.l10n.t('Generating audio');
  const name = nameOfTask(app, task);
  // One that is next begins at once.
  if (task.status.status === 'PENDING' && app.tasks.active.some(isWorkedOn))
    return vscode.l10n.t('{0} waits until what is being generated is done', name);
  const what =
    total === 1
      ? vscode.l10n.t('Generating {0}', name)
      : vscode.l10n.t('Generating {0}: segment {1} of {2}', name, current, total);
  return secondsLeft === undefined ? what : `${what}, ${leftInWords(secondsLeft)}`;
}

function isWorkedOn({ status }: TaskView): boolean {
  return status.status === 'PROCESSING';
}

/** What a task speaks, by name: its segment when it has only one, else its story. */
export function nameOfTask(app: StoryFlow, task: TaskView): string {
  const [only] = task.segmentIds;
  if (task.segmentIds.length === 1 && only !== undefined) return nameOfSegment(app, only);
  return nameOfStory(app, task);
}

/** The segment that a task speaks now. */
export function nameOfCurrent(app: StoryFlow, task: TaskView): string {
  const id = task.status.progress.current_segment_id;
  return id === undefined ? nameOfTask(app, task) : nameOfSegment(app, id);
}

export function nameOfStory(app: StoryFlow, { projectId }: TaskView): string {
  const story = app.stories.project(projectId);
  return story ? quoted(story.title) : vscode.l10n.t('the story');
}

/** A segment's heading; its story's title for the text before the first one. */
function nameOfSegment(app: StoryFlow, segmentId: string): string {
  const found = app.stories.segment(segmentId);
  if (!found) return vscode.l10n.t('the segment');
  return quoted(found.segment.heading === '' ? found.story.title : found.segment.heading);
}
