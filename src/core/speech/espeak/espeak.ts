import loadModule, { type Module, type SpeechEvent, type Worker } from '@echogarden/espeak-ng-emscripten';
import { StoryFlowError, messageOf } from '../../errors';
import { createMemory, type Memory } from './memory';
import { toPlainText } from './plainText';
import { type EspeakWord, wordsOf } from './words';

/** The rate of espeak-ng's audio, in samples per second. */
export const ESPEAK_SAMPLE_RATE = 22_050;

export interface EspeakVoice {
  /** The name for people, as espeak-ng has it. */
  readonly name: string;
  /** What selects the voice without fail, such as `gmw/en-US`. */
  readonly identifier: string;
  /** Language tags in lower case; a lower priority number is the better match. */
  readonly languages: readonly { readonly name: string; readonly priority: number }[];
}

export interface EspeakOptions {
  /** A voice's identifier or its last part in any case, such as `gmw/en-US` or `en-us`. */
  readonly voice: string;
  /** 80 to 450. */
  readonly wordsPerMinute: number;
}

export interface EspeakSpeech {
  /** Mono at ESPEAK_SAMPLE_RATE. */
  readonly pcm: Int16Array<ArrayBuffer>;
  readonly words: readonly EspeakWord[];
}

/**
 * espeak-ng as functions of their arguments: every call starts from the same memory, so that equal calls
 * give equal results and no voice, speed or text leaks into the next call. Calls are synchronous.
 */
export interface Espeak {
  /** Speaks text as it stands; markup in it means nothing. Throws InvalidVoice or SpeechFailed. */
  synthesize(text: string, options: EspeakOptions): EspeakSpeech;
  /**
   * The text's IPA as espeak-ng writes it: `_` between phonemes, a blank between words, a line for each
   * clause. Throws InvalidVoice or SpeechFailed.
   */
  readonly phonemes: (text: string, voice: string) => string;
  listVoices(): readonly EspeakVoice[];
}

/** Loads espeak-ng. `data` gives its `espeak-ng.data`; damaged data is SpeechFailed. */
export async function loadEspeak(data: () => Promise<ArrayBuffer>): Promise<Espeak> {
  const bytes = await data();
  const ignore = () => undefined;
  const getPreloadedPackage = (_name: string, size: number) => {
    if (bytes.byteLength === size) return bytes;
    throw new StoryFlowError(
      'SpeechFailed',
      `The draft voice's data has ${bytes.byteLength} bytes instead of ${size}: install StoryFlow again.`,
    );
  };
  const module = await loadModule({ getPreloadedPackage, print: ignore, printErr: ignore });
  return createEspeak(module);
}

function createEspeak(module: Module): Espeak {
  const worker = new module.eSpeakNGWorker();
  const memory = createMemory(module);
  const voices = worker.list_voices();
  const identifiers = new Map(
    voices.flatMap(({ identifier }) => [
      [identifier.toLowerCase(), identifier],
      [fileName(identifier).toLowerCase(), identifier],
    ]),
  );
  // What the package allocates once and keeps must exist before the memory is saved for the first time.
  speak(worker, memory, 'a');
  const pristine = memory.save();
  let current = { voice: '', saved: pristine };

  /** Runs an action with a voice, in memory that is the same for every action with that voice. */
  function withVoice<T>(voice: string, action: () => T): T {
    try {
      if (current.voice !== voice) {
        memory.restore(pristine);
        select(voice);
        current = { voice, saved: memory.save() };
      }
      memory.restore(current.saved);
      return action();
    } catch (error) {
      if (error instanceof StoryFlowError) throw error;
      throw new StoryFlowError('SpeechFailed', `espeak-ng could not speak the text: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /**
   * Only by identifier: espeak-ng takes "/" and the name of a folder for voices too. It keeps the previous
   * voice when it does not know one, and says so only in its answer.
   */
  function select(voice: string): void {
    const identifier = identifiers.get(voice.toLowerCase());
    if (identifier !== undefined && worker.set_voice(memory.write(identifier)) === 0) return;
    throw new StoryFlowError('InvalidVoice', `espeak-ng has no voice “${voice}”: choose another.`);
  }

  return {
    synthesize: (text, { voice, wordsPerMinute }) =>
      withVoice(voice, () => {
        worker.set_rate(Math.round(wordsPerMinute));
        const { pcm, events } = speak(worker, memory, toPlainText(text));
        return { pcm, words: wordsOf(text, events) };
      }),
    phonemes: (text, voice) =>
      withVoice(voice, () => {
        const { ptr } = worker.convert_to_phonemes(memory.write(toPlainText(text)), true);
        return memory.read(ptr).replaceAll(' | ', '\n');
      }),
    listVoices: () => voices,
  };
}

/** The last part of an identifier such as `gmw/en-US`. */
function fileName(identifier: string): string {
  return identifier.slice(identifier.lastIndexOf('/') + 1);
}

function speak(worker: Worker, memory: Memory, text: string) {
  const chunks: Int16Array[] = [];
  const events: SpeechEvent[] = [];
  worker.synthesize_and_get_phonemes(memory.write(text), (pcm, chunkEvents) => {
    chunks.push(pcm);
    events.push(...chunkEvents);
    return false;
  });
  return { pcm: concatenate(chunks), events };
}

function concatenate(chunks: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
