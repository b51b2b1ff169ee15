import { isErrorCode } from '../errors';
import { deleteSegment, removeWav, type DeletionDeps } from './deletion';
import type { Library } from './library';
import type { Segment, Story } from './story';
import { assertUnlocked, withLocksHeld } from './unlocked';

/**
 * Removes the wavs of segments; their texts, images and records stay. A file that cannot be removed is recorded for the
 * next sweep (statement 51). A task that is to make one of them makes it again. Rejects with SegmentNotFound or
 * SegmentLocked for any of them, then none is removed, and with MediaNotWritable.
 */
export async function removeAudio(
  segmentIds: readonly string[],
  { library, store, mediaRoot, log }: Omit<DeletionDeps, 'tasks' | 'writeText'>,
): Promise<void> {
  const kept = (await unlockedSegments(segmentIds, library)).filter(({ stored }) => stored);
  if (kept.length === 0) return;
  await withLocksHeld(library.root, async () => {
    // One may have been deleted or locked meanwhile.
    const segments = await unlockedSegments(
      kept.map(({ id }) => id),
      library,
    );
    const left: string[] = [];
    for (const segment of segments)
      left.push(...(await removeWav(segment.stored ?? segment, { mediaRoot, log })));
    await store.clearAudio(
      segments.map(({ id }) => id),
      left,
    );
  });
}

/**
 * Deletes segments whose text vanished, with wav, image, lock and record. One whose text came back stays, so no text is
 * ever touched. Resolves with the ids of those that were deleted; rejects as `deleteSegment` does.
 */
export async function deleteDetached(segmentIds: readonly string[], deps: DeletionDeps): Promise<string[]> {
  const isBack = new Error('The text of this segment is there again.');
  const writeText = () => Promise.reject(isBack);
  const deleted: string[] = [];
  for (const id of segmentIds) {
    try {
      await deleteSegment(id, { ...deps, writeText });
      deleted.push(id);
    } catch (error) {
      // Another window may have been faster.
      if (error !== isBack && !isErrorCode(error, 'SegmentNotFound')) throw error;
    }
  }
  return deleted;
}

/** The segments as they are now. A story is opened once for all that are in it. */
async function unlockedSegments(segmentIds: readonly string[], library: Library): Promise<Segment[]> {
  let story: Story | undefined;
  const segments: Segment[] = [];
  for (const segmentId of segmentIds) {
    const id = library.currentId(segmentId);
    let segment = story?.segments.find((each) => each.id === id);
    if (!segment) ({ story, segment } = await library.segment(segmentId));
    assertUnlocked(segment);
    segments.push(segment);
  }
  return segments;
}
