import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { fileSha256 } from '../hash';
import { fileStamp } from '../speech/kokoro/fingerprint';

const memory = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/u));

/** How many sums are remembered: more models and voices than anybody has. */
const MOST = 500;

/**
 * SHA-256 sums of model and voice files, remembered in `path` by file, size and time, because a model of 325 MB takes
 * a second to sum. The file is only a memory: losing or not being able to write it costs that second.
 */
export function createFingerprints(path: string): (file: string) => Promise<string> {
  let loaded: Promise<Map<string, string>> | undefined;
  return async (file) => {
    const known = await (loaded ??= load(path));
    const stamp = await fileStamp(file);
    const before = known.get(stamp);
    if (before !== undefined) return before;
    const sum = await fileSha256(file);
    known.set(stamp, sum);
    await save(path, known);
    return sum;
  };
}

async function load(path: string): Promise<Map<string, string>> {
  try {
    return new Map(Object.entries(memory.parse(JSON.parse(await readFile(path, 'utf8')))));
  } catch {
    return new Map();
  }
}

async function save(path: string, known: Map<string, string>): Promise<void> {
  const newest = [...known].slice(-MOST);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // It is summed again next time.
  }
}
