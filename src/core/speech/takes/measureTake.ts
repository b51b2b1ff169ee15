import { SAMPLE_RATE } from '../../model';

/** What can be read from the samples of one take. Durations are seconds. */
export interface TakeMeasures {
  readonly seconds: number;
  /** False when a sample is no finite number; then nothing else is known. */
  readonly isFinite: boolean;
  /** Largest sample, without its sign. */
  readonly peak: number;
  /** Share of the samples that lie on flat tops, as clipping leaves them, from 0 to 1. */
  readonly flatShare: number;
  /** The longest silence between two sounds. */
  readonly silence: number;
  /** How long the take ends in a sound that neither rises nor falls; 0 when that is too quiet to be heard. */
  readonly drone: number;
}

/** Length of a frame whose loudness is looked at, in samples: 10 ms, as where silence is trimmed. */
const FRAME = 0.01 * SAMPLE_RATE;

/** A frame this far below the loudest one is silence: 50 dB, as where silence is trimmed. */
const SILENCE = 10 ** (-50 / 20);

/** A drone that is heard: 40 dB below the loudest frame, where kokoro-onnx 0.6 begins to call a frame silent. */
const AUDIBLE = 10 ** (-40 / 20);

/** Frames whose loudness is compared for a drone: 30 ms, two periods of the deepest voices. */
const DRONE_FRAMES = 3;

/** Frames at the end that a drone may fade in: 60 ms, of which trimming keeps 30 ms of silence. */
const FADING = 6;

/** The loudest part of a drone has at most this many times the power of its quietest: 3 dB. */
const STEADY = 2;

/** Samples on a flat top lie near the peak, and differ by less than any tone of 80 Hz would there. */
const TOP = 0.9;
const FLAT = 1e-4;
/** So many equal samples one after another are a flat top. A pure tone has two at most. */
const FLAT_RUN = 4;

/** Looks at each sample once, and again at those near the peak. */
export function measureTake(samples: Float32Array): TakeMeasures {
  const frames = Math.ceil(samples.length / FRAME);
  const powers = new Float64Array(frames);
  const peaks = new Float64Array(frames);
  let peak = 0;
  let total = 0;
  for (let frame = 0; frame < frames; frame++) {
    const end = Math.min(samples.length, (frame + 1) * FRAME);
    let power = 0;
    let highest = 0;
    for (let at = frame * FRAME; at < end; at++) {
      const sample = samples[at] ?? 0;
      power += sample * sample;
      const size = sample < 0 ? -sample : sample;
      if (size > highest) highest = size;
    }
    powers[frame] = power / (end - frame * FRAME);
    peaks[frame] = highest;
    if (highest > peak) peak = highest;
    total += power;
  }
  const seconds = samples.length / SAMPLE_RATE;
  // One sample that is no number makes the sum none, and so do those whose squares are beyond all numbers.
  if (!Number.isFinite(total))
    return { seconds, isFinite: false, peak: 0, flatShare: 0, silence: 0, drone: 0 };
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  return {
    seconds,
    isFinite: true,
    peak,
    flatShare: flatSamples(samples, peaks, peak) / Math.max(1, samples.length),
    silence: (longestSilence(powers, loudest * SILENCE ** 2) * FRAME) / SAMPLE_RATE,
    drone: (droneFrames(powers, loudest * AUDIBLE ** 2) * FRAME) / SAMPLE_RATE,
  };
}

function flatSamples(samples: Float32Array, peaks: Float64Array, peak: number): number {
  const near = peak * TOP;
  const slope = peak * FLAT;
  let flat = 0;
  let run = 1;
  for (const [frame, highest] of peaks.entries()) {
    if (highest < near) continue;
    const end = Math.min(samples.length, (frame + 1) * FRAME);
    for (let at = Math.max(1, frame * FRAME); at < end; at++) {
      const sample = samples[at] ?? 0;
      const isFlat = Math.abs(sample) >= near && Math.abs(sample - (samples[at - 1] ?? 0)) <= slope;
      run = isFlat ? run + 1 : 1;
      if (run === FLAT_RUN) flat += FLAT_RUN;
      else if (run > FLAT_RUN) flat++;
    }
  }
  return flat;
}

/** Frames of the longest silence that lies between two frames with sound. */
function longestSilence(powers: Float64Array, threshold: number): number {
  let longest = 0;
  let last: number | undefined;
  for (const [frame, power] of powers.entries()) {
    if (power < threshold) continue;
    if (last !== undefined) longest = Math.max(longest, frame - last - 1);
    last = frame;
  }
  return longest;
}

/** Frames of a steady sound up to the end. */
function droneFrames(powers: Float64Array, threshold: number): number {
  const end = powers.length - FADING;
  let least = Infinity;
  let most = 0;
  let at = end;
  for (; at >= DRONE_FRAMES; at -= DRONE_FRAMES) {
    let power = 0;
    for (let frame = at - DRONE_FRAMES; frame < at; frame++) power += powers[frame] ?? 0;
    power /= DRONE_FRAMES;
    least = Math.min(least, power);
    most = Math.max(most, power);
    if (power < threshold || most > STEADY * least) break;
  }
  return Math.max(0, end - at);
}
