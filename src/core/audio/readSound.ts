import type { FileHandle } from 'node:fs/promises';
import { PEAK_LIMIT, readPeaks } from './peakChunk';
import { peakMeter, type Peaks } from './peaks';
import { withWav, type WavInfo } from './readWav';
import type { Chunk } from './riffChunks';

/** What a segment's wav tells about itself, with the outline of what is heard. */
export interface WavSound extends WavInfo {
  readonly peaks: Peaks;
}

/** So many bytes of samples are read at once: they are measured in about a millisecond. */
const PIECE = 1 << 20;

/**
 * Reads what the wav at `path` tells, and the outline that stands in it. Where it has none, as a wav of an older
 * StoryFlow, the samples are read in pieces, and other work gets its turn after each. Undefined and rejects as
 * `readWavInfo` does, and undefined for a file that becomes shorter meanwhile.
 */
export function readWavSound(path: string): Promise<WavSound | undefined> {
  return withWav(path, async ({ info, file, data, chunk }) => {
    const stored = await chunk('levl', PEAK_LIMIT);
    const peaks = (stored && readPeaks(stored, info.frames)) ?? (await measuredPeaks(file, data));
    return peaks && { ...info, peaks };
  });
}

async function measuredPeaks(file: FileHandle, { at, size }: Chunk): Promise<Peaks | undefined> {
  const meter = peakMeter(size / 2);
  const buffer = Buffer.allocUnsafe(Math.min(size, PIECE));
  for (let done = 0; done < size;) {
    const length = Math.min(buffer.length, size - done);
    const { bytesRead } = await file.read(buffer, 0, length, at + done);
    // A sample may be cut in two by what was read; its first half is read again.
    const whole = bytesRead - (bytesRead % 2);
    if (whole === 0) return undefined;
    meter.add(buffer.subarray(0, whole));
    done += whole;
  }
  return meter.peaks;
}
