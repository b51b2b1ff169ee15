import type { SpokenAudio } from '../../model';
import { estimateTokens } from '../text/tokenEstimate';
import { measureTake } from './measureTake';

/**
 * What may be wrong with a take. `times` is how many times longer or shorter it is than such a text mostly is, `seconds`
 * how long the silence or the noise lasts.
 */
export type TakeProblem =
  | { readonly kind: 'empty' | 'notNumbers' | 'silent' | 'clipped' }
  | { readonly kind: 'tooShort' | 'tooLong'; readonly times: number }
  | { readonly kind: 'silence' | 'drone'; readonly seconds: number };

/** What a take was to say. */
export interface TakeOrder {
  /** The spoken form. */
  readonly text: string;
  /** 0.5 to 2. */
  readonly speed: number;
}

/**
 * Seconds of audio for a token at speed 1. Kokoro's architecture gives 4.15 s for 60 tokens, 7.9 s for 120, 17.1 s for
 * 250 and 32.1 s for 510, which is 0.063 to 0.069 s each, silence at both ends included. Of espeak-ng at 175 words a
 * minute, trimmed, 0.05 to 0.06 s were measured over two stories and docs/text.md, 0.18 s at the most.
 */
const SECONDS_PER_TOKEN = 0.066;

/**
 * A take is too long from three times that on, and a second more: after very short texts Kokoro is known to go on for
 * 0.5 to 0.7 s.
 */
const LONG = 3;
const LONG_SECONDS = 1;

/**
 * Seconds that the shortest sound of speech takes at speed 1: Kokoro gives no token less than a frame of 600 samples, and
 * espeak-ng was measured at no less than 0.04 s for a letter. A take with less than this for each cannot hold them all.
 */
const SECONDS_PER_SOUND = 0.025;

/** Sounds that may be lost to the trimming of silence at both ends. */
const LOST_SOUNDS = 2;

/**
 * A silence inside a take that no punctuation explains, in seconds at speed 1 and above: about twice what Kokoro leaves
 * where two utterances are joined with all their silence (1.06 s, kesha-voice-kit #808). espeak-ng leaves 0.5 s.
 */
const LONG_SILENCE = 2;

/** No vowel is held so evenly for so long, in seconds. The evenest end of an espeak-ng utterance lasted 0.42 s. */
const LONG_DRONE = 1.5;

/** Engines give about -1 to 1. 60 dB below that nothing is heard beside other sentences. */
const SILENT_PEAK = 0.001;

/** Speech that was amplified by 6 dB into clipping has some 1 % of its samples on flat tops, and no other speech has any. */
const CLIPPED_SHARE = 0.005;

/** What is wrong with an utterance's audio, silence trimmed; the worst first. Undefined for what can be kept. */
export function checkTake(
  { samples, tokens, sounds }: SpokenAudio,
  { text, speed }: TakeOrder,
): TakeProblem | undefined {
  if (samples.length === 0) return { kind: 'empty' };
  const { isFinite, peak, seconds, flatShare, silence, drone } = measureTake(samples);
  if (!isFinite) return { kind: 'notNumbers' };
  if (peak < SILENT_PEAK) return { kind: 'silent' };
  if (flatShare > CLIPPED_SHARE) return { kind: 'clipped' };
  const usual = ((tokens ?? estimateTokens(text)) * SECONDS_PER_TOKEN) / speed;
  if (drone >= LONG_DRONE) return { kind: 'drone', seconds: drone };
  if (silence > LONG_SILENCE / Math.min(1, speed)) return { kind: 'silence', seconds: silence };
  if (seconds > LONG * usual + LONG_SECONDS) return { kind: 'tooLong', times: seconds / usual };
  const least = (((sounds ?? soundsIn(text)) - LOST_SOUNDS) * SECONDS_PER_SOUND) / speed;
  if (seconds < least) return { kind: 'tooShort', times: usual / seconds };
  return undefined;
}

/** About how many sounds a text has: its letters and numbers, as long as they are read as one or more sounds each. */
function soundsIn(text: string): number {
  let sounds = 0;
  for (const [letters] of text.matchAll(/[\p{L}\p{N}]+/gu)) sounds += letters.length * SOUNDS_PER_LETTER;
  return sounds;
}

/** French has the fewest sounds for its letters: about three for four, and silent endings besides. */
const SOUNDS_PER_LETTER = 0.6;
