import { rm } from 'node:fs/promises';
import { restateWav } from '../audio/restateWav';
import { pathBeside, removeLeftovers, renameOver } from '../replaceFile';
import { notWritable } from '../store/fileError';
import { fileStamp } from '../store/fileStamp';
import { assertInsideMedia } from '../store/mediaFiles';
import { audioPath } from '../store/paths';
import type { SegmentStore } from '../store/segmentStore';
import type { Library } from './library';
import { withLocksHeld } from './unlocked';

export interface DismissDeps {
  readonly library: Library;
  readonly store: SegmentStore;
  readonly mediaRoot: string;
}

/**
 * Notes that somebody has listened to the audio of segments and found it right: it is ready then, and stays so until it
 * is made anew. The wav says so too, unless it is locked: then no byte of it is touched. Rejects with SegmentNotFound and
 * MediaNotWritable.
 */
export async function dismissChecks(segmentIds: readonly string[], deps: DismissDeps): Promise<void> {
  for (const id of segmentIds) await withLocksHeld(deps.library.root, () => dismiss(id, deps));
}

async function dismiss(segmentId: string, { library, store, mediaRoot }: DismissDeps): Promise<void> {
  const { segment } = await library.segment(segmentId);
  const { id, stored, isLocked } = segment;
  const audio = stored?.audio;
  if (!stored || !audio || audio.checks.length === 0) return;
  const path = audioPath(mediaRoot, stored.projectId, id);
  const stamp = isLocked ? audio.stamp : await withoutChecks(path, mediaRoot);
  await store.setAudio(id, { ...audio, checks: [], stamp });
}

/** Resolves with the stamp of the new file. */
async function withoutChecks(path: string, mediaRoot: string) {
  await assertInsideMedia(mediaRoot, path);
  await removeLeftovers(path);
  const beside = pathBeside(path);
  try {
    // A wav that is gone or damaged has nothing to say; that it is, is found when the story is looked at.
    if (await restateWav(path, beside, (tags) => ({ ...tags, checks: [] })))
      await renameOver(beside, path).catch((error: unknown) => {
        throw notWritable(path, error);
      });
    return await fileStamp(path);
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}
