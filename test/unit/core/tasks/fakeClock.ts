import type { Clock } from '../../../../src/core/tasks/clock';

interface Repeat {
  readonly ms: number;
  readonly callback: () => void;
  due: number;
}

/** A clock that stands still until it is told to go on. `timers` counts those that are still set. */
export function fakeClock(): Clock & { advance(ms: number): Promise<void>; readonly timers: number } {
  const repeats = new Set<Repeat>();
  let now = 1_000_000;
  return {
    now: () => now,
    every: (ms, callback) => {
      const repeat = { ms, callback, due: now + ms };
      repeats.add(repeat);
      return () => {
        repeats.delete(repeat);
      };
    },
    /** Goes on millisecond by due millisecond, and lets everything that is ready happen in between. */
    async advance(ms) {
      const until = now + ms;
      for (;;) {
        const next = [...repeats].sort((a, b) => a.due - b.due).find((repeat) => repeat.due <= until);
        if (!next) break;
        now = next.due;
        next.due += next.ms;
        next.callback();
        await settled();
      }
      now = until;
      await settled();
    },
    get timers() {
      return repeats.size;
    },
  };
}

/** Resolves when every promise that can go on has done so. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
