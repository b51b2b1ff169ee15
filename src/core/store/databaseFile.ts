import type { FileHandle } from 'node:fs/promises';
import { openRegular } from '../regularFile';
import { hasCode, notReadable } from './fileError';

const NO_FILE = 'no file';

/** What SQLite's description of its file format calls the database header. */
const HEADER_BYTES = 100;

/** A database file's content, and its stamp then. Both functions reject with MediaNotWritable when it cannot be read. */
export async function readWhole(path: string): Promise<{ bytes: Uint8Array | undefined; stamp: string }> {
  const read = await withFile(path, async (file) => ({
    stamp: await stampFrom(file),
    bytes: await file.readFile(),
  }));
  return read ?? { bytes: undefined, stamp: NO_FILE };
}

/** What tells one content of the file from another: see `stampFrom`. */
export async function stampOf(path: string): Promise<string> {
  return (await withFile(path, stampFrom)) ?? NO_FILE;
}

/**
 * What tells one content of the file from another. Times and sizes can be the same by chance; the number in the header
 * that SQLite counts up with every change cannot be too.
 */
async function stampFrom(file: FileHandle): Promise<string> {
  const { ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  return [ino, size, mtimeNs, ctimeNs, buffer.toString('latin1', 0, bytesRead)].join(' ');
}

/** Undefined when there is no file. */
async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | undefined> {
  try {
    const file = await openRegular(path);
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw notReadable(path, error);
  }
}
