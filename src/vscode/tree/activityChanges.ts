import type { TaskView } from '../../studio/protocol';
import type { SegmentActivity, TaskBoard } from '../taskBoard';

/** Whose row changes with a task. */
export interface ActivityChange {
  readonly segmentIds: readonly string[];
  /** Whether the task is new or has ended. */
  readonly isBeginOrEnd: boolean;
}

/** Finds out which segments began to wait, to be generated or ended both, from one report of a task to the next. */
export class ActivityChanges {
  readonly #tasks: Pick<TaskBoard, 'activityOf'>;
  readonly #steps = new Map<string, string>();
  readonly #activities = new Map<string, SegmentActivity>();

  constructor(tasks: Pick<TaskBoard, 'activityOf'>) {
    this.#tasks = tasks;
  }

  /** Undefined when the report only tells of progress within a segment. */
  of({
    status: { task_id: id, status, progress },
    isCancelled,
    segmentIds,
  }: TaskView): ActivityChange | undefined {
    const step = `${status} ${progress.current} ${isCancelled}`;
    const known = this.#steps.get(id);
    if (known === step) return undefined;
    const isEnd = status === 'COMPLETED' || status === 'FAILED';
    if (isEnd) this.#steps.delete(id);
    else this.#steps.set(id, step);
    return {
      segmentIds: segmentIds.filter((segmentId) => this.#hasChanged(segmentId)),
      isBeginOrEnd: isEnd || known === undefined,
    };
  }

  #hasChanged(segmentId: string): boolean {
    const activity = this.#tasks.activityOf(segmentId);
    if (this.#activities.get(segmentId) === activity) return false;
    if (activity) this.#activities.set(segmentId, activity);
    else this.#activities.delete(segmentId);
    return true;
  }
}
