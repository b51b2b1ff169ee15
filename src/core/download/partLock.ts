import { lock } from 'proper-lockfile';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from '../errors';
import { downloadFailed, Interruption } from './failures';
import { partPath } from './part';

/** A lock that its holder did not refresh for this long belongs to a process that died, in milliseconds. */
const STALE_MS = 5000;
/** Longer than a dead process's lock can stand in the way. */
const PATIENCE_MS = 8000;
const PAUSE_MS = 50;

/**
 * Runs `work` while no other process writes to the same part. Rejects with DownloadFailed while one does, and with an
 * Interruption when the lock was lost, for instance because the machine slept.
 */
export async function withPartLock<T>(
  target: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await mkdir(dirname(target), { recursive: true });
  const lost = new AbortController();
  const release = await acquire(target, signal, () => {
    lost.abort();
  });
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    if (lost.signal.aborted && !signal.aborted)
      throw new Interruption('the computer slept', { cause: error });
    throw error;
  } finally {
    await release().catch(() => undefined);
  }
}

async function acquire(
  target: string,
  signal: AbortSignal,
  onCompromised: () => void,
): Promise<() => Promise<void>> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      return await lock(partPath(target), { realpath: false, stale: STALE_MS, onCompromised });
    } catch (error) {
      if (systemCode(error) !== 'ELOCKED') throw error;
      if (waited >= PATIENCE_MS)
        throw downloadFailed(
          `${target} is being fetched by another StoryFlow window or command: wait until that is done.`,
          error,
        );
    }
    await delay(PAUSE_MS, undefined, { signal });
  }
}
