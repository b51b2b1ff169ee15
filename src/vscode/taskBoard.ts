import * as vscode from 'vscode';
import type { TaskView } from '../studio/protocol';

/** What a segment waits for. */
export type SegmentActivity = 'queued' | 'generating';

/** So many ended tasks are remembered, for those who ask for their end too late. */
const MOST_ENDED = 100;

/** A view with new audio comes within this time, in milliseconds; after it nobody waits for one. */
const LONGEST_WAIT_MS = 3000;

/** What is known of a segment's audio by now: another version whenever it was made again. */
export type VersionOf = (segmentId: string) => string | undefined;

/** The tasks that have not ended, as the views show them, and the end of each. */
export class TaskBoard implements vscode.Disposable {
  readonly #active = new Map<string, TaskView>();
  readonly #ended = new Map<string, TaskView>();
  /** Of each task, the places of its segments. */
  readonly #places = new Map<string, ReadonlyMap<string, number>>();
  /** Segments that are complete and not shown so yet: the version of the audio before, and when they were complete. */
  readonly #awaited = new Map<string, { readonly before: string | undefined; readonly since: number }>();
  readonly #versionOf: VersionOf;
  readonly #changed = new vscode.EventEmitter<TaskView>();
  /** After every change of a task, its end included. */
  readonly onDidChange = this.#changed.event;

  constructor(versionOf: VersionOf) {
    this.#versionOf = versionOf;
  }

  /** Tasks that wait or are worked on, oldest first. */
  get active(): readonly TaskView[] {
    return [...this.#active.values()];
  }

  /**
   * What a segment's audio waits for; undefined for nothing. One that is complete is still generating until its new audio
   * is known: without that it would have none for a moment.
   */
  activityOf(segmentId: string): SegmentActivity | undefined {
    let activity: SegmentActivity | undefined;
    for (const [id, task] of this.#active) {
      const place = this.#places.get(id)?.get(segmentId);
      if (place === undefined) continue;
      const current = task.status.progress.current - 1;
      if (task.status.status === 'PROCESSING' && place === Math.max(0, current)) return 'generating';
      if (place > current && !task.isCancelled) activity = 'queued';
    }
    return activity ?? (this.#isAwaited(segmentId) ? 'generating' : undefined);
  }

  /** The active task that speaks this segment, alone or among others. */
  taskOf(segmentId: string): TaskView | undefined {
    return this.active.find(({ status }) => this.#places.get(status.task_id)?.has(segmentId));
  }

  update(task: TaskView): void {
    const { task_id: id, status } = task.status;
    const before = this.#active.get(id);
    if (status === 'COMPLETED' || status === 'FAILED') this.#end(id, task);
    else {
      this.#active.set(id, task);
      if (!this.#places.has(id))
        this.#places.set(id, new Map(task.segmentIds.map((segmentId, place) => [segmentId, place])));
      this.#await(before, task);
    }
    this.#changed.fire(task);
  }

  /** Resolves with a task's final view. */
  whenEnded(taskId: string): Promise<TaskView> {
    const ended = this.#ended.get(taskId);
    if (ended) return Promise.resolve(ended);
    return new Promise((resolve) => {
      const subscription = this.onDidChange((task) => {
        if (task.status.task_id !== taskId || this.#active.has(taskId)) return;
        subscription.dispose();
        resolve(task);
      });
    });
  }

  /** Ends every task as failed, because the studio that worked on them is gone. */
  failAll(reason: string): void {
    for (const task of this.active) {
      const { status } = task;
      this.update({
        ...task,
        status: {
          ...status,
          status: 'FAILED',
          errors: [...status.errors, { segment_id: '', error: reason }],
        },
      });
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #await(before: TaskView | undefined, { status }: TaskView): void {
    const known = before?.status.completed_segments.length ?? 0;
    for (const { segment_id: id } of status.completed_segments.slice(known))
      this.#awaited.set(id, { before: this.#versionOf(id), since: performance.now() });
  }

  #isAwaited(segmentId: string): boolean {
    const awaited = this.#awaited.get(segmentId);
    if (!awaited) return false;
    if (this.#versionOf(segmentId) === awaited.before && performance.now() - awaited.since < LONGEST_WAIT_MS)
      return true;
    this.#awaited.delete(segmentId);
    return false;
  }

  #end(id: string, task: TaskView): void {
    for (const segmentId of task.segmentIds) this.#awaited.delete(segmentId);
    this.#active.delete(id);
    this.#places.delete(id);
    this.#ended.set(id, task);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_ENDED && oldest !== undefined) this.#ended.delete(oldest);
  }
}
