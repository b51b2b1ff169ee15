import { peakMeter, stretchesIn, stretchOf, type Peaks } from './peaks';
import { writeChunk } from './riffChunks';

/** Size of all that stands before the points, in bytes, with the chunk's id and size. */
const HEADER = 128;
/** What a chunk's data lacks of that. */
const CHUNK_HEADER = 8;

const VERSION = 1;
/** Points are unsigned 16-bit integers. */
const FORMAT = 2;
/** Of each stretch the largest sample, then the size of the smallest. */
const POINTS = 2;
const CHANNELS = 1;
const UNKNOWN = 0xffffffff;

/** Largest chunk that is read, in bytes; the largest of ours takes a quarter of it. */
export const PEAK_LIMIT = 1 << 17;

/**
 * A `levl` chunk with the outline of 16-bit little-endian samples; nothing without samples. It has no time stamp, so
 * that equal audio makes equal files.
 * Layout: EBU Tech 3285, Supplement 3, Peak Envelope Chunk (2001).
 */
export function writePeaks(pcm: Uint8Array): Buffer {
  const frames = Math.floor(pcm.length / 2);
  const meter = peakMeter(frames);
  meter.add(pcm);
  return writePeakChunk(meter.peaks, frames);
}

/** The chunk for an outline that was measured of so many frames. */
export function writePeakChunk(peaks: Peaks, frames: number): Buffer {
  if (peaks.length === 0) return Buffer.alloc(0);
  const data = Buffer.alloc(HEADER - CHUNK_HEADER + peaks.length * 2);
  for (const [index, value] of headerOf(frames).entries()) data.writeUInt32LE(value, index * 4);
  for (let index = 0; index < peaks.length; index += 2) {
    const at = HEADER - CHUNK_HEADER + index * 2;
    data.writeUInt16LE(peaks[index + 1] ?? 0, at);
    data.writeUInt16LE(-(peaks[index] ?? 0), at + 2);
  }
  return writeChunk('levl', data);
}

/**
 * The outline in a `levl` chunk's data; undefined when it is none that StoryFlow writes for so many frames, as that of
 * another program, or of samples that another program cut.
 */
export function readPeaks(data: Buffer, frames: number): Peaks | undefined {
  const peaks = new Int16Array(stretchesIn(frames) * 2);
  if (data.length < HEADER - CHUNK_HEADER + peaks.length * 2) return undefined;
  // Where the largest sample is may be known to whoever wrote it.
  const isOurs = headerOf(frames).every(
    (value, index) => value === UNKNOWN || value === data.readUInt32LE(index * 4),
  );
  if (!isOurs) return undefined;
  for (let index = 0; index < peaks.length; index += 2) {
    const at = HEADER - CHUNK_HEADER + index * 2;
    peaks[index + 1] = Math.min(data.readUInt16LE(at), 0x7fff);
    peaks[index] = -Math.min(data.readUInt16LE(at + 2), 0x8000);
  }
  return peaks;
}

/** The numbers that such a chunk begins with. */
function headerOf(frames: number): number[] {
  return [VERSION, FORMAT, POINTS, stretchOf(frames), CHANNELS, stretchesIn(frames), UNKNOWN, HEADER];
}
