import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, StoryFlowError, systemCode } from '../errors';
import { fileSha256 } from '../hash';
import { megabytes } from '../megabytes';
import { downloadFailed, Interruption, NotAsPublished } from './failures';
import { discardPart, findPart, finishPart, flushPart } from './part';
import { withPartLock } from './partLock';
import type { ProxySettings } from './proxy';
import { receive, type Wanted } from './receive';

export type DownloadState =
  | { readonly kind: 'receiving'; readonly received: number }
  | { readonly kind: 'checking' }
  /** It goes on by itself after so many milliseconds; `reason` completes "because". */
  | { readonly kind: 'waiting'; readonly ms: number; readonly reason: string };

export interface DownloadOptions {
  readonly proxies?: ProxySettings;
  readonly signal?: AbortSignal;
  readonly onState?: (state: DownloadState) => void;
  /** Milliseconds without any byte after which a connection counts as broken. */
  readonly idleMs?: number;
  /** Waits so many milliseconds; rejects when the signal is aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly now?: () => number;
}

const IDLE_MS = 30_000;
/** Milliseconds before each attempt after one that brought nothing. */
const PAUSES: readonly number[] = [1000, 2000, 4000, 8000];
/** Nobody waits for a server longer than this at once, in milliseconds. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Fetches a published file, so that it is in its place whole and as published, or not at all. What was received until
 * a failure, a cancellation or the end of the process stays beside it and is continued by the next call. Rejects with
 * Cancelled and DownloadFailed.
 */
export async function downloadFile(wanted: Wanted, options: DownloadOptions = {}): Promise<void> {
  const { signal = new AbortController().signal, onState = () => undefined } = options;
  const wait = options.wait ?? ((ms, aborted) => delay(ms, undefined, { signal: aborted }));
  let most = (await findPart(wanted.path, wanted.sha256)).bytes;
  const attempt = () =>
    withPartLock(wanted.path, signal, (held) => attemptOnce(wanted, { ...options, signal: held, onState }));
  try {
    for (let failures = 0; ;) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (signal.aborted || !(error instanceof Interruption)) throw error;
        const { bytes } = await findPart(wanted.path, wanted.sha256);
        // What brought the file further is no failure, however often it happens.
        failures = bytes > most ? 0 : failures + 1;
        most = Math.max(most, bytes);
        const ms = error.retryAfter ?? PAUSES[Math.max(0, failures - 1)];
        if (ms === undefined || failures > PAUSES.length) throw error;
        if (ms > LONGEST_PAUSE_MS) throw error;
        onState({ kind: 'waiting', ms, reason: error.message });
        await wait(ms, signal);
      }
    }
  } catch (error) {
    if (signal.aborted)
      throw new StoryFlowError('Cancelled', `Fetching ${wanted.path} was stopped; what came is kept.`);
    throw await asFailure(error, wanted);
  }
}

/** Whether a file is in its place, as published. */
export async function isInPlace({ path, bytes, sha256 }: Omit<Wanted, 'url'>): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() === true && stats.size === bytes && (await fileSha256(path)) === sha256;
}

async function attemptOnce(
  wanted: Wanted,
  options: DownloadOptions & {
    readonly signal: AbortSignal;
    readonly onState: (state: DownloadState) => void;
  },
): Promise<void> {
  const { signal, onState, proxies = {}, idleMs = IDLE_MS, now = Date.now } = options;
  const { path, sha256, bytes } = wanted;
  // Another process may have been faster.
  if (await isInPlace(wanted)) return;
  const part = await findPart(path, sha256);
  const isContinued = part.bytes > 0;
  try {
    const onBytes = (received: number) => {
      onState({ kind: 'receiving', received });
    };
    onBytes(part.bytes);
    if (part.bytes < bytes) await receive(wanted, part, { proxies, signal, idleMs, onBytes, now });
    signal.throwIfAborted();
    onState({ kind: 'checking' });
    await flushPart(part.path);
    if (part.bytes !== bytes || (await fileSha256(part.path)) !== sha256)
      throw new NotAsPublished('its sum is another one');
    await finishPart(path);
  } catch (error) {
    if (!(error instanceof NotAsPublished)) throw error;
    await discardPart(path);
    // Its beginning may be the fault, and is gone now: the whole file may be right.
    if (isContinued) throw new Interruption(error.message, { cause: error });
    throw error;
  }
}

async function asFailure(error: unknown, { path, url, sha256, bytes }: Wanted): Promise<StoryFlowError> {
  if (error instanceof StoryFlowError) return error;
  const why = messageOf(error);
  if (error instanceof NotAsPublished) {
    return downloadFailed(
      `The file at ${url} is not what was published: ${why}. Nothing of it was kept; use another mirror, or import the file.`,
      error,
    );
  }
  const kept = await findPart(path, sha256);
  const rest = kept.bytes > 0 ? `; ${megabytes(kept.bytes)} of ${megabytes(bytes)} are kept` : '';
  if (error instanceof Interruption) {
    const when =
      error.retryAfter !== undefined && error.retryAfter > 1000
        ? ` in ${Math.ceil(error.retryAfter / 60_000)} min`
        : ' later';
    return downloadFailed(`${url} could not be fetched, because ${why}${rest}. Try again${when}.`, error);
  }
  const remedy = ['ENOSPC', 'EDQUOT'].includes(systemCode(error) ?? '')
    ? 'the disk is full; free some space'
    : `${why}; put that right`;
  return downloadFailed(`${path} could not be written: ${remedy} and try again${rest}.`, error);
}
