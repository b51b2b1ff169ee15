import { SAMPLE_RATE } from '../model';
import type { UtterancePart, WordTime } from '../model';
import type { WavPart } from '../ports';

/** Length of the quiet place that is looked for, in samples: 10 ms. */
const QUIET = 0.01 * SAMPLE_RATE;
/** Step of the search, in samples: 1 ms. */
const STEP = 0.001 * SAMPLE_RATE;
/** How far the search goes to either side, in samples: 300 ms, one to two syllables of English speech. */
const REACH = 0.3 * SAMPLE_RATE;

/** Where a sentence begins in an utterance's audio. */
export interface SentenceStart {
  /** Index into the segment's sentences. */
  readonly sentence: number;
  readonly sample: number;
}

/**
 * Where each of an utterance's sentences begins, in the order of its parts. The first one begins with the
 * audio. A later one begins with its first word, or, where the engine timed no word of it, at the quietest
 * place near the sample that its share of the characters points to.
 */
export function sentenceStarts({ audio, utterance }: WavPart): SentenceStart[] {
  let earliest = 0;
  return utterance.parts.map((part, index) => {
    if (index > 0) {
      const start =
        startOfFirstWord(part, audio.words) ??
        quietestNear(audio.samples, (audio.samples.length * part.from) / utterance.text.length, earliest);
      earliest = Math.min(Math.max(Math.round(start), earliest), audio.samples.length);
    }
    return { sentence: part.sentence, sample: earliest };
  });
}

function startOfFirstWord(part: UtterancePart, words: readonly WordTime[]): number | undefined {
  return words.find((word) => word.from >= part.from && word.from < part.to)?.start;
}

/** First sample of the quietest 10 ms within reach of `estimate`; of equally quiet ones the last. */
function quietestNear(samples: Float32Array, estimate: number, earliest: number): number {
  const from = Math.max(earliest, Math.round(estimate) - REACH);
  const to = Math.min(samples.length - QUIET, Math.round(estimate) + REACH);
  let quietest = estimate;
  let least = Infinity;
  for (let at = from; at <= to; at += STEP) {
    const energy = energyOf(samples.subarray(at, at + QUIET));
    if (energy <= least) {
      least = energy;
      quietest = at;
    }
  }
  return quietest;
}

function energyOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return sum;
}
