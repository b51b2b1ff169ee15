import { messageOf, StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { unlockSegments } from '../store/locks';
import { removeFileInside, removeProjectFolder, type Removal } from '../store/mediaFiles';
import { removeLeftovers } from '../replaceFile';
import { audioPath, audioReference, projectReference } from '../store/paths';
import type { StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { sweepRemovals } from '../store/sweepRemovals';
import { partsOf, removeSection } from '../story/removeSection';
import type { TaskManager } from '../tasks/taskManager';
import type { Library } from './library';

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
  const detached = (await deps.store.getSegment(segmentId))?.detached;
  if (detached) {
    await forgetSegments([segmentId], deps);
    return;
  }
  const found = await deps.library.segment(segmentId);
  // The others' records must know their places before the text moves, so that none is taken for a new one.
  const isWritten = found.story.segments.some(({ stored }) => stored);
  const story = isWritten ? await deps.library.keep(found.story) : found.story;
  const index = story.segments.findIndex(({ id }) => id === deps.library.currentId(segmentId));
  const parts = withParts ? partsOf(story.parsed.segments, index) : 0;
  const doomed = story.segments.slice(index, index + 1 + parts);
  const after = removeSection(story.source, story.parsed.segments, index, withParts);
  await deps.writeText(story.path, story.source, after);
  for (const { id } of doomed) deps.tasks.cancelAll('now', { segmentId: id });
  await forgetSegments(
    doomed.map(({ id }) => id),
    deps,
  );
  await deps.library.open(story.path);
}

/**
 * Deletes what StoryFlow made for a project: audio, images and records, never the manuscript (decision D-29). A task
 * that works on it is stopped first (D-26). Rejects with ProjectNotFound.
 */
export async function deleteProject(projectId: string, deps: DeletionDeps): Promise<void> {
  const { store, tasks, library, mediaRoot } = deps;
  const segments = await store.listSegments(projectId);
  const detached = (await store.listDetached()).filter((segment) => segment.projectId === projectId);
  if (!(await store.getProject(projectId))) {
    throw new StoryFlowError(
      'ProjectNotFound',
      `There is no project with the id "${projectId}": nothing was deleted.`,
    );
  }
  const active = tasks.activeTasks({ projectId });
  tasks.cancelAll('now', { projectId });
  await Promise.all(active.map((id) => tasks.whenEnded(id)));
  const folder = projectReference(projectId);
  const removal = await removeProjectFolder(mediaRoot, projectId);
  await unlock(
    [...segments, ...detached].map(({ id }) => id),
    deps,
  );
  await store.deleteProject(projectId, isLeft(folder, removal, deps.log) ? [folder] : []);
  library.forget(projectId);
}

/** Removes files that an earlier deletion could not remove (statement 51), from the recorded list only. */
export async function sweep({
  store,
  mediaRoot,
  log,
}: Pick<DeletionDeps, 'store' | 'mediaRoot' | 'log'>): Promise<void> {
  const recorded = await store.listRemovals();
  if (recorded.length === 0) return;
  await store.forgetRemovals(await sweepRemovals(mediaRoot, recorded, log));
}

async function forgetSegments(ids: readonly string[], deps: DeletionDeps): Promise<void> {
  for (const id of ids) {
    const stored = await deps.store.getSegment(id);
    // A segment that was never written has no files either.
    if (!stored) continue;
    const left = await removeFiles(stored, deps);
    await unlock([id], deps);
    await deps.store.deleteSegment(id, left);
  }
}

/** Removes a segment's files and returns those that could not be removed, relative to the media root. */
async function removeFiles(
  { id, projectId, imageFile }: StoredSegment,
  { mediaRoot, log }: DeletionDeps,
): Promise<string[]> {
  const audio = audioReference(projectId, id);
  const files = [audio, ...(imageFile === undefined ? [] : [imageFile])];
  await removeLeftovers(audioPath(mediaRoot, projectId, id));
  const left: string[] = [];
  for (const file of files) if (isLeft(file, await removeFileInside(mediaRoot, file), log)) left.push(file);
  return left;
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
  try {
    await unlockSegments(library.root, ids);
  } catch (error) {
    log.warn(`The locks of deleted segments could not be removed: ${messageOf(error)}`);
  }
}
