import { readFile } from 'node:fs/promises';
import { messageOf, StoryFlowError, systemCode } from './errors';
import { replaceFile } from './replaceFile';

/** Story files end in this, so that ordinary Markdown is left alone. */
const EXTENSION = /(\.story)?\.(md|markdown)$/iu;

/**
 * The text of a story file: UTF-8, or UTF-16 where a byte order mark says so. The mark is not part of
 * the text. Bytes that are no valid text become U+FFFD, and `damaged` tells so.
 * Rejects with StoryNotReadable.
 */
export async function readStoryFile(path: string): Promise<{ text: string; damaged: boolean }> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new StoryFlowError('StoryNotReadable', `${path} cannot be read: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return { text, damaged: text.includes('\uFFFD') };
}

/**
 * Replaces a story file's text, keeping its byte order mark. Rejects with StoryNotReadable when the file does not hold
 * `before` any more, so that nobody's change is lost, and when it holds bytes that are no valid text.
 */
export async function replaceStoryText(path: string, before: string, after: string): Promise<void> {
  const { text, damaged } = await readStoryFile(path);
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
  const bytes = await readFile(path);
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-16be') {
    throw new StoryFlowError(
      'StoryNotReadable',
      `${path} is in UTF-16: save it as UTF-8 first, nothing was done.`,
    );
  }
  const hasMark = encoding === 'utf-16le' || (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf);
  const content = Buffer.from((hasMark ? '\uFEFF' : '') + after, encoding);
  await replaceFile(path, content);
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

function reasonOf(error: unknown): string {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'you have no permission to read it';
    case 'EISDIR':
      return 'it is a folder, not a file';
    case undefined:
    default:
      return messageOf(error);
  }
}
