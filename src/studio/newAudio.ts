import type { TaskManager } from '../core/tasks/taskManager';
import { isFinished } from '../core/tasks/taskState';
import type { StudioEvent } from './protocol';
import type { Stories } from './stories';

/** At most so often, in milliseconds, are the views told that a story has new audio. */
const TELL_MS = 400;

/** Tells the views of every segment that a task finished or failed, so that they read its story again. */
export function tellOfNewAudio(
  tasks: TaskManager,
  stories: Stories,
  tell: (event: StudioEvent) => void,
): void {
  /** How many segments of each task were done when the views were told. */
  const told = new Map<string, number>();
  const waiting = new Map<string, NodeJS.Timeout>();

  const tellSoon = (path: string, isLast: boolean) => {
    if (waiting.has(path) && !isLast) return;
    clearTimeout(waiting.get(path));
    const timer = setTimeout(
      () => {
        waiting.delete(path);
        tell({ event: 'storyChanged', path });
      },
      isLast ? 0 : TELL_MS,
    );
    waiting.set(path, timer);
  };

  tasks.onDidChange((taskId) => {
    const { completed_segments: completed, errors, status } = tasks.getTaskStatus(taskId);
    const before = told.get(taskId) ?? 0;
    const isLast = isFinished(status);
    if (isLast) told.delete(taskId);
    else told.set(taskId, completed.length);
    const path = stories.pathOf(tasks.scopeOf(taskId).projectId ?? '');
    if (path !== undefined && (isLast || completed.length > before || errors.length > 0))
      tellSoon(path, isLast);
  });
}
