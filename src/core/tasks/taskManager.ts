import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CompletedSegmentAudio, TaskStatusResponse } from '../../api';
import { isErrorCode, messageOf, StoryFlowError } from '../errors';
import type { Log } from '../ports';
import type { Clock } from './clock';
import type { CancelMode, Task, TaskContext, TaskRequest, TaskScope, TaskSubject } from './task';
import { newTask } from './task';
import { anonymousTaskId } from './taskIds';
import { isFinished, progressOf, snapshotOf } from './taskState';

export interface TaskManagerOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** A finished task is forgotten when more than this has passed since it ended. An hour by default. */
  readonly purgeAfterMs?: number;
  /** How often to look for such tasks when nobody submits any. Ten minutes by default. */
  readonly purgeEveryMs?: number;
}

const MINUTE = 60_000;

/**
 * Runs tasks one at a time in the order in which they were submitted, and remembers how each of them goes.
 * It lives in memory only.
 *
 * The queue is a chain of promises because a chain cannot be told to run two of them at once.
 */
export class TaskManager {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #purgeAfterMs: number;
  readonly #stopPurging: () => void;
  readonly #tasks = new Map<string, Task>();
  readonly #listeners = new Set<(taskId: string) => void>();
  #lastRun: Promise<void> = Promise.resolve();
  #isOpen = true;

  constructor({ clock, log, purgeAfterMs = 60 * MINUTE, purgeEveryMs = 10 * MINUTE }: TaskManagerOptions) {
    this.#clock = clock;
    this.#log = log;
    this.#purgeAfterMs = purgeAfterMs;
    this.#stopPurging = clock.every(purgeEveryMs, () => {
      this.#purge();
    });
  }

  /**
   * Queues a task and returns its id. The task is PENDING when this returns, and the caller sees that even
   * after an await: no task begins in the turn in which it was submitted.
   * Throws WorkerLost after `shutdown` and WrongUse when the id is taken.
   */
  submit({ id = anonymousTaskId(), run, ...subject }: TaskRequest): string {
    if (!this.#isOpen) {
      throw new StoryFlowError('WorkerLost', 'StoryFlow is shutting down: no new task was started.');
    }
    this.#purge();
    if (this.#tasks.has(id)) {
      throw new StoryFlowError('WrongUse', `There is already a task "${id}": use an id of its own.`);
    }
    const task = newTask(id, subject);
    this.#tasks.set(id, task);
    this.#lastRun = this.#lastRun.then(() => nextTurn()).then(() => this.#execute(task, run));
    this.#changed(task);
    return id;
  }

  /** The task as it is now, as a copy. Throws TaskNotFound for an id that is unknown or was forgotten. */
  getTaskStatus(taskId: string): TaskStatusResponse {
    return snapshotOf(this.#require(taskId).state);
  }

  /** What a task works on. Throws TaskNotFound. */
  scopeOf(taskId: string): TaskScope {
    return this.#require(taskId).subject;
  }

  /** Resolves with the final state when the task has ended, however it did. Rejects with TaskNotFound. */
  async whenEnded(taskId: string): Promise<TaskStatusResponse> {
    const task = this.#require(taskId);
    await task.ended;
    return snapshotOf(task.state);
  }

  /** Ids of the tasks that have not ended and that work on all that `subject` names, oldest first. */
  activeTasks({ projectId, segmentId }: TaskSubject = {}): string[] {
    return [...this.#tasks]
      .filter(([, { state }]) => !isFinished(state.status))
      .filter(([, { subject }]) => projectId === undefined || subject.projectId === projectId)
      .filter(([, { subject }]) => segmentId === undefined || subject.segmentId === segmentId)
      .map(([id]) => id);
  }

  /**
   * The task that will give this segment its audio, if there is one. One that was told to stop now will
   * not, so it does not count.
   */
  activeTaskOf(segmentId: string): string | undefined {
    return this.activeTasks({ segmentId }).find((id) => !this.#tasks.get(id)?.stop.signal.aborted);
  }

  /** Sets how far a task is. A report that is older than the last one changes nothing. */
  updateProgress(taskId: string, current: number, total: number, currentSegmentId?: string): void {
    this.#update(taskId, (state) => {
      if (total === state.progress.total && current < state.progress.current) return;
      state.progress = progressOf(current, total, currentSegmentId);
    });
  }

  addCompleted(taskId: string, segment: CompletedSegmentAudio): void {
    this.#update(taskId, (state) => state.completed_segments.push({ ...segment }));
  }

  addError(taskId: string, segmentId: string, message: string): void {
    this.#update(taskId, (state) => state.errors.push({ segment_id: segmentId, error: message }));
  }

  /** Cancels a task; a graceful cancel may be followed by one that stops now. Ignores unknown and ended ones. */
  cancelTask(taskId: string, mode: CancelMode = 'graceful'): void {
    const task = this.#tasks.get(taskId);
    if (!task || isFinished(task.state.status)) return;
    task.cancelRequested = true;
    if (mode === 'now') task.stop.abort(new StoryFlowError('Cancelled', 'You stopped this task.'));
    if (task.state.status === 'PENDING') this.#end(task);
    else this.#changed(task);
  }

  /** Cancels every task that works on what `subject` names; all of them when it is left out. */
  cancelAll(mode: CancelMode = 'graceful', subject: TaskSubject = {}): void {
    for (const id of this.activeTasks(subject)) this.cancelTask(id, mode);
  }

  /** True when somebody cancelled the task, from that moment on. */
  isCancelled(taskId: string): boolean {
    return this.#tasks.get(taskId)?.cancelRequested ?? false;
  }

  /** Calls back with a task's id after each change of it, until the returned function is called. */
  onDidChange(listener: (taskId: string) => void): () => void {
    // A function of our own, so that a listener that is added twice is also removed twice.
    const entry = (taskId: string) => {
      listener(taskId);
    };
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Stops everything and refuses what comes later. Resolves when the running task has let go. */
  async shutdown(): Promise<void> {
    this.#isOpen = false;
    this.#stopPurging();
    this.cancelAll('now');
    await this.#lastRun;
  }

  /** Never rejects, or the chain would break. */
  async #execute(task: Task, run: TaskRequest['run']): Promise<void> {
    if (isFinished(task.state.status)) return;
    task.state.status = 'PROCESSING';
    this.#changed(task);
    try {
      await run(this.#contextOf(task));
      this.#end(task);
    } catch (error) {
      if (isOwnStop(error, task.stop.signal)) this.#end(task);
      else this.#end(task, messageOf(error));
    }
  }

  #contextOf({ stop, state: { task_id: taskId } }: Task): TaskContext {
    return {
      taskId,
      signal: stop.signal,
      isCancelled: () => this.isCancelled(taskId),
      updateProgress: (current, total, segmentId) => {
        this.updateProgress(taskId, current, total, segmentId);
      },
      addCompleted: (segment) => {
        this.addCompleted(taskId, segment);
      },
      addError: (segmentId, message) => {
        this.addError(taskId, segmentId, message);
      },
    };
  }

  #end(task: Task, failure?: string): void {
    const { state, subject } = task;
    const wasCutShort =
      state.status === 'PENDING' || (task.stop.signal.aborted && state.completed_segments.length === 0);
    if (subject.segmentId !== undefined && !wasCutShort) state.progress = progressOf(1, 1, subject.segmentId);
    if (failure !== undefined) {
      state.errors.push({ segment_id: subject.segmentId ?? '', error: failure });
      this.#log.error(`Task ${state.task_id} failed: ${failure}`);
    } else if (task.cancelRequested) state.cancelled = true;
    state.status = failure === undefined ? 'COMPLETED' : 'FAILED';
    task.endedAt = this.#clock.now();
    task.markEnded();
    this.#changed(task);
  }

  /** Changes a task that is known and has not ended; anything else is a report that came too late. */
  #update(taskId: string, change: (state: TaskStatusResponse) => void): void {
    const task = this.#tasks.get(taskId);
    if (!task || isFinished(task.state.status)) return;
    change(task.state);
    this.#changed(task);
  }

  #changed({ state: { task_id: taskId } }: Task): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(taskId);
      } catch (error) {
        this.#log.error(`A listener to task ${taskId} failed: ${messageOf(error)}`);
      }
    }
  }

  #purge(): void {
    const now = this.#clock.now();
    const expired = [...this.#tasks].filter(
      ([, { endedAt }]) => endedAt !== undefined && now - endedAt > this.#purgeAfterMs,
    );
    for (const [id] of expired) this.#tasks.delete(id);
    if (expired.length > 0) this.#log.info(`Forgot ${expired.length} finished tasks.`);
  }

  #require(taskId: string): Task {
    const task = this.#tasks.get(taskId);
    if (task) return task;
    throw new StoryFlowError('TaskNotFound', `There is no task "${taskId}": it ended long ago or never was.`);
  }
}

/** Whether a task threw because it was told to stop. Node's own functions wrap the reason in an AbortError. */
function isOwnStop(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  return isErrorCode(error, 'Cancelled') || (error instanceof Error && error.name === 'AbortError');
}
