import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { trimSpoken } from '../core/audio/trim';
import { writeSegmentWav } from '../core/audio/writeSegmentWav';
import { inspectModel } from '../core/speech/kokoro/inspectModel';
import { createEngines } from './engines';
import { workerSettings } from './protocol';
import { serve } from './serve';

if (!parentPort) throw new Error('The speech worker must be started as a worker thread.');

const settings = workerSettings.parse(workerData);
const engines = createEngines(settings, (path) => readFile(path));

serve(
  parentPort,
  {
    synthesize: async (request) => trimSpoken(await engines.synthesize(request)),
    phonemize: ({ texts, voice }) => engines.phonemize(texts, voice),
    inspectModel: ({ path }) => inspectModel(path),
    writeWav: writeSegmentWav,
  },
  {
    afterMs: settings.idleMs,
    onIdle: () => {
      void engines.release();
    },
  },
);
