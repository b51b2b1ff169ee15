import { readFile } from 'node:fs/promises';
import { writeSegmentWav } from '../../../src/core/audio/writeSegmentWav';
import { DEFAULT_PAUSES } from '../../../src/core/narration/planSegment';
import { createStudio } from '../../../src/core/narration/studio';
import { storePaths } from '../../../src/core/store/paths';
import { readStoryFile, replaceStoryText } from '../../../src/core/storyFile';
import { systemClock } from '../../../src/core/tasks/clock';
import { TaskManager } from '../../../src/core/tasks/taskManager';
import { hum } from '../hum';

const nothing = () => undefined;
const log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** The whole core for a process that is to be killed. Its voice hums each character for twenty milliseconds. */
export async function childStudio(root: string, wasm: string) {
  const tasks = new TaskManager({ clock: systemClock, log });
  const studio = await createStudio({
    root,
    mediaRoot: storePaths(root).media,
    modelsFolder: `${root}/no models`,
    engine: {
      synthesize: ({ text }) => Promise.resolve({ samples: hum(text.length * 480), words: [] }),
    },
    writer: { write: writeSegmentWav },
    cache: { get: () => Promise.resolve(undefined), put: () => Promise.resolve() },
    modelOf: () => Promise.resolve(undefined),
    tasks,
    log,
    sqliteWasm: () => readFile(wasm),
    readText: async (path) => (await readStoryFile(path)).text,
    writeText: replaceStoryText,
    settings: () => ({ speed: 1, pauses: DEFAULT_PAUSES, tables: 'read' }),
  });
  return { studio, tasks };
}
