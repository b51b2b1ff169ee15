import type { SpokenAudio, TakeCheck, Utterance, VoiceText, WordTime } from '../model';
import type { SpeechEngine, WavPart } from '../ports';
import { voiceForm } from '../speech/lexicon/voiceForm';
import type { TakeProblem } from '../speech/takes/checkTake';
import { problemInWords } from '../speech/takes/problemWords';
import { normalise } from '../speech/text/normalise';
import { sourceRange } from '../spokenText';
import { settingsOf } from './markedVoices';
import type { SegmentPlan } from './planSegment';
import { isAudible, speakTake, type Take, type TakeRequest } from './speakTake';

/** Where an utterance's audio came from. */
export type AudioSource = 'engine' | 'cache';

/** Audio of utterances that were spoken before, by what decides their sound. Never rejects. */
export interface SpokenUtterances {
  get(form: VoiceText, settings: SegmentPlan['settings']): Promise<SpokenAudio | undefined>;
  put(form: VoiceText, settings: SegmentPlan['settings'], audio: SpokenAudio): Promise<void>;
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

/** A segment's audio before it is joined. */
export interface SpokenSegment {
  readonly parts: readonly WavPart[];
  /** What is to be listened to. */
  readonly checks: readonly TakeCheck[];
  /** Whether any utterance has a sound. */
  readonly isAudible: boolean;
}

/**
 * Speaks a segment's utterances in order. Resolves with undefined when it was stopped; what was spoken until then stays
 * in the cache. Each take is checked; one that is still bad after a second try is part of the audio and never of the
 * cache, so that it is spoken anew whenever the segment is. Rejects with the engine's error, which names the words that
 * failed.
 */
export async function speakUtterances(
  plan: SegmentPlan,
  options: SpeakOptions,
): Promise<SpokenSegment | undefined> {
  const parts: WavPart[] = [];
  const checks: TakeCheck[] = [];
  let isAnyAudible = plan.utterances.length === 0;
  for (const [index, utterance] of plan.utterances.entries()) {
    if (options.isStopped()) return undefined;
    const { problem, audio } = await speak(index, plan, options);
    parts.push({ utterance, audio });
    isAnyAudible ||= isAudible({ audio, problem });
    if (problem) checks.push(checkOf(utterance, problem));
  }
  return { parts, checks, isAudible: isAnyAudible };
}

async function speak(index: number, plan: SegmentPlan, options: SpeakOptions): Promise<Take> {
  const utterance = plan.utterances[index];
  if (!utterance) throw new RangeError(`There is no utterance ${index}.`);
  const settings = settingsOf(utterance, plan);
  const { spans, ...form } = voiceForm(utterance, settings.language);
  const cached = options.force ? undefined : await options.cache.get(form, settings);
  const take: Take = cached
    ? { audio: cached, problem: undefined }
    : await speakTake({ ...form, settings, neighbour: neighbourOf(index, plan) }, options.engine, () =>
        options.isStopped(),
      );
  if (!cached && !take.problem) await options.cache.put(form, settings, take.audio);
  options.onUtterance(utterance, cached ? 'cache' : 'engine');
  const { samples, words } = take.audio;
  const placed = words.map((word): WordTime => ({
    ...word,
    ...sourceRange({ text: form.text, spans }, word),
  }));
  return { audio: { samples, words: placed }, problem: take.problem };
}

/** The sentence that is spoken next, or before when nothing comes next: what a short utterance can be spoken with. */
function neighbourOf(index: number, { utterances, settings }: SegmentPlan): TakeRequest['neighbour'] {
  const after = utterances[index + 1];
  const neighbour = after ?? utterances[index - 1];
  const part = after ? after.parts[0] : neighbour?.parts.at(-1);
  if (!neighbour || !part) return undefined;
  const { text } = normalise(neighbour.text.slice(part.from, part.to), settings.language);
  return { text, side: after ? 'after' : 'before' };
}

function checkOf({ text, parts }: Utterance, problem: TakeProblem): TakeCheck {
  return { sentence: parts[0]?.sentence ?? 0, reason: problemInWords(problem, text, parts.length) };
}
