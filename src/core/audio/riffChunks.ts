import type { FileHandle } from 'node:fs/promises';

/** Where a chunk's data lies in the file, in bytes. */
export interface Chunk {
  readonly at: number;
  readonly size: number;
}

/** `length` bytes from `at`; undefined where the file ends before. */
export type ReadBytes = (at: number, length: number) => Promise<Buffer | undefined>;

/** Read at once, in bytes: enough for all that stands before the samples of a StoryFlow wav. */
const BLOCK = 8192;

/** A wav of ours has five chunks; a file with more than this is built to keep a reader busy. */
const MOST_CHUNKS = 64;

/** Reads with one block of look-ahead, so that many small reads nearby cost one. */
export function byteReader(file: FileHandle): ReadBytes {
  let block = Buffer.alloc(0);
  let start = 0;
  return async (at, length) => {
    if (at < start || at + length > start + block.length) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(length, BLOCK)), { position: at });
      block = buffer.subarray(0, bytesRead);
      start = at;
    }
    return at + length <= start + block.length ? block.subarray(at - start, at - start + length) : undefined;
  };
}

/**
 * The chunks of a RIFF WAVE file of `fileSize` bytes by id; a LIST counts as its type, such as `LIST adtl`.
 * Of chunks with one id the first is taken. Undefined when it is no wav or is not all there.
 */
export async function findChunks(read: ReadBytes, fileSize: number): Promise<Map<string, Chunk> | undefined> {
  const header = await read(0, 12);
  if (header?.toString('latin1', 0, 4) !== 'RIFF' || header.toString('latin1', 8, 12) !== 'WAVE')
    return undefined;
  const end = 8 + header.readUInt32LE(4);
  if (end > fileSize) return undefined;
  const chunks = new Map<string, Chunk>();
  let at = 12;
  for (let count = 0; at + 8 <= end; count++) {
    const head = await read(at, 8);
    if (!head || count === MOST_CHUNKS) return undefined;
    const size = head.readUInt32LE(4);
    if (at + 8 + size > end) return undefined;
    const id = head.toString('latin1', 0, 4);
    const type = id === 'LIST' && size >= 4 ? await read(at + 8, 4) : undefined;
    const name = type ? `LIST ${type.toString('latin1')}` : id;
    const chunk = type ? { at: at + 12, size: size - 4 } : { at: at + 8, size };
    if (!chunks.has(name)) chunks.set(name, chunk);
    at += 8 + size + (size % 2);
  }
  return chunks;
}

/** A RIFF chunk: id, size, data, and a null where the data's length is odd. */
export function writeChunk(id: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(8 + data.length + (data.length % 2));
  bytes.write(id, 'latin1');
  bytes.writeUInt32LE(data.length, 4);
  data.copy(bytes, 8);
  return bytes;
}
