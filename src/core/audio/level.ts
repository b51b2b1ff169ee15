/** Peak of every segment: -1.0 dBFS. */
export const TARGET_PEAK = 10 ** (-1 / 20);

/** Audio that never goes above this is silence: raising it would only raise rounding errors. */
export const SILENCE_PEAK = 1e-10;

/**
 * Scales a whole segment in place so that its largest sample is at -1.0 dBFS; silence stays as it is.
 * Samples that are no finite numbers become 0, since a single one would silence all others.
 */
export function levelPeak(samples: Float32Array): void {
  let peak = 0;
  for (let index = 0; index < samples.length; index++) {
    const size = Math.abs(samples[index] ?? 0);
    if (!Number.isFinite(size)) samples[index] = 0;
    else if (size > peak) peak = size;
  }
  if (peak < SILENCE_PEAK) return;
  const gain = TARGET_PEAK / peak;
  for (let index = 0; index < samples.length; index++) samples[index] = (samples[index] ?? 0) * gain;
}
