import { SAMPLE_RATE } from '../model';

/** 50 stretches a second, in frames: twice as many as a player of 320 pixels can tell apart in a short sentence. */
const SHORTEST_STRETCH = SAMPLE_RATE / 50;

/** No more stretches than this, however long the audio: one for each pixel of a very wide player. */
const MOST_STRETCHES = 8192;

/**
 * The outline of a waveform for drawing: `[min, max, min, max, ...]` of equal stretches of 16-bit audio, of which the
 * last may be shorter. Zero lies in every stretch, as it does in the peaks that a wav can hold.
 */
export type Peaks = Int16Array<ArrayBuffer>;

/** How long the stretches of an outline are, in frames, for audio of so many frames. */
export function stretchOf(frames: number): number {
  return Math.max(SHORTEST_STRETCH, Math.ceil(frames / MOST_STRETCHES));
}

/** How many stretches the outline of so many frames has. */
export function stretchesIn(frames: number): number {
  return Math.ceil(frames / stretchOf(frames));
}

/** Measures the outline of audio that comes piece by piece. */
export interface PeakMeter {
  /** Takes the next samples: 16-bit little-endian, of which none is cut in two. Those beyond `frames` are left out. */
  add(pcm: Uint8Array): void;
  /** Of all that was added so far. */
  readonly peaks: Peaks;
}

/** A meter for audio of so many frames. */
export function peakMeter(frames: number): PeakMeter {
  const stretch = stretchOf(frames);
  const peaks = new Int16Array(stretchesIn(frames) * 2);
  let done = 0;
  return {
    peaks,
    add(pcm) {
      const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
      const end = Math.min(frames, done + Math.floor(pcm.length / 2));
      // Variables of the function itself: with those around it two hours would take twice as long.
      for (let at = done, byte = 0; at < end;) {
        const index = 2 * Math.floor(at / stretch);
        const stop = Math.min(end, (index / 2 + 1) * stretch);
        let [min = 0, max = 0] = [peaks[index], peaks[index + 1]];
        for (; at < stop; at++, byte += 2) {
          const sample = view.getInt16(byte, true);
          if (sample < min) min = sample;
          if (sample > max) max = sample;
        }
        peaks[index] = min;
        peaks[index + 1] = max;
      }
      done = end;
    },
  };
}
