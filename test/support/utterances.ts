import type { SpokenUtterances } from '../../src/core/narration/speakUtterances';
import { UtteranceCache } from '../../src/core/store/utteranceCache';
import { draftKey } from '../../src/core/store/utteranceKey';
import { memoryLog } from './logs';

/** The utterance cache in a folder of its own, for voices whose name and text are all that decides the sound. */
export function utterancesIn(folder: string): SpokenUtterances & { clear(): Promise<void> } {
  const cache = new UtteranceCache({ folder, log: memoryLog() });
  const keyOf: (...request: Parameters<SpokenUtterances['get']>) => string = (
    { text, pronunciations = [] },
    { voice, speed },
  ) => draftKey({ engineVersion: JSON.stringify(['test', pronunciations]), voice, speed, text });
  return {
    get: (form, settings) => cache.get(keyOf(form, settings)),
    put: (form, settings, audio) => cache.put(keyOf(form, settings), audio),
    clear: () => cache.clear(),
  };
}
