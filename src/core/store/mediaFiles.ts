import { lstat, realpath, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { messageOf, StoryFlowError } from '../errors';
import { isBelow } from '../isBelow';
import { hasCode } from './fileError';
import { projectFolder } from './paths';

/** What became of a removal. It never throws: a file in use must not block a deletion. */
export type Removal =
  | { readonly outcome: 'removed' | 'missing' | 'notAFile' | 'outside' }
  | { readonly outcome: 'failed'; readonly reason: string };

/**
 * Removes one regular file under the media root. `path` is absolute or relative to the media root.
 * A link is not followed and not removed; what does not lie under the real media root is left alone.
 */
export async function removeFileInside(mediaRoot: string, path: string): Promise<Removal> {
  try {
    const place = await placeInside(mediaRoot, path);
    if (!place) return { outcome: 'outside' };
    if (!(await lstat(place)).isFile()) return { outcome: 'notAFile' };
    await unlink(place);
    return { outcome: 'removed' };
  } catch (error) {
    return removalFrom(error);
  }
}

/** Removes everything a project keeps under the media root: images, audio, output. */
export async function removeProjectFolder(mediaRoot: string, projectId: string): Promise<Removal> {
  const path = projectFolder(mediaRoot, projectId);
  try {
    const place = await placeInside(mediaRoot, path);
    if (!place) return { outcome: 'outside' };
    if (!(await lstat(place)).isDirectory()) return { outcome: 'notAFile' };
    await rm(place, { recursive: true });
    return { outcome: 'removed' };
  } catch (error) {
    return removalFrom(error);
  }
}

/** Whether a path, whether it exists or not, lies below the media root once links are followed. */
export async function isInsideMedia(mediaRoot: string, path: string): Promise<boolean> {
  const root = await realPathOf(resolve(mediaRoot));
  return isBelow(root, await realPathOf(resolve(mediaRoot, path)));
}

/** Rejects with MediaNotWritable when a link would lead what is written at this path out of the media root. */
export async function assertInsideMedia(mediaRoot: string, path: string): Promise<void> {
  if (await isInsideMedia(mediaRoot, path)) return;
  throw new StoryFlowError(
    'MediaNotWritable',
    `${path} was not written, because a link leads from there out of the media folder: remove that link and try again.`,
  );
}

/** Where the path really lies: its folder's links are followed, its own last step is not. */
async function placeInside(mediaRoot: string, path: string): Promise<string | undefined> {
  const root = await realPathOf(resolve(mediaRoot));
  const wanted = resolve(mediaRoot, path);
  const place = join(await realPathOf(dirname(wanted)), basename(wanted));
  return isBelow(root, place) ? place : undefined;
}

/** Follows the links of the part of the path that exists. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (!hasCode(error, 'ENOENT', 'ENOTDIR') || parent === path) throw error;
    return join(await realPathOf(parent), basename(path));
  }
}

function removalFrom(error: unknown): Removal {
  if (hasCode(error, 'ENOENT', 'ENOTDIR')) return { outcome: 'missing' };
  return { outcome: 'failed', reason: messageOf(error) };
}
