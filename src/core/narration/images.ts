import { messageOf, StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { withFileLock } from '../store/fileLock';
import { imageFileName, readImage, writeImage, type ImageSource } from '../store/imageFiles';
import { removeFileInside } from '../store/mediaFiles';
import { imageReference, storePaths } from '../store/paths';
import type { SegmentStore } from '../store/segmentStore';
import {
  copyToTrash,
  forgetTrashed,
  listTrash,
  moveToTrash,
  restoreImage,
  type ImageOwner,
  type TrashedImage,
} from '../store/trash';
import type { Library } from './library';
import { nameOf, segmentNotFound, type Segment, type Story } from './story';

export interface ImageDeps {
  readonly library: Library;
  readonly store: SegmentStore;
  readonly mediaRoot: string;
  readonly log: Log;
}

/**
 * Makes a picture the image of a segment; the one before goes to the trash once the new one is there. Resolves with the
 * image's path relative to the media root. Rejects with SegmentNotFound, SegmentLocked, InvalidImage, in that order,
 * and with MediaNotWritable; then the segment has what it had.
 */
export async function attachImage(segmentId: string, source: ImageSource, deps: ImageDeps): Promise<string> {
  const { library, store, mediaRoot } = deps;
  const { story } = await changeableSegment(segmentId, deps);
  const { name, bytes } = await readImage(source);
  await library.keep(story);
  return withImageHeld(segmentId, deps, async ({ owner, old }) => {
    const fileName = imageFileName(owner.segmentId, name);
    const file = imageReference(owner.projectId, fileName);
    if (file === old) await copyToTrash({ root: library.root, mediaRoot }, file, owner);
    await writeImage(mediaRoot, owner.projectId, { name: fileName, bytes });
    await store.setImage(owner.segmentId, fileName).catch(async (error: unknown) => {
      if (file !== old) await removeFileInside(mediaRoot, file);
      throw error;
    });
    if (old !== undefined && file !== old) await discard(old, owner, deps);
    return file;
  });
}

/** Moves a segment's image to the trash. Rejects with SegmentNotFound, SegmentLocked and MediaNotWritable. */
export async function removeImage(segmentId: string, deps: ImageDeps): Promise<void> {
  const { segment } = await changeableSegment(segmentId, deps);
  if (segment.stored?.imageFile === undefined) return;
  await withImageHeld(segmentId, deps, async ({ owner, old }) => {
    if (old === undefined) return;
    await discard(old, owner, deps);
    await deps.store.setImage(owner.segmentId, undefined);
  });
}

/**
 * Gives segments that are new the images that segments with the same story, heading and text had when they were
 * deleted: an undo brings them back (decision D-15). Resolves with the ids of those that got one. What cannot be
 * brought back stays in the trash.
 */
export async function restoreFromTrash(segmentIds: readonly string[], deps: ImageDeps): Promise<string[]> {
  const { library, log } = deps;
  const trash = (await listTrash(library.root)).filter(({ reason }) => reason === 'deleted');
  const restored: string[] = [];
  if (trash.length === 0) return restored;
  for (const id of segmentIds) {
    try {
      if (await restoreTo(id, trash, deps)) restored.push(library.currentId(id));
    } catch (error) {
      log.warn(`The image of segment ${id} was not restored: ${messageOf(error)}`);
    }
  }
  return restored;
}

async function restoreTo(segmentId: string, trash: TrashedImage[], deps: ImageDeps): Promise<boolean> {
  const { library, store, mediaRoot } = deps;
  const { story, segment } = await changeableSegment(segmentId, deps);
  if (segment.stored?.imageFile !== undefined) return false;
  const { heading, textHash } = ownerOf(story, segment);
  // A story that was renamed meanwhile is still the same project.
  const isOfStory = ({ story: path, projectId }: TrashedImage) =>
    path === story.storyPath || projectId === story.projectId;
  const index = trash.findIndex(
    (each) => isOfStory(each) && each.heading === heading && each.textHash === textHash,
  );
  const [found] = index < 0 ? [] : trash.splice(index, 1);
  if (!found) return false;
  await library.keep(story);
  return withImageHeld(segmentId, deps, async ({ owner, old }) => {
    if (old !== undefined) return false;
    const fileName = await restoreImage({ root: library.root, mediaRoot }, found, owner);
    if (fileName === undefined) return false;
    await store.setImage(owner.segmentId, fileName);
    await forgetTrashed(library.root, found);
    return true;
  });
}

/** What is changed, and the image that it has. */
interface HeldImage {
  readonly owner: ImageOwner;
  readonly old: string | undefined;
}

/** Runs `work` while nobody can lock the segment nor change its image. */
async function withImageHeld<T>(
  segmentId: string,
  deps: ImageDeps,
  work: (held: HeldImage) => Promise<T>,
): Promise<T> {
  return withFileLock(storePaths(deps.library.root).locks, async () => {
    // It may have been deleted or locked meanwhile.
    const { story, segment } = await changeableSegment(segmentId, deps);
    if (!segment.stored) throw segmentNotFound(segmentId);
    return work({ owner: ownerOf(story, segment), old: segment.stored.imageFile });
  });
}

async function changeableSegment(
  segmentId: string,
  { library }: ImageDeps,
): Promise<{ story: Story; segment: Segment }> {
  const found = await library.segment(segmentId);
  if (found.segment.isLocked) {
    throw new StoryFlowError(
      'SegmentLocked',
      `The image of ${nameOf(found.segment)} is locked and was left as it is: unlock it first.`,
    );
  }
  return found;
}

function ownerOf(story: Story, { id, projectId, parsed, plan }: Segment): ImageOwner {
  return {
    segmentId: id,
    projectId,
    story: story.storyPath,
    heading: parsed.heading,
    textHash: plan.textHash,
    reason: 'removed',
  };
}

/** Moves an image that is no longer used to the trash; one that cannot be moved is removed by a later sweep. */
async function discard(
  file: string,
  owner: ImageOwner,
  { library, store, mediaRoot, log }: ImageDeps,
): Promise<void> {
  const removal = await moveToTrash({ root: library.root, mediaRoot }, file, owner);
  if (removal.outcome === 'removed') return;
  log.debug(`${file} was not moved to the trash: ${removal.outcome}`);
  if (removal.outcome !== 'failed') return;
  log.warn(`${file} could not be moved to the trash, and will be removed later: ${removal.reason}`);
  await store.recordRemovals([file]);
}
