import { lock } from 'proper-lockfile';
import { setTimeout as delay } from 'node:timers/promises';
import { StoryFlowError } from '../errors';
import { hasCode, notWritable } from './fileError';

/** A lock that its holder did not refresh for this long belongs to a process that died, in milliseconds. */
const STALE_MS = 10_000;
/** Longer than a dead process's lock can stand in the way: its time may lie a second in the future. */
const PATIENCE_MS = 15_000;

export interface HeldLock {
  /** Throws MediaNotWritable when the lock was lost, for instance while the machine slept. */
  readonly assertHeld: () => void;
}

/**
 * Runs `work` while no other process that uses this function holds the lock of the same path. The folder must
 * exist, the file need not. Rejects with MediaNotWritable when the lock cannot be had in time.
 */
export async function withFileLock<T>(path: string, work: (held: HeldLock) => Promise<T>): Promise<T> {
  let isLost = false;
  const onCompromised = () => {
    isLost = true;
  };
  const release = await acquire(path, onCompromised);
  try {
    return await work({
      assertHeld: () => {
        if (isLost) throw busy(path);
      },
    });
  } finally {
    // What was done is done: a lock that will not go counts as a dead process's one soon enough.
    await release().catch(() => undefined);
  }
}

async function acquire(path: string, onCompromised: () => void): Promise<() => Promise<void>> {
  const end = Date.now() + PATIENCE_MS;
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 100)) {
    try {
      return await lock(path, { realpath: false, stale: STALE_MS, onCompromised });
    } catch (error) {
      if (!hasCode(error, 'ELOCKED')) throw notWritable(`${path}.lock`, error);
      if (Date.now() > end) throw busy(path, error);
    }
    await delay(pause * (0.5 + Math.random()));
  }
}

function busy(path: string, cause?: unknown): StoryFlowError {
  return new StoryFlowError(
    'MediaNotWritable',
    `${path} is in use by another StoryFlow window or command; try again when that is done.`,
    { cause },
  );
}
