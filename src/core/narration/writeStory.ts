import { isErrorCode, messageOf } from '../errors';
import type { Log } from '../ports';
import { restateLocks } from '../store/locks';
import type { SegmentStore } from '../store/segmentStore';
import type { MovedSegment } from '../store/storySync';
import { moveMedia } from './moveMedia';
import { contentsOf, isAsStored } from './segmentContents';
import { borrowedOf, type Story } from './story';

export interface WriteStoryDeps {
  readonly root: string;
  readonly mediaRoot: string;
  readonly store: SegmentStore;
  readonly log: Log;
}

/** What became of writing a story. `refused`: the store has another window's segments, so it must be read again. */
export type Outcome = 'unchanged' | 'written' | 'refused';

/**
 * Writes what a story's text says to the store and to locks.json; what it borrowed of other stories becomes its own, with
 * wav and image. `removable` are the ids of those that the writer removed from the text. Whoever stops in between leaves
 * what the next look understands. Rejects with MediaNotWritable.
 */
export async function writeStory(
  story: Story,
  removable: ReadonlySet<string>,
  deps: WriteStoryDeps,
): Promise<Outcome> {
  const { store } = deps;
  const { projectId, title, storyPath, segments, detached, moved, replaced } = story;
  await restate(story, deps);
  const stored = new Map(segments.map((segment) => [segment.id, segment.stored]));
  const borrowed = borrowedOf(story);
  const isBorrowed = new Set(borrowed.map(({ id }) => id));
  const changed = contentsOf(segments).filter(
    (content) => isBorrowed.has(content.id) || !isAsStored(content, stored.get(content.id)),
  );
  const vanished = detached.filter((segment) => !segment.detached);
  if (changed.length + vanished.length + replaced.length === 0) {
    const project = await store.projectByStory(storyPath);
    if (project?.id === projectId && project.title === title) return 'unchanged';
  }
  const sync = {
    kept: changed.filter(({ id }) => stored.get(id)),
    added: changed.filter(({ id }) => !stored.get(id)),
    gone: vanished.map(({ id }) => ({ id, isRemovable: removable.has(id) })),
    replaced: replaced.map(({ id }) => id),
  };
  const own = segments.filter((each) => each.stored && !isBorrowed.has(each.id));
  const expected = [...own, ...detached, ...moved, ...replaced].map(({ id }) => id);
  const write = (files: readonly MovedSegment[]) =>
    store.keepStory({ id: projectId, title, storyPath }, expected, sync, files);
  const isWritten =
    borrowed.length === 0 ? await write([]) : await moveMedia(story, borrowed, { ...deps, write });
  return isWritten ? 'written' : 'refused';
}

/**
 * Says in locks.json where the locked segments of a story are now. It comes before the store: whoever stops in between
 * has locks that hold by their ids.
 */
async function restate(
  { segments, detached, storyPath, movedFrom, lockedFrom }: Story,
  { root, log }: WriteStoryDeps,
): Promise<void> {
  const isElsewhere = segments.some(({ locks }) => locks.some(({ story }) => story !== storyPath));
  if (movedFrom === undefined && lockedFrom.length === 0 && !isElsewhere) return;
  try {
    // A lock may name a segment by an id of another machine.
    const ofLocks = segments.flatMap(({ locks }) => locks.map(({ segmentId }) => segmentId));
    const segmentIds = [...[...segments, ...detached].map(({ id }) => id), ...ofLocks];
    await restateLocks(root, storyPath, { segmentIds, from: movedFrom });
  } catch (error) {
    // What cannot be read holds everything anyway; it is restated when it can be.
    if (!isErrorCode(error, 'SegmentLocked')) throw error;
    log.warn(messageOf(error));
  }
}
