import type { FileHandle } from 'node:fs/promises';
import { systemCode } from '../errors';
import { openRegular } from '../regularFile';
import { SAMPLE_RATE } from '../model';
import type { Cue, WavTags } from '../model';
import { readCues } from './cueChunks';
import { IXML_LIMIT, readIxml } from './ixml';
import { byteReader, findChunks } from './riffChunks';
import type { Chunk, ReadBytes } from './riffChunks';

/** What a segment's wav tells about itself. */
export interface WavInfo {
  readonly tags: WavTags;
  readonly frames: number;
  readonly durationSeconds: number;
  readonly cues: readonly Cue[];
  /** Of the file, in bytes. */
  readonly size: number;
}

/** Largest cue and label chunks that are read, in bytes: some 40,000 sentences. */
const CUE_LIMIT = 1 << 20;
const LABEL_LIMIT = 1 << 24;

/** Errors that mean: there is no file here that StoryFlow could read. */
const noFile = new Set([
  'ENOTREGULAR',
  ...['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENXIO', 'ENAMETOOLONG'],
]);

/** A wav while it is open. */
export interface OpenWav {
  readonly info: WavInfo;
  readonly file: FileHandle;
  /** Where the samples lie. */
  readonly data: Chunk;
  /** A chunk's data; undefined when it is missing or larger than `limit` bytes. */
  readonly chunk: (name: string, limit: number) => Promise<Buffer | undefined>;
}

/**
 * What the wav at `path` tells about itself, without reading its samples. Undefined when there is no whole
 * wav that StoryFlow wrote. Rejects with the system's error when the disk fails or too many files are open.
 */
export function readWavInfo(path: string): Promise<WavInfo | undefined> {
  return withWav(path, ({ info }) => Promise.resolve(info));
}

/** Opens the wav at `path` for as long as `use` takes. Undefined and rejects as `readWavInfo` does. */
export async function withWav<T>(
  path: string,
  use: (wav: OpenWav) => Promise<T | undefined>,
): Promise<T | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await openRegular(path);
    const wav = await openWav(file, (await file.stat()).size);
    return wav && (await use(wav));
  } catch (error) {
    if (noFile.has(systemCode(error) ?? '')) return undefined;
    throw error;
  } finally {
    await file?.close();
  }
}

async function openWav(file: FileHandle, size: number): Promise<OpenWav | undefined> {
  const read = byteReader(file);
  const chunks = await findChunks(read, size);
  const chunk = (name: string, limit: number) => readChunk(read, chunks?.get(name), limit);
  const data = chunks?.get('data');
  const format = await chunk('fmt ', 64);
  const ixml = await chunk('iXML', IXML_LIMIT);
  if (!data || data.size % 2 !== 0 || !format || !isOurFormat(format) || !ixml) return undefined;
  const tags = readIxml(ixml.toString('utf8'));
  if (!tags) return undefined;
  const frames = data.size / 2;
  const points = await chunk('cue ', CUE_LIMIT);
  const labels = await chunk('LIST adtl', LABEL_LIMIT);
  const cues = readCues(points ?? Buffer.alloc(0), labels ?? Buffer.alloc(0), frames);
  const info = { tags, frames, durationSeconds: frames / SAMPLE_RATE, cues, size };
  return { info, file, data, chunk };
}

/** A chunk's data; undefined when it is missing or larger than `limit`. */
async function readChunk(
  read: ReadBytes,
  chunk: Chunk | undefined,
  limit: number,
): Promise<Buffer | undefined> {
  return chunk && chunk.size <= limit ? read(chunk.at, chunk.size) : undefined;
}

/** 16-bit PCM (format 1), mono, 24 kHz. */
function isOurFormat(format: Buffer): boolean {
  return (
    format.length >= 16 &&
    format.readUInt16LE(0) === 1 &&
    format.readUInt16LE(2) === 1 &&
    format.readUInt32LE(4) === SAMPLE_RATE &&
    format.readUInt16LE(12) === 2 &&
    format.readUInt16LE(14) === 16
  );
}
