import { SAMPLE_RATE } from '../model';
import type { Range, SpokenAudio } from '../model';
import { SILENCE_PEAK } from './level';

/** Length of the frames whose loudness is compared, in samples: 10 ms, short enough for the burst of a stop. */
const FRAME = 0.01 * SAMPLE_RATE;

/**
 * A frame this far below the loudest one is silence: 50 dB. The weakest sound of English, the th of "thin",
 * has 28 dB less power than the strongest (Fletcher, Speech and Hearing in Communication, 1953, table of
 * phonetic powers), so a final consonant may fade by another 22 dB and is still kept.
 */
const THRESHOLD = 10 ** (-50 / 20);

/** Kept before the first sound, in samples: 10 ms, so that the fade of the join ends before the sound begins. */
const LEAD = 0.01 * SAMPLE_RATE;
/** Kept after the last sound, in samples: 30 ms, because a voice dies away more slowly than it sets in. */
const TAIL = 0.03 * SAMPLE_RATE;

/** The samples `[from, to)` between leading and trailing silence, with a short margin. Empty when all is silent. */
export function trimSilence(samples: Float32Array): Range {
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += FRAME)
    levels.push(rootMeanSquare(samples.subarray(at, at + FRAME)));
  const loudest = levels.reduce((most, level) => Math.max(most, level), 0);
  if (loudest < SILENCE_PEAK) return { from: 0, to: 0 };
  const isSound = (level: number) => level >= loudest * THRESHOLD;
  return {
    from: Math.max(0, levels.findIndex(isSound) * FRAME - LEAD),
    to: Math.min(samples.length, (levels.findLastIndex(isSound) + 1) * FRAME + TAIL),
  };
}

/** An utterance's audio without leading and trailing silence; its word times move along. */
export function trimSpoken(audio: SpokenAudio): SpokenAudio {
  const { from, to } = trimSilence(audio.samples);
  const moved = (sample: number) => Math.min(Math.max(sample, from), to) - from;
  return {
    ...audio,
    samples: audio.samples.slice(from, to),
    words: audio.words.map((word) => ({ ...word, start: moved(word.start), end: moved(word.end) })),
  };
}

function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) if (Number.isFinite(sample)) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}
