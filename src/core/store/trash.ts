import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import * as z from 'zod';
import { messageOf } from '../errors';
import { replaceFile } from '../replaceFile';
import { hasCode, notWritable } from './fileError';
import { imageExtensions, imageFileName, readImage, writeImage } from './imageFiles';
import { isInsideMedia, removeFileInside, type Removal } from './mediaFiles';
import { isFileName, isId, isImageReference, storePaths, UUID_V4 } from './paths';

/** How long what was removed can come back, in milliseconds (decision D-15). */
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000;

export interface TrashPlaces {
  readonly root: string;
  readonly mediaRoot: string;
}

/** Whose image it was. */
export type ImageOwner = Pick<
  z.output<typeof record>,
  'segmentId' | 'projectId' | 'story' | 'heading' | 'textHash' | 'reason'
>;

/** An image in the trash: the picture `{id}.png` and the record `{id}.json` beside it. */
export type TrashedImage = z.output<typeof record> & { readonly id: string };

const record = z.object({
  segmentId: z.string().regex(UUID_V4),
  projectId: z.string().regex(UUID_V4),
  /** Relative to the root, with `/`. */
  story: z.string(),
  heading: z.string(),
  textHash: z.string(),
  /** In its project's image folder. */
  fileName: z
    .string()
    .refine((name) => isFileName(name) && imageExtensions.includes(extname(name).toLowerCase())),
  /** Milliseconds since 1970. */
  removedAt: z.number().int().nonnegative(),
  /** Whether its segment was deleted, or a person took it away or chose another: only the former comes back unasked. */
  reason: z.enum(['deleted', 'removed']),
});

/**
 * Moves a segment's image, named relative to the media root, to the trash. Never rejects: what cannot be moved stays.
 * Only a regular file in an image folder below the real media root is touched.
 */
export async function moveToTrash(
  places: TrashPlaces,
  imageFile: string,
  owner: ImageOwner,
): Promise<Removal> {
  try {
    const place = await placeOf(places.mediaRoot, imageFile);
    if ('outcome' in place) return place;
    await keepCopy(places.root, place.path, owner);
    return await removeFileInside(places.mediaRoot, imageFile);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return { outcome: 'missing' };
    return { outcome: 'failed', reason: messageOf(error) };
  }
}

/** Keeps a copy of an image that is about to be replaced. Rejects with MediaNotWritable; one that is missing needs none. */
export async function copyToTrash(places: TrashPlaces, imageFile: string, owner: ImageOwner): Promise<void> {
  try {
    const place = await placeOf(places.mediaRoot, imageFile);
    if ('path' in place) await keepCopy(places.root, place.path, owner);
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw notWritable(storePaths(places.root).trash, error);
  }
}

/** What is in the trash, newest first. Records that cannot be used are left out. */
export async function listTrash(root: string): Promise<TrashedImage[]> {
  const ids = (await namesInTrash(root)).filter((name) => name.endsWith('.json')).map(idOf);
  const found = await Promise.all(ids.map((id) => readRecord(root, id)));
  return found.flatMap((each) => each ?? []).sort((one, other) => other.removedAt - one.removedAt);
}

/**
 * Brings an image back as that of a segment; the trash keeps it until `forgetTrashed`. Resolves with its name in the
 * project's image folder; undefined when the trash does not have it any more. Rejects with MediaNotWritable and
 * InvalidImage.
 */
export async function restoreImage(
  { root, mediaRoot }: TrashPlaces,
  trashed: TrashedImage,
  to: { readonly segmentId: string; readonly projectId: string },
): Promise<string | undefined> {
  const path = join(storePaths(root).trash, pictureName(trashed));
  const isThere = await lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isThere) return undefined;
  const { bytes } = await readImage(path);
  const name = imageFileName(to.segmentId, trashed.fileName.replace(`${trashed.segmentId}_`, ''));
  await writeImage(mediaRoot, to.projectId, { name, bytes });
  return name;
}

/** Takes an image out of the trash for good. */
export async function forgetTrashed(root: string, trashed: TrashedImage): Promise<void> {
  await removeFromTrash(root, [pictureName(trashed), recordName(trashed.id)]);
}

/** Removes what has been in the trash for more than 30 days. Resolves with the number of files; it never rejects. */
export async function emptyTrash(root: string, now = Date.now()): Promise<number> {
  const names = await namesInTrash(root);
  const old: string[] = [];
  for (const id of new Set(names.map(idOf))) {
    const own = names.filter((name) => idOf(name) === id);
    const removedAt = (await readRecord(root, id))?.removedAt ?? (await newestChange(root, own));
    if (now - removedAt > KEPT_FOR) old.push(...own);
  }
  return removeFromTrash(root, old);
}

/** The real file of an image, or why there is none. Rejects with the system's error. */
async function placeOf(mediaRoot: string, imageFile: string): Promise<{ readonly path: string } | Removal> {
  if (!isImageReference(imageFile)) return { outcome: 'outside' };
  const path = join(mediaRoot, imageFile);
  if (!(await lstat(path)).isFile()) return { outcome: 'notAFile' };
  return (await isInsideMedia(mediaRoot, path)) ? { path } : { outcome: 'outside' };
}

/** The record is written first: a picture without one would be of no use. */
async function keepCopy(root: string, path: string, owner: ImageOwner): Promise<void> {
  const { folder, trash } = storePaths(root);
  const bytes = await readFile(path);
  if (!(await isInsideMedia(folder, trash))) throw new Error(`${trash} is a link that leads elsewhere`);
  await mkdir(trash, { recursive: true });
  const id = randomUUID();
  const entry = { ...owner, fileName: basename(path), removedAt: Date.now() };
  await replaceFile(join(trash, recordName(id)), `${JSON.stringify(record.parse(entry), undefined, 2)}\n`);
  await replaceFile(join(trash, pictureName({ ...entry, id })), bytes);
}

async function readRecord(root: string, id: string): Promise<TrashedImage | undefined> {
  try {
    const path = join(storePaths(root).trash, recordName(id));
    if (!(await lstat(path)).isFile()) return undefined;
    return { ...record.parse(JSON.parse(await readFile(path, 'utf8'))), id };
  } catch {
    return undefined;
  }
}

/** Names of the files that are StoryFlow's own: each begins with an id. */
async function namesInTrash(root: string): Promise<string[]> {
  const { folder, trash } = storePaths(root);
  try {
    if (!(await isInsideMedia(folder, trash))) return [];
    return (await readdir(trash)).filter((name) => isId(idOf(name)));
  } catch {
    return [];
  }
}

async function newestChange(root: string, names: readonly string[]): Promise<number> {
  const changes = names.map(async (name) => (await lstat(join(storePaths(root).trash, name))).mtimeMs);
  return Math.max(...(await Promise.all(changes).catch(() => [Infinity])));
}

async function removeFromTrash(root: string, names: readonly string[]): Promise<number> {
  const { folder, trash } = storePaths(root);
  let removed = 0;
  for (const name of names)
    if ((await removeFileInside(folder, join(trash, name))).outcome === 'removed') removed++;
  return removed;
}

const recordName = (id: string): string => `${id}.json`;

const pictureName = ({ id, fileName }: Pick<TrashedImage, 'id' | 'fileName'>): string =>
  id + extname(fileName).toLowerCase();

/** The part of a file's name before its first dot. */
function idOf(name: string): string {
  return name.split('.', 1)[0] ?? '';
}
