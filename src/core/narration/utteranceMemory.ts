import type { SpokenAudio } from '../model';
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
  readonly tokensOf: (text: string, voice: string) => Promise<readonly number[]>;
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
  const keyOf = (text: string, settings: SpeechSettings) =>
    utteranceKey(text, settings, { ...options, tokensOf });
  return {
    async get(text, settings): Promise<SpokenAudio | undefined> {
      const key = await keyOf(text, settings);
      return key === undefined ? undefined : cache.get(key);
    },
    async put(text, settings, audio): Promise<void> {
      const key = await keyOf(text, settings);
      if (key !== undefined) await cache.put(key, audio);
    },
  };
}

/** Remembers the last answer: an utterance that was not cached is asked for twice. */
function rememberLast(tokensOf: UtteranceMemoryOptions['tokensOf']): UtteranceMemoryOptions['tokensOf'] {
  let last: { readonly text: string; readonly voice: string; readonly tokens: readonly number[] } | undefined;
  return async (text, voice) => {
    if (last?.text !== text || last.voice !== voice)
      last = { text, voice, tokens: await tokensOf(text, voice) };
    return last.tokens;
  };
}

/** Undefined when a file of the voice is not there: then the engine says so. */
async function utteranceKey(
  text: string,
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
  return kokoroKey({ tokens: await tokensOf(text, voice), modelSha, voices, speed });
}
