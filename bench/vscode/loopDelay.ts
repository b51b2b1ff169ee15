import type { Figures, Spread } from './plan';

/** How often the loop is looked at, in milliseconds. */
const RESOLUTION_MS = 2;

type Delays = Pick<Figures, 'lasted' | 'delay' | 'busy' | 'worked'>;

/**
 * Follows by how much timers come too late in this thread, until the function that is returned is called.
 * `perf_hooks.monitorEventLoopDelay` cannot tell a thread that works from one that waits for its turn on a busy machine.
 */
export function followLoop(): () => Delays {
  const delays: number[] = [];
  const busy: number[] = [];
  const began = { at: performance.now(), cpu: threadTime() };
  let last = began;
  const timer = setInterval(() => {
    const now = { at: performance.now(), cpu: threadTime() };
    const delay = Math.max(0, now.at - last.at - RESOLUTION_MS);
    delays.push(delay);
    busy.push(Math.min(delay, now.cpu - last.cpu));
    last = now;
  }, RESOLUTION_MS);
  return () => {
    clearInterval(timer);
    return {
      lasted: last.at - began.at,
      delay: spreadOf(delays),
      busy: spreadOf(busy),
      worked: last.cpu - began.cpu,
    };
  };
}

/** Node's own types know it only from version 24 on. */
const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };

/** Milliseconds for which this thread worked; by the clock on the wall where Node cannot tell. */
function threadTime(): number {
  if (!threadCpuUsage) return performance.now();
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
}

function spreadOf(values: number[]): Spread {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}
