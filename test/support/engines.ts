import { readFile } from 'node:fs/promises';
import { trimSpoken } from '../../src/core/audio/trim';
import type { SpeechEngine, SpeechRequest } from '../../src/core/ports';
import { createEngines } from '../../src/worker/engines';
import { hum } from './hum';
import { DICTIONARY, ESPEAK_DATA, TONE_MODEL, within } from './studio';

/** The engines of the worker in this process: Kokoro's with the tone model, and the draft voice's. */
export function toneEngines() {
  const settings = {
    espeakData: ESPEAK_DATA,
    dictionary: DICTIONARY,
    modelsFolder: TONE_MODEL,
    threads: 1,
    idleMs: 60_000,
  };
  const engines = createEngines(settings, (path) => readFile(path));
  const engine: SpeechEngine = {
    synthesize: async (request) => trimSpoken(await engines.synthesize(request)),
  };
  return { ...engines, engine };
}

export type ScriptedEngine = ReturnType<typeof scriptedEngine>;

/**
 * A speech engine that hums 60 ms for each character, and does what a test tells it: wait, or fail for texts. It counts how many requests are under way, so that a test can tell that never two were.
 */
export function scriptedEngine() {
  const requests: SpeechRequest[] = [];
  const failures: { text: string; error: Error }[] = [];
  const waiting: (() => void)[] = [];
  const watchers: { count: number; tell: () => void }[] = [];
  let isHeld = false;
  let underWay = 0;
  let most = 0;

  return {
    requests,
    texts: () => requests.map(({ text }) => text),
    /** The most requests that were ever under way at once. */
    mostAtOnce: () => most,
    /** Lets requests wait, those that come from now on. */
    hold() {
      isHeld = true;
    },
    /** Lets what waits go on, and what comes later pass. */
    release() {
      isHeld = false;
      for (const go of waiting.splice(0)) go();
    },
    /** Lets what waits go on; what comes later waits again. */
    step() {
      for (const go of waiting.splice(0)) go();
    },
    /** Fails whatever contains the text. */
    failFor(text: string, error: Error) {
      failures.push({ text, error });
    },
    heal() {
      failures.length = 0;
    },
    /** Resolves when so many requests have been made in all. */
    asked(count: number): Promise<void> {
      if (requests.length >= count) return Promise.resolve();
      const told = new Promise<void>((tell) => {
        watchers.push({ count, tell });
      });
      return within(told, `request ${count}, ${requests.length} were made`);
    },
    async synthesize(request: SpeechRequest) {
      requests.push(request);
      most = Math.max(most, ++underWay);
      for (const { count, tell } of watchers) if (requests.length >= count) tell();
      try {
        if (isHeld) await new Promise<void>((go) => waiting.push(go));
        const failure = failures.find(({ text }) => request.text.includes(text));
        if (failure) throw failure.error;
        return { samples: hum(request.text.length * 1440), words: [] };
      } finally {
        underWay--;
      }
    },
  };
}
