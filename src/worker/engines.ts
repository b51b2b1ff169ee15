import { createDraftEngine } from '../core/speech/draft/draftEngine';
import { findDraftVoice } from '../core/speech/draft/draftVoices';
import { loadEspeak, type Espeak } from '../core/speech/espeak/espeak';
import { readDictionary, type PronouncingDictionary } from '../core/speech/kokoro/english/cmudict';
import { fileStamp } from '../core/speech/kokoro/fingerprint';
import { createKokoroEngine, type KokoroEngine } from '../core/speech/kokoro/kokoroEngine';
import { findModel, loadVoice, missingFiles, modelUnavailable } from '../core/speech/kokoro/modelFiles';
import { isVoiceSyntaxError, parseVoice, type Blend } from '../core/speech/kokoro/parseVoice';
import { phonemize, type PhonemeSources } from '../core/speech/kokoro/phonemes';
import { phonemizePronounced } from '../core/speech/kokoro/pronounced';
import { withPads } from '../core/speech/kokoro/vocabulary';
import { isErrorCode, messageOf, StoryFlowError } from '../core/errors';
import type { SpokenAudio, VoiceText } from '../core/model';
import type { SpeechRequest } from '../core/ports';
import { chooseVoice, type VoiceChoice } from '../core/speech/voiceId';
import type { SpokenPhonemes, WorkerSettings } from './protocol';

export interface Engines {
  /** Speaks with the engine of the request's voice; nothing is trimmed. */
  synthesize(request: SpeechRequest): Promise<SpokenAudio>;
  phonemize(texts: readonly VoiceText[], voice: string): Promise<readonly SpokenPhonemes[]>;
  /** Frees what takes memory. The next request loads it again. */
  release(): Promise<void>;
}

/** The engines, each loaded by the first request that needs it. */
export function createEngines(
  settings: WorkerSettings,
  read: (path: string) => Promise<Uint8Array>,
): Engines {
  let espeak: Promise<Espeak> | undefined;
  let dictionary: Promise<PronouncingDictionary> | undefined;
  let kokoro: { stamp: string; engine: KokoroEngine } | undefined;

  function loadedEspeak(): Promise<Espeak> {
    espeak ??= loadEspeak(async () => {
      const { buffer, byteOffset, byteLength } = await read(settings.espeakData);
      return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    }).catch((error: unknown) => {
      // What failed once must not fail for ever.
      espeak = undefined;
      throw error;
    });
    return espeak;
  }

  async function phonemeSources(): Promise<PhonemeSources> {
    dictionary ??= read(settings.dictionary)
      .then(readDictionary)
      .catch((error: unknown) => {
        dictionary = undefined;
        throw new StoryFlowError(
          'SpeechFailed',
          `The pronouncing dictionary cannot be read (${messageOf(error)}): install StoryFlow again.`,
          { cause: error },
        );
      });
    const { phonemes } = await loadedEspeak();
    return { espeak: phonemes, dictionary: await dictionary };
  }

  async function draft(request: SpeechRequest): Promise<SpokenAudio> {
    try {
      return createDraftEngine(await loadedEspeak()).synthesize(request);
    } catch (error) {
      // An abort inside the WebAssembly leaves it unusable.
      if (isErrorCode(error, 'SpeechFailed')) espeak = undefined;
      throw error;
    }
  }

  /** The engine for the files that are there now: another model in the same place is another engine. */
  async function loadedKokoro(blend: Blend): Promise<KokoroEngine> {
    const files = await findModel(settings.modelsFolder);
    const missing = modelUnavailable(await missingFiles(files, blend));
    if (missing || files.model === undefined)
      throw missing ?? new StoryFlowError('ModelUnavailable', 'There is no model.');
    const stamp = await fileStamp(files.model);
    if (kokoro?.stamp !== stamp) {
      await kokoro?.engine.release();
      const engine = createKokoroEngine({
        modelPath: files.model,
        loadVoice: (name) => loadVoice(files, name),
        phonemeSources: await phonemeSources(),
        ...(settings.threads > 0 ? { threads: settings.threads } : {}),
      });
      kokoro = { stamp, engine };
    }
    return kokoro.engine;
  }

  return {
    async synthesize(request) {
      const { engine } = choose(request.voice);
      if (engine === 'draft') return draft(request);
      return (await loadedKokoro(blendOf(request.voice))).synthesize(request);
    },
    async phonemize(texts, voice) {
      const choice = choose(voice);
      if (choice.engine === 'draft') {
        const { phonemes } = await loadedEspeak();
        const selector = findDraftVoice(choice.voice)?.espeak ?? choice.voice;
        return texts.map(({ text }) => ({ phonemes: phonemes(text, selector), tokens: [] }));
      }
      const { language } = blendOf(voice);
      const sources = await phonemeSources();
      return texts.map(({ text, pronunciations = [] }) => {
        const spoken = phonemizePronounced(text, pronunciations, (each) =>
          phonemize(each, language, sources),
        );
        return {
          phonemes: spoken.phonemes,
          tokens: spoken.tokens.length === 0 ? [] : withPads(spoken.tokens),
        };
      });
    },
    async release() {
      espeak = undefined;
      dictionary = undefined;
      const { engine } = kokoro ?? {};
      kokoro = undefined;
      await engine?.release();
    },
  };
}

function choose(voice: string): VoiceChoice {
  const choice = chooseVoice(voice);
  if ('voice' in choice) return choice;
  throw new StoryFlowError('InvalidVoice', `The voice “${voice}” cannot be used: ${choice.problem}`);
}

function blendOf(voice: string): Blend {
  const blend = parseVoice(voice);
  if (isVoiceSyntaxError(blend)) throw new StoryFlowError('InvalidVoice', blend.message);
  return blend;
}
