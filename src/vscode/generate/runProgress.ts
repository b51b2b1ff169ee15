import type { TaskView } from '../../studio/protocol';
import { secondsLeft } from './timeLeft';

/** How far some tasks are, counted together. */
export interface RunProgress {
  /** The segment that is being spoken, else the one that is next, from 1; `total` when all have ended. */
  readonly current: number;
  /** Segments of all the tasks. */
  readonly total: number;
  /** From 0 to 1, by the text; undefined until it is known how much there is. */
  readonly fraction: number | undefined;
  /** Undefined as long as it cannot be told. */
  readonly secondsLeft: number | undefined;
  /** The task that is worked on, else the first that waits; undefined when all have ended. */
  readonly task: TaskView | undefined;
}

/** Counts tasks together, those that have ended included, so that what joins a run does not make it begin anew. */
export function runProgress(tasks: readonly TaskView[]): RunProgress {
  const ended = tasks.filter(hasEnded);
  const open = tasks.filter((task) => !hasEnded(task));
  const working = open.find(({ status }) => status.status === 'PROCESSING');
  const endedSegments = sum(ended, ({ segmentIds }) => segmentIds.length);
  const total = sum(tasks, ({ segmentIds }) => segmentIds.length);
  const isCounted = open.every(({ totalCharacters }) => totalCharacters > 0);
  const pace = {
    spokenCharacters: sum(tasks, ({ spokenCharacters }) => spokenCharacters),
    // Of a task that has ended, however early, nothing is left to be spoken.
    totalCharacters: sum(tasks, (task) => (hasEnded(task) ? task.spokenCharacters : task.totalCharacters)),
    elapsedMs: sum(tasks, ({ elapsedMs }) => elapsedMs),
  };
  const isKnown = isCounted && pace.totalCharacters > 0;
  return {
    current: Math.min(total, endedSegments + Math.max(1, working?.status.progress.current ?? 1)),
    total,
    fraction: isKnown ? pace.spokenCharacters / pace.totalCharacters : undefined,
    secondsLeft: isKnown ? secondsLeft(pace) : undefined,
    task: working ?? open[0],
  };
}

/** Whether a task is over, however it ended. */
export function hasEnded({ status: { status } }: TaskView): boolean {
  return status === 'COMPLETED' || status === 'FAILED';
}

function sum(tasks: readonly TaskView[], count: (task: TaskView) => number): number {
  return tasks.reduce((total, task) => total + count(task), 0);
}
