import type { TaskProgress, TaskStatus, TaskStatusResponse } from '../../api';

/** What is told of a task that has not begun. */
export function newTaskState(taskId: string): TaskStatusResponse {
  return {
    task_id: taskId,
    status: 'PENDING',
    progress: { current: 0, total: 0, percentage: 0 },
    completed_segments: [],
    errors: [],
  };
}

/**
 * A deep copy. It is written out because one is made for every change of a long run, and structuredClone
 * takes 30 times as long.
 */
export function snapshotOf(state: TaskStatusResponse): TaskStatusResponse {
  return {
    ...state,
    progress: { ...state.progress },
    completed_segments: state.completed_segments.map((segment) => ({ ...segment })),
    errors: state.errors.map((error) => ({ ...error })),
  };
}

export function isFinished(status: TaskStatus): boolean {
  return status === 'COMPLETED' || status === 'FAILED';
}

/** Progress with its percentage. Leave out the segment when none is being worked on. */
export function progressOf(current: number, total: number, segmentId?: string): TaskProgress {
  return {
    current,
    total,
    percentage: percentageOf(current, total),
    ...(segmentId === undefined ? {} : { current_segment_id: segmentId }),
  };
}

/** A whole number from 0 to 100. It multiplies first: 29 / 100 * 100 is 28.999999999999996. */
function percentageOf(current: number, total: number): number {
  if (!(total > 0)) return 0;
  return Math.min(100, Math.max(0, Math.floor((100 * current) / total)));
}
