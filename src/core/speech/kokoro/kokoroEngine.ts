import { StoryFlowError } from '../../errors';
import { SAMPLE_RATE, type SpokenAudio, type WordTime } from '../../model';
import type { Log, SpeechEngine, SpeechRequest } from '../../ports';
import { chunksOf, type TokenRange } from './chunks';
import { isVoiceSyntaxError, parseVoice, type Blend } from './parseVoice';
import { phonemize, type Phonemized, type PhonemeSources } from './phonemes';
import { phonemizePronounced } from './pronounced';
import { openSession, type KokoroSession } from './session';
import { countSounds, isSpeakable, withPads } from './vocabulary';
import { styleFor, type VoicePack, type WeightedPack } from './voicePack';
import { wordTimes } from './wordTimes';

export interface KokoroEngineOptions {
  /** The ONNX file; it is opened at the first synthesis that has something to speak. */
  readonly modelPath: string;
  /** Called once for each voice. Rejects with ModelUnavailable. */
  readonly loadVoice: (name: string) => Promise<VoicePack>;
  readonly phonemeSources: PhonemeSources;
  /** Threads of one inference; by default one for each physical core. */
  readonly threads?: number;
  readonly log?: Log;
}

export interface KokoroEngine extends SpeechEngine {
  /** The content token ids that stand for a text, without pads: what the sound depends on besides voice and speed. */
  tokensOf(text: string, voice: string): readonly number[];
  /** Frees the model after the synthesis at hand; the next one loads it again. */
  release(): Promise<void>;
}

/** Silence between the pieces of a text that is too long for one inference. */
const GAP = Math.round(0.1 * SAMPLE_RATE);

/** Speaks with Kokoro v1.0. The audio is as the model made it: nothing is trimmed or levelled. */
export function createKokoroEngine(options: KokoroEngineOptions): KokoroEngine {
  const { phonemeSources, log } = options;
  const packs = new Map<string, Promise<VoicePack>>();
  let session: Promise<KokoroSession> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: a model that is released under a running inference fails. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  async function speak({ text, pronunciations = [], voice, speed }: SpeechRequest): Promise<SpokenAudio> {
    const blend = blendOf(voice);
    const phonemized = phonemizePronounced(text, pronunciations, (each) =>
      phonemize(each, blend.language, phonemeSources),
    );
    if (phonemized.unknown.length > 0) {
      log?.warn(`The model has no symbol for ${phonemized.unknown.join(' ')} in "${text}".`);
    }
    if (phonemized.tokens.length === 0) return { samples: new Float32Array(0), words: [] };
    const weighted = await Promise.all(
      blend.parts.map(async (part) => ({ pack: await packOf(part.voice.name), weight: part.weight })),
    );
    const kokoro = await openedSession();
    const spoken: SpokenAudio[] = [];
    for (const chunk of chunksOf(phonemized.tokens)) {
      if (!isSpeakable(phonemized.phonemes.slice(chunk.start, chunk.end))) continue;
      spoken.push(await speakChunk(kokoro, phonemized, { chunk, packs: weighted, speed: clampSpeed(speed) }));
    }
    const { tokens, phonemes } = phonemized;
    return { ...join(spoken), tokens: tokens.length, sounds: countSounds(phonemes) };
  }

  function openedSession(): Promise<KokoroSession> {
    session ??= openSession(options).then(
      (opened) => {
        log?.debug(`Loaded ${options.modelPath} (${opened.contract.ids}, ${opened.contract.audio}).`);
        if (opened.contract.speedType !== 'float32') {
          log?.warn(
            `${options.modelPath} takes whole numbers as speed: other speeds are rounded, 1 at the least.`,
          );
        }
        return opened;
      },
      (error: unknown) => {
        session = undefined;
        throw error;
      },
    );
    return session;
  }

  function packOf(name: string): Promise<VoicePack> {
    let pack = packs.get(name);
    if (pack === undefined) {
      pack = options.loadVoice(name);
      packs.set(name, pack);
      pack.catch(() => packs.delete(name));
    }
    return pack;
  }

  async function free(): Promise<void> {
    const opened = session;
    session = undefined;
    packs.clear();
    await (await opened)?.release();
  }

  return {
    synthesize: (request) => enqueue(() => speak(request)),
    tokensOf: (text, voice) => phonemize(text, blendOf(voice).language, phonemeSources).tokens,
    release: () => enqueue(free),
  };
}

interface ChunkRequest {
  readonly chunk: TokenRange;
  readonly packs: readonly WeightedPack[];
  readonly speed: number;
}

async function speakChunk(
  session: KokoroSession,
  { tokens, words }: Phonemized,
  { chunk: { start, end }, packs, speed }: ChunkRequest,
): Promise<SpokenAudio> {
  const ids = tokens.slice(start, end);
  const style = styleFor(ids.length, packs);
  const { samples, durations } = await session.run({ ids: withPads(ids), style, speed });
  const inside = words
    .filter((word) => word.start < end && word.end > start)
    .map((word) => ({
      ...word,
      start: Math.max(word.start - start, 0),
      end: Math.min(word.end, end) - start,
    }));
  return { samples, words: wordTimes(inside, { samples, tokens: ids.length, durations }) };
}

/** One audio with a gap between the parts. A word that was cut in two is one word again. */
function join(parts: readonly SpokenAudio[]): SpokenAudio {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const length = parts.reduce((sum, part) => sum + part.samples.length, GAP * (parts.length - 1));
  const samples = new Float32Array(length);
  const words: WordTime[] = [];
  let at = 0;
  for (const part of parts) {
    samples.set(part.samples, at);
    for (const word of part.words) {
      const before = words.at(-1);
      const moved = { ...word, start: word.start + at, end: word.end + at };
      if (before?.from === word.from) words[words.length - 1] = { ...before, end: moved.end };
      else words.push(moved);
    }
    at += part.samples.length + GAP;
  }
  return { samples, words };
}

function blendOf(voice: string): Blend {
  const blend = parseVoice(voice);
  if (isVoiceSyntaxError(blend)) throw new StoryFlowError('InvalidVoice', blend.message);
  return blend;
}

/** Speed is clamped and never an error. */
function clampSpeed(speed: number): number {
  return Number.isFinite(speed) ? Math.min(Math.max(speed, 0.5), 2) : 1;
}
