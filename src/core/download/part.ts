import { mkdir, open, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { flushFolder, renameOver, replaceFile } from '../replaceFile';

/** What lies beside an unfinished file: what it is going to be, and where it comes from. */
const record = z.object({
  sha256: z.string(),
  url: z.string(),
  /** Of the address that sent it, quotes included; null where it gave none. */
  etag: z.string().nullable(),
});
export type PartRecord = z.infer<typeof record>;

/** The beginning of a file that is being fetched, in `<path>.part`. */
export interface Part {
  readonly path: string;
  bytes: number;
  /** Undefined until something was received. */
  record: PartRecord | undefined;
}

/** What an earlier attempt left of the file with this sum; a part of another file counts as nothing. */
export async function findPart(target: string, sha256: string): Promise<Part> {
  const path = partPath(target);
  const found = await readRecord(target);
  const bytes = await stat(path).then(
    (stats) => stats.size,
    () => 0,
  );
  return found?.sha256 === sha256 && bytes > 0
    ? { path, bytes, record: found }
    : { path, bytes: 0, record: undefined };
}

/** Opens a part for what follows, from its beginning when it has no record. */
export async function openPart(target: string, part: Part, next: PartRecord): Promise<FileHandle> {
  await mkdir(dirname(target), { recursive: true });
  const isNew = part.record === undefined;
  if (isNew) part.bytes = 0;
  part.record = next;
  await replaceFile(recordPath(target), `${JSON.stringify(next)}\n`);
  return open(part.path, isNew ? 'w' : 'a');
}

/** Puts a part that was flushed in its place. */
export async function finishPart(target: string): Promise<void> {
  await renameOver(partPath(target), target);
  await flushFolder(dirname(target));
  await rm(recordPath(target), { force: true });
}

/** Removes what is left of an unfinished file. */
export async function discardPart(target: string): Promise<void> {
  await rm(partPath(target), { force: true });
  await rm(recordPath(target), { force: true });
}

/** Flushes what was received to the disk. */
export async function flushPart(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

export function partPath(target: string): string {
  return `${target}.part`;
}

function recordPath(target: string): string {
  return `${target}.part.json`;
}

async function readRecord(target: string): Promise<PartRecord | undefined> {
  try {
    return record.parse(JSON.parse(await readFile(recordPath(target), 'utf8')));
  } catch {
    return undefined;
  }
}
