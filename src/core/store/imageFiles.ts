import { lstat, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { messageOf, StoryFlowError } from '../errors';
import { replaceFile } from '../replaceFile';
import { hasCode, notWritable } from './fileError';
import { isInsideMedia } from './mediaFiles';
import { imageReference } from './paths';

/** A picture that is to be attached: the absolute path of a file, or a name and what such a file would hold. */
export type ImageSource = string | NamedBytes;

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 20 MB. */
const MOST_BYTES = 20 * 1024 * 1024;

/** What a file must begin with to be what its extension says. Bytes are read as Latin-1. */
const KINDS: Record<string, { readonly name: string; readonly start: RegExp }> = {
  '.jpg': { name: 'JPEG', start: /^\xff\xd8\xff/ },
  '.jpeg': { name: 'JPEG', start: /^\xff\xd8\xff/ },
  '.png': { name: 'PNG', start: /^\x89PNG\r\n\x1a\n[^]{4}IHDR/ },
  '.webp': { name: 'WebP', start: /^RIFF[^]{4}WEBPVP8[ LX]/ },
};

export const imageExtensions = Object.keys(KINDS);

/** Reads a picture that can be attached. Rejects with InvalidImage: wrong extension, wrong content, too large, unreadable. */
export async function readImage(source: ImageSource): Promise<NamedBytes> {
  const name = lastStep(typeof source === 'string' ? source : source.name);
  const kind = KINDS[extensionOf(name)];
  if (!kind) throw invalid(name, `choose a file that ends in ${imageExtensions.join(', ')}`);
  const bytes = typeof source === 'string' ? await readSmall(source, name) : source.bytes;
  assertSize(name, bytes.length);
  if (!kind.start.test(Buffer.from(bytes.subarray(0, 16)).toString('latin1')))
    throw invalid(name, `its content is no ${kind.name} picture; export it again, or correct its extension`);
  return { name, bytes };
}

/** The name under which a segment's image is kept: nothing in it can lead elsewhere or be refused by a file system. */
export function imageFileName(segmentId: string, name: string): string {
  const file = lastStep(name);
  const extension = extensionOf(file);
  const words = file.slice(0, file.length - extension.length).normalize('NFC');
  const stem = words.replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-').replace(/^-|-$/gu, '');
  return `${segmentId}_${shortened(stem) || 'image'}${extension}`;
}

/**
 * Writes a picture into its project's image folder; the file appears whole or not at all. Rejects with
 * MediaNotWritable, also when links would lead out of the media root.
 */
export async function writeImage(
  mediaRoot: string,
  projectId: string,
  { name, bytes }: NamedBytes,
): Promise<void> {
  const path = join(mediaRoot, imageReference(projectId, name));
  try {
    const isReplaceable = (await lstatIfThere(path))?.isFile() ?? true;
    if (!isReplaceable || !(await isInsideMedia(mediaRoot, path))) {
      throw new StoryFlowError(
        'MediaNotWritable',
        `${path} was not written, because a link or folder stands in its way: remove that and try again.`,
      );
    }
    await mkdir(dirname(path), { recursive: true });
    await replaceFile(path, bytes);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/**
 * Copies the image `file`, relative to the media root, into another project's image folder. Resolves with false when it
 * is no regular file below the media root; rejects as writeImage does.
 */
export async function copyImage(
  mediaRoot: string,
  file: string,
  to: { readonly projectId: string; readonly name: string },
): Promise<boolean> {
  const path = join(mediaRoot, file);
  try {
    if (!(await lstatIfThere(path))?.isFile() || !(await isInsideMedia(mediaRoot, path))) return false;
    await writeImage(mediaRoot, to.projectId, { name: to.name, bytes: await readFile(path) });
    return true;
  } catch (error) {
    throw notWritable(path, error);
  }
}

async function readSmall(path: string, name: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw invalid(name, 'it is not a file; choose a picture');
    assertSize(name, found.size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof StoryFlowError) throw error;
    throw invalid(name, `it cannot be read (${messageOf(error)})`, error);
  }
}

function assertSize(name: string, bytes: number): void {
  if (bytes > MOST_BYTES)
    throw invalid(name, `it has ${(bytes / 1024 / 1024).toFixed(1)} MB; make it 20 MB or smaller`);
}

async function lstatIfThere(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function invalid(name: string, reason: string, cause?: unknown): StoryFlowError {
  return new StoryFlowError('InvalidImage', `“${name}” cannot be a segment's image: ${reason}.`, { cause });
}

/** Also of a path of another system. */
function lastStep(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? '';
}

function extensionOf(name: string): string {
  return extname(name).toLowerCase();
}

/** The first hundred bytes of a text in UTF-8: names beside it, such as that of its next content, need room as well. */
function shortened(text: string): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, 100), { stream: true });
}
