import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadFile, type DownloadOptions } from '../../download/downloadFile';
import { downloadFailed } from '../../download/failures';
import type { ProxySettings } from '../../download/proxy';
import { Speed } from '../../download/speed';
import { megabytes } from '../../megabytes';
import type { InstallPlan } from './planInstall';

export interface InstallProgress {
  readonly state: 'receiving' | 'checking' | 'waiting';
  /** Name of the file at hand. */
  readonly file: string;
  /** Bytes of all files. */
  readonly received: number;
  readonly total: number;
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
  /** Why it waits, and until it goes on: completes "because". */
  readonly reason?: string;
  readonly waitSeconds?: number;
}

export interface InstallOptions extends Pick<DownloadOptions, 'idleMs' | 'wait'> {
  readonly proxies: ProxySettings;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InstallProgress) => void;
  /** Milliseconds. */
  readonly now?: () => number;
  /** Bytes that a folder's disk has room for. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** At most so often, in milliseconds, is anybody told how far it is. */
const TELL_MS = 200;

/**
 * Fetches what a plan says; this is the only way by which anything comes from the network, and nobody calls it
 * unasked. A file that is in its place stays there whatever happens to the next one. Rejects with Cancelled and
 * DownloadFailed; the next plan goes on from there.
 */
export async function install(plan: InstallPlan, options: InstallOptions): Promise<void> {
  const { proxies, signal, now = () => performance.now() } = options;
  await assertRoom(plan, options.freeBytes ?? freeBytes);
  const speed = new Speed(now);
  // Speed is that of the connection: what an earlier attempt left counts as there.
  let before = 0;
  let toldAt = -Infinity;
  for (const file of plan.files) {
    let received = before + file.received;
    const tell = (progress: Pick<InstallProgress, 'state' | 'reason' | 'waitSeconds'>) => {
      const [bytesPerSecond, secondsLeft] = [speed.perSecond, speed.secondsUntil(plan.bytes)];
      toldAt = now();
      options.onProgress({
        ...progress,
        file: file.name,
        received,
        total: plan.bytes,
        ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
        ...(secondsLeft === undefined ? {} : { secondsLeft }),
      });
    };
    await downloadFile(file, {
      proxies,
      signal,
      ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
      ...(options.wait === undefined ? {} : { wait: options.wait }),
      onState: (state) => {
        if (state.kind === 'waiting')
          tell({ state: 'waiting', reason: state.reason, waitSeconds: state.ms / 1000 });
        else if (state.kind === 'checking') tell({ state: 'checking' });
        else {
          received = before + state.received;
          speed.add(received);
          if (now() - toldAt >= TELL_MS) tell({ state: 'receiving' });
        }
      },
    });
    before += file.bytes;
  }
  for (const name of plan.replaces) await rm(join(plan.folder, name), { force: true });
}

async function assertRoom(
  { folder, bytes, received }: InstallPlan,
  freeIn: (folder: string) => Promise<number>,
): Promise<void> {
  if (bytes === received) return;
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw downloadFailed(`${folder} could not be made: choose another model folder.`, error);
  }
  // Some file systems do not tell; a full disk shows soon enough then.
  const free = await freeIn(folder).catch(() => Infinity);
  if (free < bytes - received)
    throw downloadFailed(
      `${megabytes(bytes - received)} are to be fetched, but the disk of ${folder} has room for ${megabytes(free)}: free some space and try again.`,
    );
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
