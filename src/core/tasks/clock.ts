/** Time, as far as tasks need it. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Calls back every `ms` milliseconds, first after `ms`, until the returned function is called. */
  every(ms: number, callback: () => void): () => void;
}

/** The real time. Its timers keep no process alive: the work that they watch does that. */
export const systemClock: Clock = {
  now: () => Date.now(),
  every: (ms, callback) => {
    const interval = setInterval(callback, ms).unref();
    return () => {
      clearInterval(interval);
    };
  },
};
