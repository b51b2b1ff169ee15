import { rememberUtterances } from '../../src/core/narration/utteranceMemory';
import { UtteranceCache } from '../../src/core/store/utteranceCache';
import { memoryLog } from './logs';

/** The utterance cache in a folder, for the draft voice: it needs no model. */
export function draftCache(folder: string) {
  const unneeded = () => Promise.reject(new Error('The draft voice has neither tokens nor files.'));
  return rememberUtterances({
    cache: new UtteranceCache({ folder, log: memoryLog() }),
    modelsFolder: folder,
    draftVersion: '1',
    fingerprint: unneeded,
    tokensOf: unneeded,
  });
}
