import { lstat, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { restateWav } from '../audio/restateWav';
import { StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { pathBeside, removeLeftovers, renameOver } from '../replaceFile';
import { notWritable } from '../store/fileError';
import { fileStamp, isSameStamp, type FileStamp } from '../store/fileStamp';
import { copyImage } from '../store/imageFiles';
import { isInsideMedia } from '../store/mediaFiles';
import { audioPath, audioReference, imageReference, isFileName } from '../store/paths';
import type { StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import type { MovedSegment } from '../store/storySync';
import { sweepRemovals } from '../store/sweepRemovals';
import { nameOf, type Segment, type Story } from './story';
import { withLocksHeld } from './unlocked';

export interface MoveMediaDeps {
  readonly root: string;
  readonly mediaRoot: string;
  readonly store: SegmentStore;
  readonly log: Log;
  /** Writes the records; resolves with false, and changes nothing, when they are others by now. */
  readonly write: (moved: readonly MovedSegment[]) => Promise<boolean>;
}

type Borrowed = Segment & { readonly stored: StoredSegment };

/** A segment whose wav, if it has one, was copied beside its new place. */
interface Prepared {
  readonly segment: Borrowed;
  readonly beside: string | undefined;
  /** Of the wav that was copied. */
  readonly stamp: FileStamp | undefined;
}

/**
 * Takes wavs and images of segments that come from other stories along to their new one. New files are recorded as to be
 * removed before they appear, and old ones in the same step that makes the new ones valid: a sweep removes what a killed
 * process left, and nothing else. Resolves with false when the records or a wav changed meanwhile.
 */
export async function moveMedia(
  story: Story,
  borrowed: readonly Borrowed[],
  deps: MoveMediaDeps,
): Promise<boolean> {
  const { root, mediaRoot, store } = deps;
  const prepared: Prepared[] = [];
  try {
    for (const segment of borrowed) prepared.push(await prepare(story, segment, mediaRoot));
    const targets = borrowed.flatMap((segment) => targetsOf(story, segment));
    return await withLocksHeld(root, async () => {
      for (const { segment, stamp } of prepared) {
        const now = await fileStamp(audioPath(mediaRoot, segment.stored.projectId, segment.id));
        if (!isSameStamp(stamp ?? now, now)) return false;
      }
      await store.recordRemovals(targets);
      const moved: MovedSegment[] = [];
      for (const each of prepared) moved.push(await putInPlace(story.projectId, each, mediaRoot));
      if (!(await deps.write(moved))) {
        await removeRecorded(targets, deps);
        return false;
      }
      await removeRecorded(
        moved.flatMap(({ filesLeft }) => filesLeft),
        deps,
      );
      return true;
    });
  } finally {
    for (const { beside } of prepared)
      if (beside !== undefined) await rm(beside, { force: true }).catch(() => undefined);
  }
}

async function prepare(story: Story, segment: Borrowed, mediaRoot: string): Promise<Prepared> {
  const { id, stored, parsed } = segment;
  const from = audioPath(mediaRoot, stored.projectId, id);
  const to = audioPath(mediaRoot, story.projectId, id);
  const isFile = (await lstat(from).catch(() => undefined))?.isFile() ?? false;
  if (!stored.audio || !isFile || !(await areInside(mediaRoot, from, to)))
    return { segment, beside: undefined, stamp: undefined };
  await mkdir(dirname(to), { recursive: true }).catch((error: unknown) => {
    throw notWritable(dirname(to), error);
  });
  await removeLeftovers(to);
  const stamp = await fileStamp(from);
  const beside = pathBeside(to);
  const isCopied = await restateWav(from, beside, (tags) => ({
    ...tags,
    projectId: story.projectId,
    story: story.storyPath,
    // A wav's record has a limit; nobody's heading does.
    heading: parsed.heading.slice(0, 1000),
    ordinal: parsed.ordinal,
    image: imageNameOf(stored) ?? '',
  }));
  if (isCopied) return { segment, beside, stamp };
  throw new StoryFlowError(
    'MediaNotWritable',
    `The audio file ${from} of ${nameOf(segment)} could not be taken along to “${story.title}”, because it cannot be read: check the disk and try again.`,
  );
}

/** Gives the files of a segment their names in its new story. */
async function putInPlace(
  projectId: string,
  { segment: { id, stored }, beside }: Prepared,
  mediaRoot: string,
): Promise<MovedSegment> {
  const path = audioPath(mediaRoot, projectId, id);
  if (beside !== undefined)
    await renameOver(beside, path).catch((error: unknown) => {
      throw notWritable(path, error);
    });
  const [file, name] = [stored.imageFile, imageNameOf(stored)];
  const hasImage =
    file !== undefined && name !== undefined && (await copyImage(mediaRoot, file, { projectId, name }));
  const hasAudio = stored.audio && beside !== undefined;
  return {
    id,
    from: stored.projectId,
    audio: hasAudio ? { ...stored.audio, stamp: await fileStamp(path) } : undefined,
    imageName: hasImage ? name : undefined,
    filesLeft: [
      ...(hasAudio || !stored.audio ? [audioReference(stored.projectId, id)] : []),
      ...(hasImage ? [file] : []),
    ],
  };
}

/** Where the files of a segment will be, relative to the media root. */
function targetsOf({ projectId }: Story, { id, stored }: Borrowed): string[] {
  const name = imageNameOf(stored);
  const image = name === undefined ? [] : [imageReference(projectId, name)];
  return [audioReference(projectId, id), ...image];
}

/** Removes files that were recorded for it. What cannot be removed now is removed by a later sweep. */
async function removeRecorded(
  files: readonly string[],
  { mediaRoot, store, log }: MoveMediaDeps,
): Promise<void> {
  await store.forgetRemovals(await sweepRemovals(mediaRoot, files, log));
}

function imageNameOf({ imageFile }: StoredSegment): string | undefined {
  const name = imageFile?.split('/').at(-1);
  return name !== undefined && isFileName(name) ? name : undefined;
}

async function areInside(mediaRoot: string, ...paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (!(await isInsideMedia(mediaRoot, path))) return false;
  return true;
}
