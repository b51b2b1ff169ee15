import type { BulkTaskResponse, NothingToDoResponse, TaskResponse } from '../../api';
import type { Log, SpeechEngine, WavWriter } from '../ports';
import { findModel, missingFiles, modelUnavailable } from '../speech/kokoro/modelFiles';
import type { LexiconEntry } from '../speech/lexicon/entry';
import { isVoiceSyntaxError, parseVoice } from '../speech/kokoro/parseVoice';
import { chooseVoice } from '../speech/voiceId';
import { Database } from '../store/database';
import { lockReader } from '../store/locks';
import { SegmentStore } from '../store/segmentStore';
import type { ImageSource } from '../store/imageFiles';
import { storePaths } from '../store/paths';
import { emptyTrash } from '../store/trash';
import type { TaskManager } from '../tasks/taskManager';
import { dismissChecks } from './dismissChecks';
import { deleteProject, deleteSegment, sweep } from './deletion';
import {
  generateAllAudio,
  generateSegmentAudio,
  type AudioDeps,
  type GenerateAllOptions,
} from './generateAudio';
import type { UtteranceReport } from './generateSegment';
import { attachImage, removeImage, restoreFromTrash } from './images';
import { Library } from './library';
import { lock, unlock } from './locking';
import { listMissing, locateStory, removeMissing, type MissingStory } from './missingStories';
import type { NarrationSettings } from './readStory';
import { addEntry, removeWord, type RootLexicon } from './rootLexicon';
import { recreateLockedAudio } from './recreateLocked';
import { recallAudio } from './recallAudio';
import { deleteDetached, removeAudio } from './removeAudio';
import { restoreStore } from './restoreStore';
import { soundMemory } from './soundMemory';
import { soundtrack, type Soundtrack } from './soundtrack';
import type { SpokenUtterances } from './speakUtterances';
import type { Segment, Story } from './story';

export interface StudioOptions {
  /** Absolute path of the folder that has, or gets, `.storyflow/`. */
  readonly root: string;
  /** Absolute path. */
  readonly mediaRoot: string;
  /** Absolute path of the folder with Kokoro's files. */
  readonly modelsFolder: string;
  readonly engine: SpeechEngine;
  readonly writer: WavWriter;
  readonly cache: SpokenUtterances;
  /** What speaks a voice now; undefined where it is not there. */
  readonly modelOf: (voice: string) => Promise<string | undefined>;
  readonly tasks: TaskManager;
  readonly log: Log;
  readonly sqliteWasm: () => Promise<Uint8Array>;
  /** The newest text of a story. Rejects with StoryNotReadable. */
  readonly readText: (path: string) => Promise<string>;
  /** Replaces a story's text if it still is `before`. */
  readonly writeText: (path: string, before: string, after: string) => Promise<void>;
  readonly settings: () => NarrationSettings;
  readonly onUtterance?: (report: UtteranceReport) => void;
}

/** Everything that can be done with the stories of one root. The failures are those of the functions it is made of. */
export interface Studio {
  readonly root: string;
  readonly mediaRoot: string;
  open(path: string): Promise<Story>;
  /** The story as it would be with this text, which nothing remembers. */
  preview(path: string, source: string): Promise<Story>;
  project(projectId: string): Promise<Story>;
  /** The stories that are known and whose files are not there. */
  missing(): Promise<MissingStory[]>;
  /** Says which file a missing story is now. */
  locate(projectId: string, path: string): Promise<void>;
  /** Deletes what is kept of a missing story. */
  removeMissing(projectId: string): Promise<void>;
  /** A segment that stands in a story's text, with its story. */
  segment(segmentId: string): Promise<{ story: Story; segment: Segment }>;
  /** What is to be heard in a segment's wav, and where it stands in the saved text, or in this one. */
  soundtrack(segmentId: string, source?: string): Promise<Soundtrack>;
  /** Writes what a story's text says to the store: what vanished from it becomes detached (decision D-15). */
  keep(story: Story, removable?: ReadonlySet<string>): Promise<Story>;
  /** Whether anything of a story was ever written. */
  isKept(story: Story): Promise<boolean>;
  /** The id that a story or segment has now, where another process wrote it first. */
  currentId(id: string): string;
  generateSegmentAudio(segmentId: string, options?: { force?: boolean }): Promise<TaskResponse>;
  generateAllAudio(
    projectId: string,
    options?: GenerateAllOptions,
  ): Promise<BulkTaskResponse | NothingToDoResponse>;
  /** Makes the missing audio of locked segments again, with the text as it was locked; of all of a story by default. */
  recreateLockedAudio(
    projectId: string,
    segmentIds?: readonly string[],
  ): Promise<BulkTaskResponse | NothingToDoResponse>;
  deleteSegment(segmentId: string, options?: { withParts?: boolean }): Promise<void>;
  deleteProject(projectId: string): Promise<void>;
  /** Deletes segments whose text vanished, and resolves with those that were: one whose text came back stays. */
  deleteDetached(segmentIds: readonly string[]): Promise<string[]>;
  /** Removes wavs; texts, images and records stay. */
  removeAudio(segmentIds: readonly string[]): Promise<void>;
  /** Notes that the audio of these segments was listened to and is right. */
  dismissChecks(segmentIds: readonly string[]): Promise<void>;
  lock(story: Story, segments: readonly Segment[]): Promise<void>;
  unlock(segments: readonly Segment[]): Promise<void>;
  /** The file of the locks and why it cannot be read; undefined where it can. */
  locksProblem(): Promise<{ readonly path: string; readonly reason: string } | undefined>;
  /** What words are said otherwise. */
  lexicon(): Promise<RootLexicon>;
  /** Says a word otherwise from now on, in all stories of the root. */
  pronounce(entry: LexiconEntry): Promise<void>;
  /** Says a word as it is written again; resolves with the number of entries that were removed. */
  removeWord(word: string, language?: string): Promise<number>;
  /** Makes a picture (absolute path, or name and bytes) the image of a segment; the one before goes to the trash. */
  attachImage(segmentId: string, source: ImageSource): Promise<void>;
  removeImage(segmentId: string): Promise<void>;
  /** Gives new segments the images that equal ones had when they were deleted. */
  restoreImages(segmentIds: readonly string[]): Promise<void>;
  /** Gives new segments of a story the audio of what was spoken before, and resolves with those that got some. */
  recallAudio(story: Story, segmentIds: readonly string[]): Promise<string[]>;
  /** Removes files that an earlier deletion could not remove, and images that lay long enough in the trash. */
  sweep(): Promise<void>;
  /** Lets go of the database's memory. */
  close(): void;
}

/** Composes the studio of one root. Where the database is missing or damaged, what wavs say of themselves restores it. */
export async function createStudio(options: StudioOptions): Promise<Studio> {
  const { root, mediaRoot, modelsFolder, log, tasks } = options;
  const database = new Database({ root, log, wasmBinary: options.sqliteWasm });
  const store = new SegmentStore(database, log);
  const restore = () => restoreStore({ ...options, database, store });
  const library = new Library({
    ...options,
    database,
    store,
    onDatabaseReplaced: restore,
    hasModel: async (voice) => (await missingModel(modelsFolder, voice)) === undefined,
  });
  const deps: AudioDeps = {
    ...options,
    library,
    store,
    missingModel: (voice) => missingModel(modelsFolder, voice),
    onUtterance: options.onUtterance ?? (() => undefined),
  };
  const images = { library, store, mediaRoot, log };
  const sounds = { library, mediaRoot, readSound: soundMemory() };
  const deletion = { library, store, tasks, mediaRoot, log, writeText: options.writeText };
  await restore();
  const readLockFile = lockReader(root);
  return {
    root,
    mediaRoot,
    open: (path) => library.open(path),
    preview: (path, source) => library.preview(path, source),
    project: (id) => library.project(id),
    missing: () => listMissing({ library, store }),
    locate: (id, path) => locateStory(id, path, { library, store }),
    removeMissing: (id) => removeMissing(id, deletion),
    segment: (id) => library.segment(id),
    soundtrack: (id, source) => soundtrack(id, source, sounds),
    keep: (story, removable) => library.keep(story, removable),
    isKept: async ({ projectId }) => (await store.getProject(projectId)) !== undefined,
    currentId: (id) => library.currentId(id),
    generateSegmentAudio: (id, choice) => generateSegmentAudio(id, deps, choice),
    generateAllAudio: (id, choice) => generateAllAudio(id, deps, choice),
    recreateLockedAudio: (id, segmentIds) => recreateLockedAudio(id, deps, segmentIds),
    deleteSegment: (id, choice) => deleteSegment(id, deletion, choice),
    deleteProject: (id) => deleteProject(id, deletion),
    deleteDetached: (ids) => deleteDetached(ids, deletion),
    removeAudio: (ids) => removeAudio(ids, deletion),
    dismissChecks: (ids) => dismissChecks(ids, { library, store, mediaRoot }),
    lock: (story, segments) => lock(story, segments, { library, store }),
    unlock: (segments) => unlock(segments, { library, store }),
    async locksProblem() {
      const locks = await readLockFile();
      return locks.state === 'unreadable'
        ? { path: storePaths(root).locks, reason: locks.reason }
        : undefined;
    },
    lexicon: () => library.lexicon(),
    pronounce: (entry) => addEntry(root, entry),
    removeWord: (word, language) => removeWord(root, word, language),
    attachImage: async (id, source) => {
      await attachImage(id, source, images);
    },
    removeImage: (id) => removeImage(id, images),
    restoreImages: async (ids) => {
      await restoreFromTrash(ids, images);
    },
    recallAudio: (story, ids) => recallAudio(story, ids, { ...deps, onUtterance: () => undefined }),
    sweep: async () => {
      await sweep(deletion);
      await emptyTrash(root);
    },
    close: () => {
      database.close();
    },
  };
}

/** A sentence that names what a Kokoro voice lacks; by existence only, nothing is loaded (statement 9). */
export async function missingModel(folder: string, voice: string): Promise<string | undefined> {
  const choice = chooseVoice(voice);
  if ('voice' in choice && choice.engine === 'draft') return undefined;
  const blend = parseVoice(voice);
  if (isVoiceSyntaxError(blend)) return blend.message;
  return modelUnavailable(await missingFiles(await findModel(folder), blend))?.message;
}
