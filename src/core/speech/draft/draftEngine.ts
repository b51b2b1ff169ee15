import { StoryFlowError } from '../../errors';
import { SAMPLE_RATE, type SpokenAudio, type WordTime } from '../../model';
import type { SpeechRequest } from '../../ports';
import type { Espeak } from '../espeak/espeak';
import type { EspeakWord } from '../espeak/words';
import { resample } from '../resample';
import { isSpeakable } from '../text/speakable';
import { DRAFT_VERSION } from './draftVersion';
import { findDraftVoice, suggestVoices } from './draftVoices';

/** espeak-ng's normal rate. */
const WORDS_PER_MINUTE = 175;
/** A 16-bit sample of this size would be 1. */
const FULL_SCALE = 32_768;

/** Speaks with espeak-ng: at once, in many languages, and without a download. */
export interface DraftEngine {
  /** Part of every cache key. */
  readonly version: string;
  /**
   * Speaks a text; equal requests give equal samples. Silence is not trimmed; a text without letters and
   * numbers gives no samples. Throws InvalidVoice or SpeechFailed.
   */
  synthesize(request: SpeechRequest): SpokenAudio;
}

export function createDraftEngine(espeak: Espeak): DraftEngine {
  return {
    version: DRAFT_VERSION,
    synthesize({ text, voice, speed }) {
      const draft = findDraftVoice(voice);
      if (!draft) throw unknownVoice(voice);
      if (!isSpeakable(text)) return { samples: new Float32Array(0), words: [] };
      const wordsPerMinute = WORDS_PER_MINUTE * Math.min(2, Math.max(0.5, speed));
      const { pcm, words } = espeak.synthesize(text, { voice: draft.espeak, wordsPerMinute });
      const samples = resample(Float32Array.from(pcm, (sample) => sample / FULL_SCALE));
      return { samples, words: timesOf(words, samples.length) };
    },
  };
}

/** A word lasts until the next one begins, the last one until the sound ends. */
function timesOf(words: readonly EspeakWord[], length: number): WordTime[] {
  const starts = words.map((word) => Math.min(Math.round(word.startSeconds * SAMPLE_RATE), length - 1));
  return words.map(({ from, to }, index) => ({
    from,
    to,
    start: starts[index] ?? 0,
    end: starts[index + 1] ?? length,
  }));
}

function unknownVoice(voice: string): StoryFlowError {
  const suggestions = suggestVoices(voice);
  const hint = suggestions.length > 0 ? `try ${suggestions.join(' or ')}` : 'try draft:en-us';
  return new StoryFlowError('InvalidVoice', `There is no draft voice “${voice}”: ${hint}.`);
}
