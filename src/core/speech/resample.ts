const INPUT_RATE = 22_050;
/** 24 000 / 22 050 in lowest terms: 160 samples out for every 147 in. */
const UP = 160;
const DOWN = 147;
/** Input samples that one output sample is made of. */
const TAPS = 96;
const HALF = TAPS / 2;
/** With 96 taps: flat to 9.5 kHz, and 100 dB down from 11 kHz, where the images of the input begin. */
const KAISER_BETA = 10;
const CUTOFF_HZ = 10_250;

const phases = createPhases();

/**
 * Brings mono sound from 22 050 to 24 000 samples per second, `round(n * 160 / 147)` of them. A polyphase
 * windowed-sinc filter without delay: sample 0 stays at time 0, and both ends are computed as if silence
 * stood before and after. Calls are independent of each other.
 */
export function resample(samples: Float32Array): Float32Array<ArrayBuffer> {
  const padded = new Float64Array(samples.length + TAPS);
  padded.set(samples, HALF - 1);
  const resampled = new Float32Array(Math.round((samples.length * UP) / DOWN));
  for (let n = 0; n < resampled.length; n++) {
    const taps = phases[(n * DOWN) % UP];
    if (taps) resampled[n] = weigh(padded, Math.floor((n * DOWN) / UP), taps);
  }
  return resampled;
}

/** The sum of the samples from `start`, each times its tap. */
function weigh(samples: Float64Array, start: number, taps: Float64Array): number {
  let sum = 0;
  for (let tap = 0; tap < taps.length; tap++) sum += (samples[start + tap] ?? 0) * (taps[tap] ?? 0);
  return sum;
}

/** The filter's taps for each of the 160 places that an output sample can have between two input samples. */
function createPhases(): Float64Array[] {
  return Array.from({ length: UP }, (_, phase) => {
    const taps = new Float64Array(TAPS).map((_, tap) => {
      const distance = tap - (HALF - 1) - phase / UP;
      return sinc((2 * CUTOFF_HZ * distance) / INPUT_RATE) * kaiser(distance / HALF);
    });
    // Every phase lets a constant through unchanged; otherwise the gain would ripple from sample to sample.
    const gain = taps.reduce((sum, tap) => sum + tap, 0);
    return taps.map((tap) => tap / gain);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Kaiser window over -1..1 not normalised. */
function kaiser(x: number): number {
  return Math.abs(x) < 1 ? besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) : 0;
}

/** The modified Bessel function of the first kind and order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * Number.EPSILON; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
