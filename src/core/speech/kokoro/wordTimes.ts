import type { WordTime } from '../../model';
import type { PhonemizedWord } from './phonemes';

/** Samples of one frame of the model's durations: 40 frames a second at 24,000 Hz. */
const FRAME = 600;

/** Sound quieter than this share of the loudest sample counts as silence around the speech. */
const SILENCE = 0.02;

export interface TimedTokens {
  readonly samples: Float32Array<ArrayBuffer>;
  /** Number of content tokens. */
  readonly tokens: number;
  /** One per id, both pads included, in frames before rounding. */
  readonly durations: readonly number[] | undefined;
}

/**
 * When each word sounds, in samples of the audio. With the model's durations the times are its own; without them
 * words share the time between the first and the last audible sample by their number of tokens.
 */
export function wordTimes(words: readonly PhonemizedWord[], timed: TimedTokens): WordTime[] {
  const edges = timed.durations?.length === timed.tokens + 2 ? edgesByDurations(timed) : edgesByShare(timed);
  return words.map(({ from, to, start, end }) => ({ from, to, start: edges(start), end: edges(end) }));
}

/** The sample at which a content token begins. */
type Edges = (token: number) => number;

function edgesByDurations({ samples, durations = [] }: TimedTokens): Edges {
  const begins = [0];
  for (const duration of durations) {
    begins.push((begins.at(-1) ?? 0) + Math.max(1, roundHalfEven(duration)) * FRAME);
  }
  // Exact for every known export; should one of them pad its audio, the times still stay inside it.
  const scale = samples.length / (begins.at(-1) ?? 1);
  return (token) => Math.round((begins[token + 1] ?? samples.length) * scale);
}

function edgesByShare({ samples, tokens }: TimedTokens): Edges {
  const loudest = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  const audible = (sample: number): boolean => Math.abs(sample) > loudest * SILENCE;
  const first = Math.max(0, samples.findIndex(audible));
  const last = loudest === 0 ? samples.length : samples.findLastIndex(audible) + 1;
  return (token) => Math.round(first + ((last - first) * token) / tokens);
}

/** As the model rounds: 0.5 to 0, 1.5 and 2.5 to 2. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
