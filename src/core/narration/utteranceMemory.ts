import { isDeepStrictEqual } from 'node:util';
import type { SpokenAudio, VoiceText } from '../model';
import { isVoiceSyntaxError, parseVoice } from '../speech/kokoro/parseVoice';
import { findModel, voiceSource } from '../speech/kokoro/modelFiles';
import { chooseVoice } from '../speech/voiceId';
import type { UtteranceCache } from '../store/utteranceCache';
import { draftKey, kokoroKey } from '../store/utteranceKey';
import type { SpeechSettings } from './planSegment';
import type { SpokenUtterances } from './speakUtterances';

export interface UtteranceMemoryOptions {
  readonly cache: UtteranceCache;
  /** Kokoro's token ids of a spoken form, as they would be sent. */
  readonly tokensOf: (form: VoiceText, voice: string) => Promise<readonly number[]>;
  readonly modelsFolder: string;
  /** SHA-256 of a file. */
  readonly fingerprint: (file: string) => Promise<string>;
  readonly draftVersion: string;
}

/** The utterance cache, asked by what decides an utterance's sound: never by paths, times or pauses. */
export function rememberUtterances(options: UtteranceMemoryOptions): SpokenUtterances {
  const { cache } = options;
  const tokensOf = rememberLast(options.tokensOf);
  // Asked anew for get and for put, because the model may be another one by then; its phonemes are not.
  const keyOf = (form: VoiceText, settings: SpeechSettings) =>
    utteranceKey(form, settings, { ...options, tokensOf });
  return {
    async get(form, settings): Promise<SpokenAudio | undefined> {
      const key = await keyOf(form, settings);
      return key === undefined ? undefined : cache.get(key);
    },
    async put(form, settings, audio): Promise<void> {
      const key = await keyOf(form, settings);
      if (key !== undefined) await cache.put(key, audio);
    },
  };
}

/** Remembers the last answer: an utterance that was not cached is asked for twice. */
function rememberLast(tokensOf: UtteranceMemoryOptions['tokensOf']): UtteranceMemoryOptions['tokensOf'] {
  let last:
    { readonly form: VoiceText; readonly voice: string; readonly tokens: readonly number[] } | undefined;
  return async (form, voice) => {
    if (!last || !isSameForm(last.form, form) || last.voice !== voice)
      last = { form, voice, tokens: await tokensOf(form, voice) };
    return last.tokens;
  };
}

function isSameForm(one: VoiceText, other: VoiceText): boolean {
  return one.text === other.text && isDeepStrictEqual(one.pronunciations, other.pronunciations);
}

/** Undefined when a file of the voice is not there: then the engine says so. */
async function utteranceKey(
  { text, pronunciations }: VoiceText,
  { voice, speed }: SpeechSettings,
  { draftVersion, modelsFolder, tokensOf, fingerprint }: UtteranceMemoryOptions,
): Promise<string | undefined> {
  const choice = chooseVoice(voice);
  if ('voice' in choice && choice.engine === 'draft') {
    return draftKey({ engineVersion: draftVersion, voice: choice.voice, speed, text });
  }
  const blend = parseVoice(voice);
  if (isVoiceSyntaxError(blend)) return undefined;
  const files = await findModel(modelsFolder);
  if (files.model === undefined) return undefined;
  const voices: { sha: string; weight: number }[] = [];
  for (const part of blend.parts) {
    const source = await voiceSource(files, part.voice.name);
    if (source === undefined) return undefined;
    // Voices of one archive share its sum, so the name belongs to it.
    voices.push({ sha: `${part.voice.name}:${await fingerprint(source)}`, weight: part.weight });
  }
  const modelSha = await fingerprint(files.model);
  return kokoroKey({ tokens: await tokensOf({ text, pronunciations }, voice), modelSha, voices, speed });
}
