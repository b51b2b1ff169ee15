import { open } from 'node:fs/promises';
import { encodeWav } from '../../src/core/audio/encodeWav';
import { writeCues } from '../../src/core/audio/cueChunks';
import { writePeakChunk } from '../../src/core/audio/peakChunk';
import { peakMeter } from '../../src/core/audio/peaks';
import { SAMPLE_RATE, type Cue, type WavTags } from '../../src/core/model';

export interface LongWav {
  readonly seconds: number;
  readonly tags: WavTags;
  readonly cues: readonly Cue[];
  /** Without an outline the wav is one of before there was any. */
  readonly hasPeaks: boolean;
  /** Without samples the file has a hole where they would be, which reads as silence and takes no disk. */
  readonly hasSamples: boolean;
}

/** Writes a wav of any length second by second; the outline is that of a tone that swells in each minute. */
export async function writeLongWav(path: string, wav: LongWav): Promise<void> {
  const { seconds, tags, cues } = wav;
  const frames = seconds * SAMPLE_RATE;
  const meter = peakMeter(frames);
  const head = Buffer.from(encodeWav(new Float32Array(0), [], tags));
  const file = await open(path, 'w');
  try {
    for (let second = 0; second < seconds; second++) {
      const pcm = swelling[second % 60] ?? Buffer.alloc(0);
      if (wav.hasPeaks) meter.add(pcm);
      if (wav.hasSamples) await file.write(pcm, 0, pcm.length, head.length + second * pcm.length);
    }
    const outline = wav.hasPeaks ? writePeakChunk(meter.peaks, frames) : Buffer.alloc(0);
    const tail = Buffer.concat([writeCues(cues), outline]);
    const size = head.length + frames * 2 + tail.length;
    head.writeUInt32LE(size - 8, 4);
    // The samples' chunk is the last one of the head.
    head.writeUInt32LE(frames * 2, head.length - 4);
    await file.write(head, 0, head.length, 0);
    await file.truncate(size);
    await file.write(tail, 0, tail.length, size - tail.length);
  } finally {
    await file.close();
  }
}

/** A second of 200 Hz for each second of a minute. */
const swelling = Array.from({ length: 60 }, (_, second) => {
  const pcm = Buffer.alloc(SAMPLE_RATE * 2);
  for (let at = 0; at < SAMPLE_RATE; at++) {
    const sample = ((second + 1) / 61) * Math.sin((2 * Math.PI * 200 * at) / SAMPLE_RATE);
    pcm.writeInt16LE(Math.round(32_767 * sample), at * 2);
  }
  return pcm;
});
