import type { CompletedSegmentAudio, TaskStatusResponse } from '../../api';
import { newTaskState } from './taskState';

/** `graceful`: the segment at hand is finished and no further one begins. `now`: stop as soon as possible. */
export type CancelMode = 'graceful' | 'now';

/** What a task works on, so that it can be found again. A task with a `segmentId` has this one segment. */
export interface TaskSubject {
  readonly projectId?: string;
  readonly segmentId?: string;
}

/** A task's subject with everything it will work on, in order. */
export interface TaskScope extends TaskSubject {
  readonly segmentIds?: readonly string[];
}

export interface TaskRequest extends TaskScope {
  /** An id that no task has; without it one is made. */
  readonly id?: string;
  /**
   * The work. When it throws, the task is FAILED with the message. It ends early, by returning or by
   * throwing the signal's reason, when the context tells it to.
   */
  readonly run: (context: TaskContext) => Promise<void>;
}

/** A running task's way to report and to learn that it is no longer wanted. */
export interface TaskContext {
  readonly taskId: string;
  /** Aborted, with a CancelledError as reason, when the task has to stop now. */
  readonly signal: AbortSignal;
  /** True when no further segment may begin. */
  isCancelled(): boolean;
  updateProgress(current: number, total: number, currentSegmentId?: string): void;
  addCompleted(segment: CompletedSegmentAudio): void;
  addError(segmentId: string, message: string): void;
}

/** A task as the manager keeps it. */
export interface Task {
  readonly subject: TaskScope;
  readonly state: TaskStatusResponse;
  readonly stop: AbortController;
  /** Resolves when the task has ended, however it did. */
  readonly ended: Promise<void>;
  readonly markEnded: () => void;
  cancelRequested: boolean;
  /** The clock's time, undefined until the task has ended. */
  endedAt: number | undefined;
}

/** A task that was accepted and has not begun. */
export function newTask(id: string, subject: TaskScope): Task {
  let markEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    markEnded = resolve;
  });
  const state = newTaskState(id);
  const stop = new AbortController();
  return { subject, state, stop, ended, markEnded, cancelRequested: false, endedAt: undefined };
}
