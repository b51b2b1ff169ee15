import {
  BINS,
  FRAME,
  framesOf,
  idDigits,
  PERIOD,
  rowDigits,
  speedDigits,
  VOICE_BIN,
  type Band,
  type Digits,
} from '../../scripts/fixtures/toneCode';

/** What a tone model was asked to say in one inference, read back from its sound. */
export interface ToneUtterance {
  /** Content token ids, without pads. */
  readonly ids: readonly number[];
  /** The style row. */
  readonly row: number;
  readonly speed: number;
  /** The voice's code; of a blend the weighted mean of the codes. */
  readonly voice: number;
  /** Samples from the first token's onset to the end of the last. */
  readonly from: number;
  readonly to: number;
}

/** Silence of this many samples (5 ms) separates utterances; no mix of the tones is quiet for so long. */
const SILENT_RUN = 120;

/** Quieter than this share of the loudest sample is silence: well above the step of 16 bits. */
const SILENCE = 0.002;

/**
 * Reads all utterances from mono samples at 24 kHz. Level, fades of a few milliseconds at the edges, trimmed silence
 * and 16-bit steps do not matter. Throws when something sounds that is not in the code.
 */
export function decodeTones(samples: ArrayLike<number>): ToneUtterance[] {
  return soundingRuns(samples).map(([from, to]) => decodeRun(samples, from, to));
}

function decodeRun(samples: ArrayLike<number>, from: number, to: number): ToneUtterance {
  const first = spectrum(samples, from + (FRAME - PERIOD) / 2);
  const row = numberOf(first, rowDigits);
  const speed = 0.5 + numberOf(first, speedDigits) / 100;
  const [share, rest] = [first(VOICE_BIN), first(VOICE_BIN + 1)];
  const ids: number[] = [];
  let at = from;
  // The last samples of a token may have fallen to a fade or to the threshold of silence.
  while (at < to - PERIOD / 2) {
    const id = numberOf(spectrum(samples, at + (FRAME - PERIOD) / 2), idDigits);
    ids.push(id);
    at += FRAME * lengthOf(id, speed);
  }
  return { ids, row, speed, voice: share / (share + rest), from, to: at };
}

/** Frames of a token: as the model rounds, in 32-bit floats and halves to the even number. */
function lengthOf(id: number, speed: number): number {
  const length = Math.fround(framesOf(id) / Math.fround(speed));
  const floor = Math.floor(length);
  const half = length - floor === 0.5;
  return Math.max(1, half ? floor + (floor % 2) : Math.round(length));
}

function numberOf(levelOf: (bin: number) => number, { high, low }: Digits): number {
  return digitOf(levelOf, high) * low.count + digitOf(levelOf, low);
}

/** The loudest tone of a band, if it stands out. */
function digitOf(levelOf: (bin: number) => number, { first, count }: Band): number {
  const levels = Array.from({ length: count }, (_, digit) => levelOf(first + digit));
  const loudest = Math.max(...levels);
  const others = levels.filter((level) => level > loudest / 4).length - 1;
  if (!(loudest > 0) || others > 0) {
    throw new Error(`No single tone stands out between ${first * 80} and ${(first + count - 1) * 80} Hz.`);
  }
  return levels.indexOf(loudest);
}

/** One period of every bin of the grid, one after another. */
const cosine = waves(Math.cos);
const sine = waves(Math.sin);

function waves(wave: (angle: number) => number): Float64Array {
  return Float64Array.from({ length: BINS * PERIOD }, (_, at) =>
    wave((2 * Math.PI * Math.floor(at / PERIOD) * (at % PERIOD)) / PERIOD),
  );
}

/** The level of any bin of the grid in the PERIOD samples that begin at `start`. */
function spectrum(samples: ArrayLike<number>, start: number): (bin: number) => number {
  const window = new Float64Array(PERIOD);
  for (let index = 0; index < PERIOD; index++) window[index] = samples[start + index] ?? 0;
  return (bin) => {
    let real = 0;
    let imaginary = 0;
    for (let index = 0; index < PERIOD; index++) {
      const sample = window[index]!;
      real += sample * cosine[bin * PERIOD + index]!;
      imaginary += sample * sine[bin * PERIOD + index]!;
    }
    return Math.hypot(real, imaginary);
  };
}

/** The stretches between silences, from the first to behind the last audible sample. */
function soundingRuns(samples: ArrayLike<number>): [from: number, to: number][] {
  let loudest = 0;
  for (let at = 0; at < samples.length; at++) loudest = Math.max(loudest, Math.abs(samples[at] ?? 0));
  const runs: [number, number][] = [];
  for (let at = 0; at < samples.length; at++) {
    if (Math.abs(samples[at] ?? 0) <= loudest * SILENCE) continue;
    const run = runs.at(-1);
    if (run !== undefined && at - run[1] < SILENT_RUN) run[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}
