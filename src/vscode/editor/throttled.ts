import type { Clock } from '../../core/tasks/clock';

/** A call that does its work at once, and then again at the end of each pause in which it was called. */
export interface Throttled {
  (): void;
  dispose(): void;
}

/** Limits how often something is done, in milliseconds. */
export function throttled(pauseMs: number, work: () => void, clock: Pick<Clock, 'every'>): Throttled {
  let stop: (() => void) | undefined;
  let isWanted = false;
  const call = () => {
    isWanted = stop !== undefined;
    if (isWanted) return;
    stop = clock.every(pauseMs, () => {
      if (!isWanted) {
        stop?.();
        stop = undefined;
        return;
      }
      isWanted = false;
      work();
    });
    work();
  };
  return Object.assign(call, {
    dispose: () => {
      stop?.();
    },
  });
}
