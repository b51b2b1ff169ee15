import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { messageOf, StoryFlowError } from '../core/errors';
import { DEFAULT_PAUSES } from '../core/narration/planSegment';
import type { Studio } from '../core/narration/studio';
import type { Log } from '../core/ports';
import { storePaths } from '../core/store/paths';
import { findGitRoot, findRoot } from '../core/store/root';
import { readStoryFile, replaceStoryText } from '../core/storyFile';
import { defaultModelsFolder, openSession as open, type Session as StudioSession } from '../studio/session';

/** The options that all commands share, as they were typed. */
export interface SessionOptions {
  readonly root?: string;
  readonly media?: string;
  readonly models?: string;
  readonly voice?: string;
  readonly speed?: number;
  readonly emoji?: 'name' | 'silent';
}

export interface Session extends StudioSession {
  /** The studio of a story file and the file's absolute path. Rejects with StoryNotReadable. */
  studioOf(file: string): Promise<{ studio: Studio; path: string }>;
}

/** An engine that nobody used for this long is released, in milliseconds. */
const IDLE_MS = 5 * 60_000;

export function openSession(options: SessionOptions, log: Log): Session {
  const session = open({
    bundles: __dirname,
    log,
    modelsFolder: modelsFolderOf(options),
    threads: 0,
    idleMs: IDLE_MS,
    mediaRootOf: (root) => (options.media === undefined ? storePaths(root).media : resolve(options.media)),
    narrationOf: () => ({
      voiceArgument: options.voice,
      speedArgument: options.speed,
      speed: 1,
      pauses: DEFAULT_PAUSES,
      tables: 'read',
      emoji: options.emoji,
    }),
    readText: async (path) => (await readStoryFile(path)).text,
    writeText: replaceStoryText,
  });
  return {
    ...session,
    async studioOf(file) {
      const path = await absoluteFile(file);
      const root = options.root === undefined ? await rootOf(path) : await realpath(resolve(options.root));
      return { studio: await session.studio(root), path };
    },
  };
}

/** The folder with Kokoro's files: what `--models` says, else the one in the user's data folder. */
export function modelsFolderOf({ models }: Pick<SessionOptions, 'models'>): string {
  return models === undefined ? defaultModelsFolder() : resolve(models);
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
