import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { messageOf, StoryFlowError } from '../core/errors';
import { createFingerprints } from '../core/narration/fingerprints';
import type { UtteranceReport } from '../core/narration/generateSegment';
import { DEFAULT_PAUSES } from '../core/narration/planSegment';
import { createStudio, type Studio } from '../core/narration/studio';
import type { SpokenUtterances } from '../core/narration/speakUtterances';
import { rememberUtterances } from '../core/narration/utteranceMemory';
import type { Log } from '../core/ports';
import { DRAFT_VERSION } from '../core/speech/draft/draftVersion';
import { dataFolder } from '../core/store/dataFolder';
import { storePaths } from '../core/store/paths';
import { findGitRoot, findRoot } from '../core/store/root';
import { UtteranceCache } from '../core/store/utteranceCache';
import { readStoryFile, replaceStoryText } from '../core/storyFile';
import { systemClock } from '../core/tasks/clock';
import { TaskManager } from '../core/tasks/taskManager';
import { SpeechWorker } from '../worker/client';

/** The options that all commands share, as they were typed. */
export interface SessionOptions {
  readonly root?: string;
  readonly media?: string;
  readonly models?: string;
  readonly voice?: string;
  readonly speed?: number;
}

/** What a command works with: one worker, one queue, and a studio for each root. */
export interface Session {
  readonly worker: SpeechWorker;
  readonly tasks: TaskManager;
  readonly spoken: SpokenUtterances;
  readonly modelsFolder: string;
  /** The studio of a story file and the file's absolute path. Rejects with StoryNotReadable. */
  studioOf(file: string): Promise<{ studio: Studio; path: string }>;
  onUtterance(listener: (report: UtteranceReport) => void): void;
  /** Waits for the worker, then lets go of everything. */
  close(): Promise<void>;
}

/** An engine that nobody used for this long is released, in milliseconds. */
const IDLE_MS = 5 * 60_000;

export function openSession(options: SessionOptions, log: Log): Session {
  const modelsFolder = modelsFolderOf(options);
  const worker = new SpeechWorker({
    entry: join(__dirname, 'worker.mjs'),
    settings: { espeakData: join(__dirname, 'espeak-ng.data'), modelsFolder, threads: 0, idleMs: IDLE_MS },
    log,
  });
  const spoken = rememberUtterances({
    cache: openCache(log).cache,
    modelsFolder,
    draftVersion: DRAFT_VERSION,
    fingerprint: createFingerprints(join(dataFolder(), 'fingerprints.json')),
    tokensOf: async (text, voice) => (await worker.phonemize({ texts: [text], voice }))[0]?.tokens ?? [],
  });
  const tasks = new TaskManager({ clock: systemClock, log });
  const studios = new Map<string, Promise<Studio>>();
  const listeners: ((report: UtteranceReport) => void)[] = [];

  const openStudio = (root: string) =>
    createStudio({
      root,
      mediaRoot: options.media === undefined ? storePaths(root).media : resolve(options.media),
      modelsFolder,
      engine: worker,
      writer: worker,
      cache: spoken,
      tasks,
      log,
      sqliteWasm: () => readFile(join(__dirname, 'sql-wasm.wasm')),
      readText: async (path) => (await readStoryFile(path)).text,
      writeText: replaceStoryText,
      settings: () => ({
        voiceArgument: options.voice,
        speedArgument: options.speed,
        speed: 1,
        pauses: DEFAULT_PAUSES,
        tables: 'read',
      }),
      onUtterance: (report) => {
        for (const listener of listeners) listener(report);
      },
    });

  return {
    worker,
    tasks,
    spoken,
    modelsFolder,
    async studioOf(file) {
      const path = await absoluteFile(file);
      const root = options.root === undefined ? await rootOf(path) : await realpath(resolve(options.root));
      const studio = studios.get(root) ?? openStudio(root);
      studios.set(root, studio);
      return { studio: await studio, path };
    },
    onUtterance: (listener) => listeners.push(listener),
    async close() {
      await tasks.shutdown();
      await worker.dispose();
      for (const studio of studios.values()) (await studio).close();
    },
  };
}

/** The folder with Kokoro's files: what `--models` says, else the one in the user's data folder. */
export function modelsFolderOf({ models }: Pick<SessionOptions, 'models'>): string {
  return models === undefined ? join(dataFolder(), 'models') : resolve(models);
}

/** The user's utterance cache and the folder that it lies in. */
export function openCache(log: Log): { cache: UtteranceCache; folder: string } {
  const folder = join(dataFolder(), 'utterances');
  return { cache: new UtteranceCache({ folder, log }), folder };
}

/** The root of a story on the command line: its `.storyflow/`, else its git repository, else its folder. */
async function rootOf(file: string): Promise<string> {
  const folder = dirname(file);
  return (await findRoot(file)) ?? (await findGitRoot(folder)) ?? folder;
}

/** Links are followed, so that one file is one story however it is named. */
async function absoluteFile(file: string): Promise<string> {
  try {
    const path = await realpath(resolve(file));
    if ((await stat(path)).isFile()) return path;
  } catch (error) {
    throw new StoryFlowError('StoryNotReadable', `${file} cannot be read: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  throw new StoryFlowError('StoryNotReadable', `${file} is not a file: name a story.`);
}
