import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, StoryFlowError } from '../errors';
import type { SpokenAudio } from '../model';
import type { Log } from '../ports';
import { renameOver } from '../replaceFile';
import { hasCode } from './fileError';
import { decodeUtterance, encodeUtterance } from './utteranceFile';

export interface UtteranceCacheOptions {
  /** A folder of its own; it is created by the first put. */
  readonly folder: string;
  readonly log: Log;
  /** In bytes, 2 GiB by default: about six hours of speech. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 2 * 1024 ** 3;
/** What is left after a clean-up, so that not every put is followed by one. */
const FILL_AFTER_TRIM = 0.9;
/** Puts between two counts of the folder, as a part of the limit: other processes add to it as well. */
const RECOUNT_SHARE = 1 / 16;
/** A hit marks its file as used no more often than this, in milliseconds. */
const TOUCH_MS = 60_000;
/** An unfinished file of this age, in milliseconds, belongs to a process that died. */
const ABANDONED_MS = 3_600_000;

/**
 * Audio of utterances that were spoken before, shared by all processes of a user. Keys are SHA-256 sums of all that
 * decides the sound (see utteranceKey), 64 hexadecimal digits. A cache must never stand in the way: what goes
 * wrong with its files is logged, and counts as not cached.
 */
export class UtteranceCache {
  readonly #folder: string;
  readonly #log: Log;
  readonly #maxBytes: number;
  /** Bytes that may still be put before the folder is counted again; the first put counts it. */
  #untilRecount = 0;
  #trimming: Promise<void> | undefined;

  constructor({ folder, log, maxBytes = DEFAULT_MAX_BYTES }: UtteranceCacheOptions) {
    this.#folder = folder;
    this.#log = log;
    this.#maxBytes = maxBytes;
  }

  /** The audio, and undefined when it is not there or its file is damaged, which then is removed. */
  async get(key: string): Promise<SpokenAudio | undefined> {
    const path = this.#pathOf(key);
    try {
      const { bytes, mtimeMs } = await readWithTime(path);
      const audio = decodeUtterance(bytes);
      if (!audio) {
        this.#log.warn(`${path} is damaged and was removed from the cache.`);
        await rm(path, { force: true });
        return undefined;
      }
      if (Date.now() - mtimeMs > TOUCH_MS) await touch(path);
      return audio;
    } catch (error) {
      if (!hasCode(error, 'ENOENT', 'ENOTDIR'))
        this.#log.warn(`${path} could not be used: ${messageOf(error)}`);
      return undefined;
    }
  }

  /** Whether there is a file for the key; it is not looked into. */
  async has(key: string): Promise<boolean> {
    return (await stat(this.#pathOf(key)).catch(() => undefined))?.isFile() ?? false;
  }

  /** Adds or replaces an utterance. Resolves in any case; a failure is logged. */
  async put(key: string, audio: SpokenAudio): Promise<void> {
    const path = this.#pathOf(key);
    try {
      const bytes = encodeUtterance(audio);
      await writeBeside(path, bytes);
      this.#untilRecount -= bytes.length;
      if (this.#untilRecount < 0) await this.#trim();
    } catch (error) {
      this.#log.warn(`An utterance could not be cached: ${messageOf(error)}`);
    }
  }

  /** Bytes of all utterances. */
  async size(): Promise<number> {
    return sum(await this.#entries());
  }

  /** Removes all utterances, and nothing else that may lie in the folder. */
  async clear(): Promise<void> {
    await removeAll((await this.#entries()).map(({ path }) => path));
  }

  #pathOf(key: string): string {
    if (!/^[0-9a-f]{64}$/u.test(key)) {
      throw new StoryFlowError('WrongUse', `${JSON.stringify(key)} is not the key of an utterance.`);
    }
    return join(this.#folder, key.slice(0, 2), `${key.slice(2)}.utterance`);
  }

  #trim(): Promise<void> {
    this.#trimming ??= this.#removeOldest().finally(() => {
      this.#trimming = undefined;
    });
    return this.#trimming;
  }

  /** Counts the folder and, if it holds too much, removes what was not used for the longest time. */
  async #removeOldest(): Promise<void> {
    const entries = await this.#entries();
    let total = sum(entries);
    const goal = total > this.#maxBytes ? this.#maxBytes * FILL_AFTER_TRIM : this.#maxBytes;
    entries.sort((one, other) => one.mtimeMs - other.mtimeMs);
    const oldest: string[] = [];
    for (const { path, size } of entries) {
      if (total <= goal) break;
      oldest.push(path);
      total -= size;
    }
    await removeAll(oldest);
    this.#untilRecount = Math.min(this.#maxBytes - total, this.#maxBytes * RECOUNT_SHARE);
    if (oldest.length > 0) this.#log.debug(`${oldest.length} utterances were removed from the full cache.`);
  }

  async #entries(): Promise<CacheEntry[]> {
    const names = await readdir(this.#folder, { recursive: true }).catch(() => []);
    const entries: CacheEntry[] = [];
    for (const name of names) {
      const path = join(this.#folder, name);
      if (!ENTRY.test(name)) continue;
      const found = await stat(path).catch(() => undefined);
      if (!found?.isFile()) continue;
      if (name.endsWith('.utterance')) entries.push({ path, size: found.size, mtimeMs: found.mtimeMs });
      else if (Date.now() - found.mtimeMs > ABANDONED_MS) await removeAll([path]);
    }
    return entries;
  }
}

interface CacheEntry {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Names of the cache's own files, finished and unfinished, below its folder. */
const ENTRY = /^[0-9a-f]{2}[/\\][0-9a-f]{62}\.(utterance|[0-9a-f-]{36}\.tmp)$/u;

async function readWithTime(path: string): Promise<{ bytes: Uint8Array; mtimeMs: number }> {
  const file = await open(path, 'r');
  try {
    const { mtimeMs } = await file.stat();
    return { bytes: await file.readFile(), mtimeMs };
  } finally {
    await file.close();
  }
}

/** Writes so that the file appears whole. It is not flushed to the disk: the checksum tells after a power cut. */
async function writeBeside(path: string, bytes: Uint8Array): Promise<void> {
  const beside = path.replace(/\.utterance$/u, `.${randomUUID()}.tmp`);
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(beside, bytes);
    await renameOver(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  // A read-only cache is as good for reading.
  await utimes(path, now, now).catch(() => undefined);
}

async function removeAll(paths: readonly string[]): Promise<void> {
  // A file that another process is reading (Windows), or removed first, is no reason to stop.
  for (const path of paths) await rm(path, { force: true }).catch(() => undefined);
}

function sum(entries: readonly CacheEntry[]): number {
  return entries.reduce((total, { size }) => total + size, 0);
}
