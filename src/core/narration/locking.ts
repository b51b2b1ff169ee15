import { lockSegments, unlockSegments } from '../store/locks';
import type { SegmentStore } from '../store/segmentStore';
import type { Library } from './library';
import { spokenText } from './planSegment';
import type { Segment, Story } from './story';

export interface LockingDeps {
  readonly library: Library;
  readonly store: SegmentStore;
}

/**
 * Locks segments of one story: their audio and image stay until they are unlocked, and their text as it is now is
 * remembered. Rejects with SegmentLocked when locks.json cannot be read, and with MediaNotWritable.
 */
export async function lock(
  story: Story,
  segments: readonly Segment[],
  { library, store }: LockingDeps,
): Promise<void> {
  const kept = await library.keep(story);
  const wanted = new Set(segments.map(({ id }) => library.currentId(id)));
  const locked = kept.segments.filter(({ id }) => wanted.has(id));
  await lockSegments(
    library.root,
    locked.map(({ id, parsed, plan, stored }) => ({
      segmentId: id,
      story: kept.storyPath,
      heading: parsed.heading,
      ordinal: parsed.ordinal,
      text: spokenText(parsed),
      textHash: plan.textHash,
      voice: stored?.audio?.voice ?? plan.settings.voice,
      speed: stored?.audio?.speed ?? plan.settings.speed,
    })),
  );
  for (const { id } of locked) await store.setLocked(id, true);
}

/** Unlocks segments. Rejects as `lock` does. */
export async function unlock(segments: readonly Segment[], { library, store }: LockingDeps): Promise<void> {
  await unlockSegments(
    library.root,
    segments.map(({ id }) => id),
  );
  for (const { id, stored } of segments) if (stored) await store.setLocked(id, false);
}
