import type { TaskManager } from '../core/tasks/taskManager';

export interface Interruption {
  isRequested(): boolean;
  dispose(): void;
}

/**
 * Ends work as decision D-11 says: the first Ctrl-C lets the segment under way be finished, the second one stops at
 * the next utterance. A process that is asked to end (SIGTERM, SIGHUP) stops at the next utterance at once.
 */
export function onInterrupt(tasks: TaskManager, say: (text: string) => void): Interruption {
  let requests = 0;
  const interrupt = () => {
    requests++;
    if (requests === 1) {
      say('Finishing the segment under way. Press Ctrl-C again to stop now.');
      tasks.cancelAll('graceful');
    } else stopNow();
  };
  const stopNow = () => {
    requests = Math.max(requests, 2);
    say('Stopping at the end of this sentence. What was spoken is kept for the next time.');
    tasks.cancelAll('now');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', stopNow);
  process.on('SIGHUP', stopNow);
  return {
    isRequested: () => requests > 0,
    dispose() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', stopNow);
      process.off('SIGHUP', stopNow);
    },
  };
}
