import { messageOf, StoryFlowError } from '../errors';
import type { SpokenAudio, Utterance, WordTime } from '../model';
import type { SpeechEngine, WavPart } from '../ports';
import { normalise } from '../speech/text/normalise';
import { sourceRange } from '../spokenText';
import { settingsOf } from './markedVoices';
import type { SegmentPlan, SpeechSettings } from './planSegment';

/** Where an utterance's audio came from. */
export type AudioSource = 'engine' | 'cache';

/** Audio of utterances that were spoken before, by what decides their sound. Never rejects. */
export interface SpokenUtterances {
  get(text: string, settings: SegmentPlan['settings']): Promise<SpokenAudio | undefined>;
  put(text: string, settings: SegmentPlan['settings'], audio: SpokenAudio): Promise<void>;
}

export interface SpeakOptions {
  readonly engine: SpeechEngine;
  readonly cache: SpokenUtterances;
  /** Goes past what is cached, and replaces it. */
  readonly force: boolean;
  /** Asked before every utterance: true ends the work there. */
  isStopped(): boolean;
  onUtterance(utterance: Utterance, source: AudioSource): void;
}

/**
 * Speaks a segment's utterances in order. Resolves with undefined when it was stopped; what was spoken
 * until then stays in the cache. Rejects with the engine's error, which names the words that failed.
 */
export async function speakUtterances(
  plan: SegmentPlan,
  options: SpeakOptions,
): Promise<WavPart[] | undefined> {
  const parts: WavPart[] = [];
  for (const utterance of plan.utterances) {
    if (options.isStopped()) return undefined;
    parts.push({ utterance, audio: await speak(utterance, plan, options) });
  }
  return parts;
}

async function speak(utterance: Utterance, plan: SegmentPlan, options: SpeakOptions): Promise<SpokenAudio> {
  const settings = settingsOf(utterance, plan);
  const spokenForm = normalise(utterance.text, settings.language);
  let audio = options.force ? undefined : await options.cache.get(spokenForm.text, settings);
  const source = audio ? 'cache' : 'engine';
  if (!audio) {
    audio = await synthesize(spokenForm.text, settings, options.engine);
    await options.cache.put(spokenForm.text, settings, audio);
  }
  options.onUtterance(utterance, source);
  const words = audio.words.map((word): WordTime => ({ ...word, ...sourceRange(spokenForm, word) }));
  return { samples: audio.samples, words };
}

async function synthesize(
  text: string,
  settings: SpeechSettings,
  engine: SpeechEngine,
): Promise<SpokenAudio> {
  try {
    return await engine.synthesize({ text, voice: settings.voice, speed: settings.speed });
  } catch (error) {
    if (error instanceof StoryFlowError && error.code !== 'SpeechFailed') throw error;
    const beginning = text.length > 60 ? `${text.slice(0, 57)}...` : text;
    throw new StoryFlowError('SpeechFailed', `“${beginning}” could not be spoken: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
