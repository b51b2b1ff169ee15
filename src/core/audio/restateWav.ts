import { open, type FileHandle } from 'node:fs/promises';
import type { WavTags } from '../model';
import { writeIxml } from './ixml';
import { notWritable } from './notWritable';
import { withWav } from './readWav';
import { byteReader, findChunks, writeChunk } from './riffChunks';

/** So many bytes are copied at a time. */
const BLOCK = 1 << 20;

/**
 * Writes a copy of a wav that says something else of itself; its sound and its cues stay. The file `to` must not exist,
 * its folder must; it is on the disk then. Resolves with whether there was a whole wav of StoryFlow's to copy. Rejects
 * with MediaNotWritable.
 */
export async function restateWav(
  from: string,
  to: string,
  tagsOf: (tags: WavTags) => WavTags,
): Promise<boolean> {
  const isThere = await withWav(from, async ({ info, file }) => {
    const read = byteReader(file);
    const chunks = await findChunks(read, info.size);
    const end = 8 + ((await read(4, 4))?.readUInt32LE() ?? 0);
    const ixml = chunks?.get('iXML');
    if (!ixml) return undefined;
    const chunk = writeChunk('iXML', Buffer.from(writeIxml(tagsOf(info.tags))));
    const after = ixml.at + ixml.size + (ixml.size % 2);
    const length = ixml.at - 8 + chunk.length + (end - after);
    try {
      await writeNew(to, async (copy) => {
        await copyBytes(file, copy, 0, ixml.at - 8);
        await copy.writeFile(chunk);
        await copyBytes(file, copy, after, end);
        await copy.write(sizeOf(length), 0, 4, 4);
      });
    } catch (error) {
      throw notWritable(error, to, length);
    }
    return true;
  });
  return isThere === true;
}

async function writeNew(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Appends the bytes of a file from one place up to another. */
async function copyBytes(file: FileHandle, copy: FileHandle, from: number, to: number): Promise<void> {
  const block = Buffer.alloc(Math.min(BLOCK, Math.max(1, to - from)));
  for (let at = from; at < to;) {
    const { bytesRead } = await file.read(block, 0, Math.min(block.length, to - at), at);
    if (bytesRead === 0) throw new Error('the file that is copied became shorter meanwhile');
    await copy.writeFile(block.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** The RIFF header's number: the length of all that follows it. */
function sizeOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length - 8);
  return bytes;
}
