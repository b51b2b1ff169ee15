import type { TaskStatusResponse } from '../src/api';

/** Milliseconds for which the result of a run is shown. */
export const SUMMARY_TIME = 3000;

/** What came of a run over several segments, in a sentence. */
export function summaryOf({ completed_segments, errors, cancelled }: TaskStatusResponse): string {
  const counts = [`${completed_segments.length} generated`];
  if (errors.length > 0) counts.push(`${errors.length} failed`);
  return `${cancelled ? 'Cancelled: ' : ''}${counts.join(', ')}.`;
}

/** Whether a task has ended and had more to do than one segment. */
export function isFinishedRun({ status, progress }: TaskStatusResponse): boolean {
  return (status === 'COMPLETED' || status === 'FAILED') && progress.total > 1;
}
