import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFingerprints } from '../core/narration/fingerprints';
import type { UtteranceReport } from '../core/narration/generateSegment';
import type { NarrationSettings } from '../core/narration/readStory';
import { createStudio, type Studio } from '../core/narration/studio';
import { speakingModel } from '../core/narration/speakingModel';
import type { SpokenUtterances } from '../core/narration/speakUtterances';
import { rememberUtterances } from '../core/narration/utteranceMemory';
import type { Log, SpeechEngine, WavWriter } from '../core/ports';
import type { ModelDescription } from '../core/speech/kokoro/inspectModel';
import { DRAFT_VERSION } from '../core/speech/draft/draftVersion';
import { dataFolder } from '../core/store/dataFolder';
import { UtteranceCache } from '../core/store/utteranceCache';
import { systemClock } from '../core/tasks/clock';
import { TaskManager } from '../core/tasks/taskManager';
import { SpeechWorker } from '../worker/client';
import type { PhonemesRequest, SpokenPhonemes } from '../worker/protocol';

/** What decides on the engines; changing it takes effect with the next utterance. */
export interface EngineSettings {
  /** Absolute path. */
  readonly modelsFolder: string;
  /** Threads of the model's runtime; 0 lets it take one for each physical core. */
  readonly threads: number;
  /** Of the utterance cache; undefined for its default. */
  readonly cacheBytes?: number | undefined;
  /** An engine that nobody used for this long is released, in milliseconds. */
  readonly idleMs: number;
}

export interface SessionOptions extends EngineSettings {
  /** Absolute path of the folder that holds the bundles and their files. */
  readonly bundles: string;
  readonly log: Log;
  mediaRootOf(root: string): string;
  narrationOf(root: string): NarrationSettings;
  /** The newest text of a story. Rejects with StoryNotReadable. */
  readText(path: string): Promise<string>;
  /** Replaces a story's text if it still is `before`. */
  writeText(path: string, before: string, after: string): Promise<void>;
}

/** What every program that narrates works with: one speech worker, one queue, and a studio for each root. */
export interface Session {
  readonly engine: SpeechEngine;
  readonly writer: WavWriter;
  readonly tasks: TaskManager;
  readonly spoken: SpokenUtterances;
  readonly cache: UtteranceCache;
  /** Absolute path of the folder with Kokoro's files. */
  readonly modelsFolder: string;
  phonemize(request: PhonemesRequest): Promise<readonly SpokenPhonemes[]>;
  /** Loads a model file to see what it is. Rejects with ModelUnavailable. */
  inspectModel(path: string): Promise<ModelDescription>;
  studio(root: string): Promise<Studio>;
  /** The roots whose studios were asked for. */
  roots(): readonly string[];
  onUtterance(listener: (report: UtteranceReport) => void): void;
  /** Lets go of studios whose media folder is another one now, and of engines whose settings changed. */
  configure(settings: EngineSettings): Promise<void>;
  /** Waits for the worker, then lets go of everything. */
  close(): Promise<void>;
}

/** Where the user's utterances lie. */
export function cacheFolder(): string {
  return join(dataFolder(), 'utterances');
}

/** Where Kokoro's files lie unless a setting says otherwise. */
export function defaultModelsFolder(): string {
  return join(dataFolder(), 'models');
}

export function openSession(options: SessionOptions): Session {
  const { bundles, log } = options;
  const listeners: ((report: UtteranceReport) => void)[] = [];
  const tasks = new TaskManager({ clock: systemClock, log });
  const fingerprint = createFingerprints(join(dataFolder(), 'fingerprints.json'));
  let settings: EngineSettings = options;
  let { worker, cache, spoken } = engines();
  const studios = new Map<string, { readonly mediaRoot: string; readonly studio: Promise<Studio> }>();

  function engines() {
    const { modelsFolder, threads, idleMs, cacheBytes } = settings;
    const newWorker = new SpeechWorker({
      entry: join(bundles, 'worker.mjs'),
      settings: {
        espeakData: join(bundles, 'espeak-ng.data'),
        dictionary: join(bundles, 'cmudict.br'),
        modelsFolder,
        threads,
        idleMs,
      },
      log,
    });
    const newCache = new UtteranceCache({
      folder: cacheFolder(),
      log,
      ...(cacheBytes === undefined ? {} : { maxBytes: cacheBytes }),
    });
    const newSpoken = rememberUtterances({
      cache: newCache,
      modelsFolder,
      draftVersion: DRAFT_VERSION,
      fingerprint,
      tokensOf: async (form, voice) => (await newWorker.phonemize({ texts: [form], voice }))[0]?.tokens ?? [],
    });
    return { worker: newWorker, cache: newCache, spoken: newSpoken };
  }

  // A studio lives longer than an engine, so it asks for the one of the moment.
  const current: SpeechEngine & WavWriter & SpokenUtterances = {
    synthesize: (request) => worker.synthesize(request),
    write: (job) => worker.write(job),
    get: (form, speech) => spoken.get(form, speech),
    put: (form, speech, audio) => spoken.put(form, speech, audio),
  };

  const openStudio = (root: string, mediaRoot: string) =>
    createStudio({
      root,
      mediaRoot,
      modelsFolder: settings.modelsFolder,
      engine: current,
      writer: current,
      cache: current,
      modelOf: (voice) =>
        speakingModel(voice, {
          modelsFolder: settings.modelsFolder,
          draftVersion: DRAFT_VERSION,
          fingerprint,
        }),
      tasks,
      log,
      sqliteWasm: () => readFile(join(bundles, 'sql-wasm.wasm')),
      readText: (path) => options.readText(path),
      writeText: (path, before, after) => options.writeText(path, before, after),
      settings: () => options.narrationOf(root),
      onUtterance: (report) => {
        for (const listener of listeners) listener(report);
      },
    });

  const letGo = async (root: string) => {
    const held = studios.get(root);
    studios.delete(root);
    // One that could not be opened holds nothing.
    (await held?.studio.catch(() => undefined))?.close();
  };

  return {
    engine: current,
    writer: current,
    tasks,
    spoken: current,
    get cache() {
      return cache;
    },
    get modelsFolder() {
      return settings.modelsFolder;
    },
    phonemize: (request) => worker.phonemize(request),
    inspectModel: (path) => worker.inspectModel(path),
    studio(root) {
      const held = studios.get(root);
      if (held) return held.studio;
      const mediaRoot = options.mediaRootOf(root);
      const studio = openStudio(root, mediaRoot);
      studios.set(root, { mediaRoot, studio });
      studio.catch(() => studios.delete(root));
      return studio;
    },
    roots: () => [...studios.keys()],
    onUtterance: (listener) => listeners.push(listener),
    async configure(changed) {
      const before = settings;
      settings = { ...changed };
      const isOtherFolder = before.modelsFolder !== settings.modelsFolder;
      for (const [root, { mediaRoot }] of [...studios])
        if (isOtherFolder || mediaRoot !== options.mediaRootOf(root)) await letGo(root);
      const keys = ['modelsFolder', 'threads', 'idleMs', 'cacheBytes'] as const;
      if (keys.every((key) => before[key] === settings[key])) return;
      const old = worker;
      ({ worker, cache, spoken } = engines());
      await old.dispose();
    },
    async close() {
      await tasks.shutdown();
      await worker.dispose();
      for (const root of [...studios.keys()]) await letGo(root);
    },
  };
}
