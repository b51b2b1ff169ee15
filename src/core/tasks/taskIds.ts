import { randomBytes } from 'node:crypto';

/** A new id for a task that speaks one segment: the segment's id between `tts_` and 8 hexadecimal digits. */
export function singleTaskId(segmentId: string): string {
  return `tts_${segmentId}_${hex(8)}`;
}

/** A new id for a task that speaks a project: the project's id between `tts_batch_` and 8 hexadecimal digits. */
export function batchTaskId(projectId: string): string {
  return `tts_batch_${projectId}_${hex(8)}`;
}

/** A new id for any other task: `task_` and 12 hexadecimal digits. */
export function anonymousTaskId(): string {
  return `task_${hex(12)}`;
}

function hex(digits: number): string {
  return randomBytes(digits / 2).toString('hex');
}
