import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TaskStatusResponse } from '../../src/api';
import { writeSegmentWav } from '../../src/core/audio/writeSegmentWav';
import type { UtteranceReport } from '../../src/core/narration/generateSegment';
import type { NarrationSettings } from '../../src/core/narration/readStory';
import { DEFAULT_PAUSES } from '../../src/core/narration/planSegment';
import type { SpokenUtterances } from '../../src/core/narration/speakUtterances';
import type { Segment, Story } from '../../src/core/narration/story';
import { createStudio, type StudioOptions } from '../../src/core/narration/studio';
import type { SpeechEngine, WavWriter } from '../../src/core/ports';
import { audioPath, storePaths } from '../../src/core/store/paths';
import { readStoryFile, replaceStoryText } from '../../src/core/storyFile';
import { systemClock } from '../../src/core/tasks/clock';
import { TaskManager } from '../../src/core/tasks/taskManager';
import { memoryLog } from './logs';
import { readRiff } from './riff';

/** Longest wait of any test for something that has to happen (statement 108), in milliseconds. */
export const PATIENCE_MS = 10_000;

const require = createRequire(join(process.cwd(), 'package.json'));
export const ESPEAK_DATA = require.resolve('@echogarden/espeak-ng-emscripten/espeak-ng.data');
/** As the build packs it. */
export const DICTIONARY = resolve('dist', 'cmudict.br');
export const TONE_MODEL = join(process.cwd(), 'test', 'fixtures', 'tone-kokoro', 'input_ids');
export const SQLITE = require.resolve('sql.js/dist/sql-wasm.wasm');

export const wavWriter: WavWriter = { write: writeSegmentWav };

export interface PlaceOptions {
  readonly engine: SpeechEngine;
  readonly writer?: WavWriter;
  /** Nothing is remembered by default, so that every utterance reaches the engine. */
  readonly cache?: SpokenUtterances;
  /** A folder without models by default. */
  readonly modelsFolder?: string;
  readonly settings?: Partial<NarrationSettings>;
  readonly onUtterance?: (report: UtteranceReport) => void;
  readonly readText?: StudioOptions['readText'];
  readonly writeText?: StudioOptions['writeText'];
  readonly mediaRoot?: string;
  /** Nobody knows by default. */
  readonly modelOf?: StudioOptions['modelOf'];
}

export type Place = Awaited<ReturnType<typeof openPlace>>;

/** A folder of stories with everything that a studio of them needs. `open` may be called again, as by another window. */
export async function openPlace(stories: Record<string, string>, options: PlaceOptions) {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'storyflow-studio-')));
  const root = join(base, 'stories');
  const path = (name: string) => join(root, name);
  for (const [name, text] of Object.entries(stories)) {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), text);
  }
  const log = memoryLog();
  const closers: (() => Promise<void>)[] = [];

  async function open(others: Partial<PlaceOptions> = {}) {
    const chosen = { ...options, ...others };
    const tasks = new TaskManager({ clock: systemClock, log });
    const studio = await createStudio({
      root,
      mediaRoot: storePaths(root).media,
      modelsFolder: join(base, 'models'),
      writer: wavWriter,
      cache: noCache,
      modelOf: () => Promise.resolve(undefined),
      tasks,
      log,
      sqliteWasm: () => readFile(SQLITE),
      readText: async (story) => (await readStoryFile(story)).text,
      writeText: replaceStoryText,
      ...chosen,
      settings: () => ({ speed: 1, pauses: DEFAULT_PAUSES, tables: 'read', ...chosen.settings }),
    });
    closers.push(async () => {
      await tasks.shutdown();
      studio.close();
    });
    return { studio, tasks, ended: (id: string) => ended(tasks, id) };
  }

  const media = storePaths(root).media;
  return {
    base,
    root,
    media,
    log,
    path,
    open,
    ...(await open()),
    wavOf: ({ projectId, id }: Pick<Segment, 'projectId' | 'id'>) => audioPath(media, projectId, id),
    write: (name: string, text: string) => writeFile(path(name), text),
    read: (name: string) => readFile(path(name), 'utf8'),
    /** Files below the media root, relative to it, in order. */
    async files(): Promise<string[]> {
      const entries = await readdir(media, { recursive: true, withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(media.length + 1))
        .sort();
    },
    async close() {
      for (const close of closers) await close();
      await rm(base, { recursive: true, force: true });
    },
  };
}

/** A cache that remembers nothing. */
const noCache: SpokenUtterances = { get: () => Promise.resolve(undefined), put: () => Promise.resolve() };

/** The segment with this heading. */
export function segmentOf(story: Story, heading: string): Segment {
  const found = story.segments.find(({ parsed }) => parsed.heading === heading);
  assert(found, `The story has no segment “${heading}”.`);
  return found;
}

/** The samples of a wav, by the letter of the format. */
export async function samplesOf(path: string): Promise<Float32Array> {
  const { samples } = readRiff(await readFile(path));
  return Float32Array.from(samples, (sample) => sample / 32768);
}

/** How a task ended. Waits no longer than PATIENCE_MS. */
export function ended(tasks: TaskManager, taskId: string): Promise<TaskStatusResponse> {
  return within(tasks.whenEnded(taskId), `the end of ${taskId}`);
}

/** What was promised, or a failure that says what was waited for. */
export async function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Waited ${PATIENCE_MS} ms for ${what}.`));
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
