import { lockReader, locksOfMoved, type LockFile } from '../store/locks';
import { factsOf, type ReadSegment } from './readStory';
import { strandedLocks, type FoundLocks, type StrandedLocksOptions } from './strandedLocks';

/** A story that locks may be about. */
export interface LockedFile {
  /** Relative to the root, with `/`. */
  readonly storyPath: string;
  /** What the store calls it, where that is another path. */
  readonly movedFrom: string | undefined;
  readonly segments: readonly ReadSegment[];
}

/**
 * A function that reads a root's locks as they are for a story: those that name it, what it was called before, or a story
 * that is not there and whose text it has. It warns once of a file that cannot be read.
 */
export function storyLocks(options: StrandedLocksOptions): (story: LockedFile) => Promise<FoundLocks> {
  const { root, log } = options;
  const read = lockReader(root);
  const stranded = strandedLocks(options);
  /** The locks of a story that moved, as they are once they are restated. */
  const ofMoved = new WeakMap<LockFile, { readonly from: string; readonly locks: LockFile }>();
  let reported: string | undefined;

  const moved = (file: LockFile, storyPath: string, from: string | undefined): LockFile => {
    if (from === undefined) return file;
    const known = ofMoved.get(file);
    if (known?.from === from) return known.locks;
    const locks = locksOfMoved(file, storyPath, [from], ({ story }) => story === from);
    ofMoved.set(file, { from, locks });
    return locks;
  };

  return async ({ storyPath, movedFrom, segments }) => {
    const file = await read();
    const reason = file.state === 'unreadable' ? file.reason : undefined;
    if (reason !== undefined && reason !== reported)
      log.warn(`locks.json ${reason}: what it might name stays locked.`);
    reported = reason;
    return stranded(moved(file, storyPath, movedFrom), storyPath, () => segments.map(factsOf));
  };
}
