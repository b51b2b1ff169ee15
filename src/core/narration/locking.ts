import { isLocked, lockSegments, readLocks, unlockSegments } from '../store/locks';
import type { SegmentStore } from '../store/segmentStore';
import type { Library } from './library';
import { lockedMarks } from './lockedMarks';
import { segmentNotFound, type Segment, type Story } from './story';

export interface LockingDeps {
  readonly library: Library;
  readonly store: SegmentStore;
}

/**
 * Locks segments of one story: their audio and image stay until they are unlocked, and their text as it is now is
 * remembered. Rejects with SegmentNotFound when one was deleted, then none is locked, with SegmentLocked when
 * locks.json cannot be read, and with MediaNotWritable.
 */
export async function lock(
  story: Story,
  segments: readonly Segment[],
  { library, store }: LockingDeps,
): Promise<void> {
  // What the caller has seen may be old, and the store must not be told of it.
  const kept = await library.keep(await library.open(story.path));
  const locked = segments.map((segment) => {
    const id = library.currentId(segment.id);
    const found = kept.segments.find((each) => each.id === id);
    if (!found) throw segmentNotFound(segment.id);
    return found;
  });
  await lockSegments(
    library.root,
    locked.map(({ id, parsed, plan, text, stored }) => ({
      segmentId: id,
      story: kept.storyPath,
      heading: parsed.heading,
      ordinal: parsed.ordinal,
      text,
      textHash: plan.textHash,
      voice: stored?.audio?.voice ?? plan.settings.voice,
      speed: stored?.audio?.speed ?? plan.settings.speed,
      ...lockedMarks(parsed),
    })),
  );
  await repeatLocks({ library, store });
}

/** Unlocks segments. Rejects as `lock` does. */
export async function unlock(segments: readonly Segment[], { library, store }: LockingDeps): Promise<void> {
  // Where the store refuses to be changed, the lock file stays as well.
  await store.refresh();
  await unlockSegments(
    library.root,
    // A lock may name the segment by an id of another machine.
    segments.flatMap(({ id, locks }) => [library.currentId(id), ...locks.map(({ segmentId }) => segmentId)]),
  );
  await repeatLocks({ library, store });
}

/** Tells the store, once for all segments, what the lock file says. */
async function repeatLocks({ library, store }: LockingDeps): Promise<void> {
  const locks = await readLocks(library.root);
  await store.setLocks((id, storyPath) => isLocked(locks, id, storyPath));
}
