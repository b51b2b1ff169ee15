import { isLocked, type Lock, type LockFile } from '../store/locks';
import { isId } from '../store/paths';
import type { StoredSegment } from '../store/segmentRow';
import { reconcile, type KnownSegment } from '../story/reconcile';
import { isMarkedAs } from './lockedMarks';
import { factsOf, type ReadSegment } from './readStory';
import type { Segment } from './story';

/** What locks mean for one segment. */
export type Held = Pick<Segment, 'isLocked' | 'locks' | 'lockedText'>;

/** The locks of a story that name no segment that is known, as in a fresh clone: locks come with git, audio does not. */
export function lockedFacts(
  locks: LockFile,
  storyPath: string,
  known: readonly KnownSegment[],
): KnownSegment[] {
  const own = locks.locks.filter(({ story, segmentId }) => story === storyPath && isId(segmentId));
  const unknown = new Map(own.map((lock) => [lock.segmentId, lock]));
  if (unknown.size > 0) for (const { id } of known) unknown.delete(id);
  if (unknown.size === 0) return [];
  // Behind all others: of two that are alike, the one with a record is the one.
  const last = known.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  return [...unknown.values()].map((lock, index) => ({ ...factsOfLock(lock), sequence: last + 1 + index }));
}

/** What locks are about besides a story's text. */
export interface LockedStory {
  readonly storyPath: string;
  readonly locks: LockFile;
  /** Whether the store has a segment: then its lock is its own, wherever its text is. */
  readonly isStored: (segmentId: string) => boolean;
}

/** What locks mean for the segment at each place in a story's text. `ids` are those of the segments, by place. */
export function heldLocks(
  segments: readonly ReadSegment[],
  ids: readonly string[],
  story: LockedStory,
): (index: number) => Held {
  const { locks, storyPath } = story;
  const byId = new Map<string, Lock[]>();
  for (const lock of locks.locks) add(byId, lock.segmentId, lock);
  const strays = strayLocks(segments, ids, story);
  return (index) => {
    const id = ids[index] ?? '';
    const [own, stray] = [byId.get(id), strays.get(index)];
    if (!own && !stray && !isLocked(locks, id, storyPath)) return FREE;
    const held = [...(own ?? []), ...(stray ?? [])];
    const [lock] = held;
    // The hash also tells how a text is divided, which a restored text may differ in and still be heard the same.
    const now = segments[index];
    const isSame =
      lock?.text === now?.text && now !== undefined && lock !== undefined && isMarkedAs(lock, now.parsed);
    const isChanged = lock && lock.textHash !== now?.plan.textHash && !isSame;
    return { isLocked: true, locks: held, lockedText: isChanged ? lock.text : undefined };
  };
}

const FREE: Held = { isLocked: false, locks: [], lockedText: undefined };

/**
 * Locks whose id nobody has, by the place of the segment that they mean by heading or text. The text was given another
 * id while the lock file could not be read, or on another machine: its lock must hold it all the same.
 */
function strayLocks(
  segments: readonly ReadSegment[],
  ids: readonly string[],
  { storyPath, locks, isStored }: LockedStory,
): ReadonlyMap<number, Lock[]> {
  const own = locks.locks.filter(({ story, segmentId }) => story === storyPath && !isStored(segmentId));
  const isThere = new Set(own.length > 0 ? ids : []);
  const strays = own.filter(({ segmentId }) => !isThere.has(segmentId));
  const found = new Map<number, Lock[]>();
  if (strays.length === 0) return found;
  const facts = segments.map(factsOf);
  // Several may mean one segment: each round finds one for it.
  let left = strays;
  while (left.length > 0) {
    const known = left.map((lock, sequence) => ({ ...factsOfLock(lock), id: String(sequence), sequence }));
    const { kept } = reconcile(known, facts);
    if (kept.length === 0) break;
    const settled = new Set<Lock>();
    for (const { id, index, reason } of kept) {
      const lock = left[Number(id)];
      if (!lock) continue;
      settled.add(lock);
      if (reason !== 'place') add(found, index, lock);
    }
    left = left.filter((lock) => !settled.has(lock));
  }
  return found;
}

/** The last segment that was made of a stored one. */
const shown = new WeakMap<StoredSegment, StoredSegment>();

/**
 * A segment without text with the lock that locks.json gives it now: the store's copy may be older, as after a merge by
 * git, and what is not locked may be deleted unasked. The same object as long as nothing changed.
 */
export function lockedAsNow(stored: StoredSegment, locks: LockFile, storyPath: string): StoredSegment {
  const now = isLocked(locks, stored.id, storyPath);
  if (now === stored.isLocked) return stored;
  const before = shown.get(stored);
  if (before) return before;
  const after = { ...stored, isLocked: now };
  shown.set(stored, after);
  return after;
}

function add<Key>(lists: Map<Key, Lock[]>, key: Key, lock: Lock): void {
  const list = lists.get(key);
  if (list) list.push(lock);
  else lists.set(key, [lock]);
}

/** What a lock remembers of its segment, as texts are compared with. */
export function factsOfLock({
  segmentId,
  heading,
  ordinal,
  textHash,
  text,
}: Lock): Omit<KnownSegment, 'sequence'> {
  return { id: segmentId, heading, ordinal, textHash, text };
}
