import { readFile, stat } from 'node:fs/promises';
import { StoryFlowError, systemCode } from './errors';
import { replaceFile } from './replaceFile';
import { notWritable } from './store/fileError';
import { whyNotReadable } from './systemReason';

/** Story files end in this, so that ordinary Markdown is left alone. */
const EXTENSION = /(\.story)?\.(md|markdown)$/iu;

/** A story file's text. */
export interface StoryText {
  readonly text: string;
  /** Whether bytes that are no valid text became U+FFFD. */
  readonly damaged: boolean;
}

/**
 * The text of a story file: UTF-8, or UTF-16 where a byte order mark says so. The mark is not part of the text.
 * Rejects with StoryNotReadable, also for a file that is no text.
 */
export async function readStoryFile(path: string): Promise<StoryText> {
  return textOf(path, await bytesOf(path));
}

/**
 * A function that does what `readStoryFile` does, for those who read the same files often: it decodes one only when its
 * bytes are not those of the last time.
 */
export function storyReader(): (path: string) => Promise<StoryText> {
  const last = new Map<string, { readonly bytes: Uint8Array; readonly content: StoryText }>();
  return async (path) => {
    const bytes = await bytesOf(path);
    const known = last.get(path);
    if (known && Buffer.compare(known.bytes, bytes) === 0) return known.content;
    const content = textOf(path, bytes);
    last.set(path, { bytes, content });
    return content;
  };
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    // Nobody may ever write to the other end of a pipe.
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory()) throw new Error('it is not a file');
    return await readFile(path);
  } catch (error) {
    throw new StoryFlowError('StoryNotReadable', `${path} cannot be read: ${whyNotReadable(error)}.`, {
      cause: error,
    });
  }
}

/** Zero bytes are in no text, but in pictures, archives, and UTF-16 without a mark. */
function textOf(path: string, bytes: Uint8Array): StoryText {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (!text.includes('\0')) return { text, damaged: text.includes('\uFFFD') };
  throw new StoryFlowError(
    'StoryNotReadable',
    looksLikeUtf16(bytes)
      ? `${path} cannot be read: it seems to be UTF-16 without a byte order mark. Save it as UTF-8.`
      : `${path} cannot be read: it is not a text file.`,
  );
}

/** Every second byte of Western letters is zero then, and of the others next to none. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, 1000);
  const zeros = [0, 1].map((at) => beginning.filter((byte, index) => index % 2 === at && byte === 0).length);
  const [most = 0, least = 0] = zeros.sort((a, b) => b - a);
  return most > beginning.length / 8 && least < most / 8;
}

/**
 * Replaces a story file's text, keeping its byte order mark. Rejects with StoryNotReadable when the file does not hold
 * `before` any more, so that nobody's change is lost, and when it holds bytes that are no valid text, and with
 * MediaNotWritable; then the file is as it was.
 */
export async function replaceStoryText(path: string, before: string, after: string): Promise<void> {
  const bytes = await bytesOf(path);
  const { text, damaged } = textOf(path, bytes);
  if (text !== before) {
    throw new StoryFlowError(
      'StoryNotReadable',
      `${path} was changed meanwhile: nothing was done, try again.`,
    );
  }
  if (damaged) {
    throw new StoryFlowError(
      'StoryNotReadable',
      `${path} is not valid UTF-8: save it as UTF-8 first, nothing was done.`,
    );
  }
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-16be') {
    throw new StoryFlowError(
      'StoryNotReadable',
      `${path} is in UTF-16: save it as UTF-8 first, nothing was done.`,
    );
  }
  const hasMark = encoding === 'utf-16le' || (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf);
  const content = Buffer.from((hasMark ? '\uFEFF' : '') + after, encoding);
  try {
    await replaceFile(path, content);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/** Whether there is no such file. One that cannot be looked at, as on a disk that is away, counts as there. */
export async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '');
  }
}

/** A story's name when neither front matter nor a heading gives it a title. */
export function titleFromFileName(path: string): string {
  const name = path.split(/[\\/]/u).at(-1) ?? path;
  return name.replace(EXTENSION, '') || name;
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
