import { isErrorCode, messageOf, StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { isLocked, readLocks, unlockSegments } from '../store/locks';
import { isInsideMedia, removeFileInside, removeProjectFolder, type Removal } from '../store/mediaFiles';
import { removeLeftovers } from '../replaceFile';
import { audioPath, audioReference, projectReference } from '../store/paths';
import type { StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { sweepRemovals } from '../store/sweepRemovals';
import { moveToTrash } from '../store/trash';
import { partsOf, removeSection } from '../story/removeSection';
import type { TaskManager } from '../tasks/taskManager';
import type { Library } from './library';
import { segmentNotFound, type Story } from './story';
import { withLocksHeld } from './unlocked';

export interface DeletionDeps {
  readonly library: Library;
  readonly store: SegmentStore;
  readonly tasks: TaskManager;
  readonly mediaRoot: string;
  readonly log: Log;
  /** Replaces a story's text if it still is `before`. Rejects when it is not, or cannot be written. */
  readonly writeText: (path: string, before: string, after: string) => Promise<void>;
}

/**
 * Deletes a segment: its section in the Markdown, then its wav and image, then its record (statement 49). A locked
 * one can be deleted. `withParts` also deletes the sections below its heading (decision D-30).
 * Rejects with SegmentNotFound, or when the story cannot be written; nothing is deleted then.
 */
export async function deleteSegment(
  segmentId: string,
  deps: DeletionDeps,
  { withParts = false } = {},
): Promise<void> {
  const { library } = deps;
  const story = await storyOf(segmentId, deps);
  const index = story?.segments.findIndex(({ id }) => id === library.currentId(segmentId)) ?? -1;
  if (!story || index === -1) {
    await deleteWithoutText(library.currentId(segmentId), deps);
    return;
  }
  const parts = withParts ? partsOf(story.parsed.segments, index) : 0;
  const doomed = story.segments.slice(index, index + 1 + parts).map(({ id }) => id);
  const after = removeSection(story.source, story.parsed.segments, index, withParts);
  await deps.writeText(story.path, story.source, after);
  library.forgetSegments(story.path, doomed);
  stopSpeaking(doomed, deps);
  await forgetSegments(doomed, deps);
  await library.open(story.path);
}

/**
 * Deletes what StoryFlow made for a project: audio, images and records, never the manuscript (decision D-29). A task
 * that works on it is stopped first (D-26). Rejects with ProjectNotFound.
 */
export async function deleteProject(projectId: string, deps: DeletionDeps): Promise<void> {
  const { store, tasks, library, mediaRoot, log } = deps;
  const id = library.currentId(projectId);
  // Nothing may be removed of what the database will then not let go of.
  await store.refresh();
  // What moved to another story is that story's.
  await library.keepBorrowersOf(id);
  if (!(await store.getProject(id))) {
    // Of a story that was only looked at there is nothing to delete.
    if (library.hasOpened(id)) return;
    throw new StoryFlowError(
      'ProjectNotFound',
      `There is no project with the id "${projectId}": nothing was deleted.`,
    );
  }
  const active = tasks.activeTasks({ projectId: id });
  tasks.cancelAll('now', { projectId: id });
  await Promise.all(active.map((task) => tasks.whenEnded(task)));
  const detached = (await store.listDetached()).filter((segment) => segment.projectId === id);
  const segments = [...(await store.listSegments(id)), ...detached];
  const folder = projectReference(id);
  const removal = await removeProjectFolder(mediaRoot, id);
  await unlock(
    segments.map((segment) => segment.id),
    deps,
  );
  await store.deleteProject(id, isLeft(folder, removal, log) ? [folder] : []);
  library.forget(id);
  // Another window may have finished a wav before the record was gone.
  await removeProjectFolder(mediaRoot, id);
}

/** Removes files that an earlier deletion could not remove (statement 51), from the recorded list only. */
export async function sweep({
  library,
  store,
  mediaRoot,
  log,
}: Pick<DeletionDeps, 'library' | 'store' | 'mediaRoot' | 'log'>): Promise<void> {
  const recorded = async () => {
    await store.refresh();
    return store.listRemovals();
  };
  if ((await recorded()).length === 0) return;
  // Another window may just be making one of these files again, or moving it, and then takes it off the list.
  await withLocksHeld(library.root, async () => {
    await store.forgetRemovals(await sweepRemovals(mediaRoot, await recorded(), log));
  });
}

/** The story that a segment stands in, with records that know their places; undefined when it stands in none. */
async function storyOf(segmentId: string, { library }: DeletionDeps): Promise<Story | undefined> {
  try {
    const { story } = await library.segment(segmentId);
    // The others' records must know their places before the text moves, so that none is taken for a new one.
    return story.segments.some(({ stored }) => stored) ? await library.keep(story) : story;
  } catch (error) {
    if (isErrorCode(error, 'SegmentNotFound')) return undefined;
    throw error;
  }
}

/** Deletes a detached segment, or one whose deletion stopped after its text was gone. */
async function deleteWithoutText(segmentId: string, deps: DeletionDeps): Promise<void> {
  if (!(await deps.store.getSegment(segmentId))) throw segmentNotFound(segmentId);
  await forgetSegments([segmentId], deps);
}

/** Ends the speaking of what is gone. A task that still waits finds out by itself when its turn comes (D-14). */
function stopSpeaking(ids: readonly string[], { tasks }: DeletionDeps): void {
  for (const task of ids.flatMap((segmentId) => tasks.activeTasks({ segmentId })))
    if (tasks.getTaskStatus(task).status === 'PROCESSING') tasks.cancelTask(task, 'now');
}

async function forgetSegments(ids: readonly string[], deps: DeletionDeps): Promise<void> {
  for (const id of ids) {
    const stored = await deps.store.getSegment(id);
    const left = stored ? await removeFiles(stored, deps) : [];
    await unlock([id], deps);
    // A segment that was never written has no record; its lock may have come with git.
    if (!stored) continue;
    await deps.store.deleteSegment(id, left);
    // Another window may have finished a wav before the record was gone.
    await removeFileInside(deps.mediaRoot, audioReference(stored.projectId, id));
  }
}

/**
 * Removes a segment's files and returns those that could not be removed, relative to the media root. Its wav can be made
 * again; its image goes to the trash.
 */
async function removeFiles(segment: StoredSegment, deps: DeletionDeps): Promise<string[]> {
  const { imageFile } = segment;
  const left = await removeWav(segment, deps);
  if (imageFile === undefined) return left;
  const isImageLeft = isLeft(imageFile, await trashImage(segment, imageFile, deps), deps.log);
  return isImageLeft ? [...left, imageFile] : left;
}

/** Removes a segment's wav, wherever its record says that it is (statement 50), and returns it when it could not be. */
export async function removeWav(
  { id, projectId }: Pick<StoredSegment, 'id' | 'projectId'>,
  { mediaRoot, log }: Pick<DeletionDeps, 'mediaRoot' | 'log'>,
): Promise<string[]> {
  const audio = audioReference(projectId, id);
  const path = audioPath(mediaRoot, projectId, id);
  if (await isInsideMedia(mediaRoot, path).catch(() => false)) await removeLeftovers(path);
  return isLeft(audio, await removeFileInside(mediaRoot, audio), log) ? [audio] : [];
}

async function trashImage(
  { id, projectId, heading, textHash }: StoredSegment,
  imageFile: string,
  { library: { root }, store, mediaRoot }: DeletionDeps,
): Promise<Removal> {
  const story = (await store.getProject(projectId))?.storyPath ?? '';
  const owner = { segmentId: id, projectId, story, heading, textHash, reason: 'deleted' } as const;
  return moveToTrash({ root, mediaRoot }, imageFile, owner);
}

function isLeft(file: string, removal: Removal, log: Log): boolean {
  if (removal.outcome === 'failed') {
    log.warn(`${file} could not be removed, and will be tried again: ${removal.reason}`);
    return true;
  }
  if (removal.outcome !== 'removed') log.debug(`${file} was not removed: ${removal.outcome}`);
  return false;
}

/** A lock of a segment that is gone would lock nothing; one that cannot be removed must not stop a deletion. */
async function unlock(ids: readonly string[], { library, log }: DeletionDeps): Promise<void> {
  const locks = await readLocks(library.root);
  const locked = ids.filter((id) => isLocked(locks, id, ''));
  if (locked.length === 0) return;
  try {
    await unlockSegments(library.root, locked);
  } catch (error) {
    log.warn(`The locks of deleted segments could not be removed: ${messageOf(error)}`);
  }
}
