/** A second of 200 Hz, loud enough to be heard, and four times softer as between syllables. */
const SECOND = Float32Array.from(
  { length: 24_000 },
  (_, at) =>
    (0.35 + 0.15 * Math.cos((2 * Math.PI * 4 * at) / 24_000)) * Math.sin((2 * Math.PI * 200 * at) / 24_000),
);

/** So many samples of it, as speech that nothing is wrong with. */
export function hum(length: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(length);
  for (let at = 0; at < length; at += SECOND.length) samples.set(SECOND.subarray(0, length - at), at);
  return samples;
}
