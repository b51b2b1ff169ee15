import { join } from 'node:path';
import type { Log } from '../ports';
import { locksOfMoved, type Lock, type LockFile } from '../store/locks';
import { isStoryPath } from '../store/paths';
import type { SegmentStore } from '../store/segmentStore';
import { recognised } from '../story/recognised';
import type { SegmentFacts } from '../story/reconcile';
import { isMissing } from '../storyFile';
import { factsOfLock } from './heldLocks';

export interface StrandedLocksOptions {
  readonly root: string;
  readonly store: SegmentStore;
  readonly log: Log;
}

/** The locks as they are for a story, and the stories that some of its locks still name. */
export interface FoundLocks {
  readonly locks: LockFile;
  /** Relative to the root, with `/`. The same list as long as nothing changed. */
  readonly lockedFrom: readonly string[];
}

const NONE: readonly string[] = [];

/**
 * A function that finds the locks of stories which are not there and which nobody knows, as in a fresh clone of stories
 * one of which was renamed by hand: a file that has the locked text is held by them. Two files that have it are both
 * held, as a lock too many can be taken away. Nothing is written.
 */
export function strandedLocks({ root, store, log }: StrandedLocksOptions) {
  /** What was found last for each story, so that it is the same object as long as nothing changed. */
  const last = new Map<string, { readonly of: LockFile; readonly ids: string; readonly found: FoundLocks }>();
  return async (
    file: LockFile,
    storyPath: string,
    segments: () => readonly SegmentFacts[],
  ): Promise<FoundLocks> => {
    const others = new Set(file.locks.map(({ story }) => story));
    others.delete(storyPath);
    if (others.size > 0) for (const project of await store.listProjects()) others.delete(project.storyPath);
    const claimed: Lock[] = [];
    for (const story of others) {
      if (!isStoryPath(story) || !(await isMissing(join(root, story)))) continue;
      const stranded = file.locks.filter((lock) => lock.story === story);
      const known = stranded.map((lock, sequence) => ({ ...factsOfLock(lock), sequence }));
      const found = recognised(known, segments());
      for (const lock of stranded)
        // What the store has is held by its id, wherever it is.
        if (found.has(lock.segmentId) && !(await store.getSegment(lock.segmentId))) claimed.push(lock);
    }
    if (claimed.length === 0) return { locks: file, lockedFrom: NONE };
    const ids = claimed.map(({ segmentId }) => segmentId).join(' ');
    const before = last.get(storyPath);
    if (before?.of === file && before.ids === ids) return before.found;
    const lockedFrom = [...new Set(claimed.map(({ story }) => story))];
    const isClaimed = new Set(claimed);
    const found = {
      locks: locksOfMoved(file, storyPath, lockedFrom, (lock) => isClaimed.has(lock)),
      lockedFrom,
    };
    log.info(
      `locks.json names ${lockedFrom.join(', ')}, which is not there: what it locked stands in ${storyPath} and stays locked.`,
    );
    last.set(storyPath, { of: file, ids, found });
    return found;
  };
}
