import type { TaskStatusResponse } from '../../api';
import { messageOf, StoryFlowError } from '../errors';
import type { Timer } from './clock';
import { isFinished } from './taskState';

export interface PollOptions {
  readonly timer: Timer;
  /** Ends the polling, for instance because the panel that shows it was closed. */
  readonly signal?: AbortSignal;
}

/**
 * Asks for a task's status every `intervalMs` milliseconds, first after one interval, and hands every answer
 * to `onProgress`. Resolves with the final status, COMPLETED or FAILED. Rejects, and asks no more, with
 * whatever `getStatus` or `onProgress` throws, and with Cancelled when the signal is aborted.
 *
 * While an answer is outstanding no second question is asked: that tick is left out.
 */
export function pollTaskStatus(
  getStatus: (taskId: string) => TaskStatusResponse | Promise<TaskStatusResponse>,
  taskId: string,
  onProgress: (status: TaskStatusResponse) => void,
  intervalMs = 2000,
  { timer, signal }: PollOptions,
): Promise<TaskStatusResponse> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(notFollowed(taskId, signal));
      return;
    }
    let isAsking = false;
    let isOver = false;

    const ask = async () => {
      isAsking = true;
      try {
        const status = await getStatus(taskId);
        if (isOver) return;
        onProgress(status);
        if (!isFinished(status.status)) return;
        end();
        resolve(status);
      } catch (error) {
        end();
        reject(error instanceof Error ? error : new Error(messageOf(error)));
      } finally {
        isAsking = false;
      }
    };
    const stop = timer.every(intervalMs, () => {
      if (!isAsking) void ask();
    });
    const onAbort = () => {
      end();
      reject(notFollowed(taskId, signal));
    };
    const end = () => {
      isOver = true;
      stop();
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort);
  });
}

function notFollowed(taskId: string, signal: AbortSignal | undefined): StoryFlowError {
  return new StoryFlowError('Cancelled', `Task ${taskId} is no longer followed; it goes on by itself.`, {
    cause: signal?.reason,
  });
}
