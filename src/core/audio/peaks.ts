import { SAMPLE_RATE } from '../model';

/**
 * No more buckets than this, however long the audio: one for each pixel of a very wide player. Without the
 * limit two hours would take 2.9 MB; with it no wav takes more than 64 kB.
 */
const MOST_BUCKETS = 8192;

/**
 * The outline of a waveform for drawing: `[min, max, min, max, ...]` of equal stretches of the audio, about
 * `perSecond` of them a second and at most 8,192. Stretch `i` of `n` stands for the part from `i / n` to
 * `(i + 1) / n` of the whole, so that drawing needs neither rate nor length.
 */
export function waveformPeaks(samples: Float32Array, perSecond = 50): Float32Array<ArrayBuffer> {
  const wanted = Math.ceil((samples.length / SAMPLE_RATE) * perSecond);
  const buckets = Math.min(wanted, MOST_BUCKETS, samples.length);
  const peaks = new Float32Array(buckets * 2);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * samples.length) / buckets);
    const to = Math.floor(((bucket + 1) * samples.length) / buckets);
    let min = Infinity;
    let max = -Infinity;
    for (let index = from; index < to; index++) {
      const sample = samples[index] ?? 0;
      if (sample < min) min = sample;
      if (sample > max) max = sample;
    }
    peaks[bucket * 2] = min;
    peaks[bucket * 2 + 1] = max;
  }
  return peaks;
}
