import type { TaskStatusResponse } from '../api';

/** Calls back again and again. Browsers, Node and tests each have their own. */
export interface Timer {
  /** Calls back every `ms` milliseconds, first after `ms`, until the returned function is called. */
  every(ms: number, callback: () => void): () => void;
}

export interface PollOptions {
  readonly timer: Timer;
  /** Ends the polling, for instance because the panel that shows it was closed. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks for a task's status every `intervalMs` milliseconds, first after one interval, and hands every answer
 * to `onProgress`. Resolves with the final status, COMPLETED or FAILED. Rejects, and asks no more, with
 * whatever `getStatus` or `onProgress` throws, and with the signal's reason when it is aborted.
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
      reject(asError(signal.reason));
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
        if (status.status !== 'COMPLETED' && status.status !== 'FAILED') return;
        end();
        resolve(status);
      } catch (error) {
        end();
        reject(asError(error));
      } finally {
        isAsking = false;
      }
    };
    const stop = timer.every(intervalMs, () => {
      if (!isAsking) void ask();
    });
    const onAbort = () => {
      end();
      reject(asError(signal?.reason));
    };
    const end = () => {
      isOver = true;
      stop();
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort);
  });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
