import { constants } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';

/** Something stands where a file should be that is none. `message` completes a sentence after a colon. */
export class NotARegularFile extends Error {
  readonly code = 'ENOTREGULAR';
}

// Neither is known on Windows, where the look beforehand has to do.
const {
  O_RDONLY,
  O_NOFOLLOW = 0,
  O_NONBLOCK = 0,
} = constants as Partial<typeof constants> & {
  O_RDONLY: number;
};

/**
 * Opens a regular file for reading. A link is not followed, and the other end of a pipe not waited for: a folder of
 * stories may come from anybody. Rejects with NotARegularFile, else with the system's error.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  assertRegular(await lstat(path));
  // In between it may have become something else.
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    assertRegular(await file.stat());
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** A regular file's content. Rejects as `openRegular` does. */
export async function readRegular(path: string): Promise<Buffer> {
  const file = await openRegular(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function assertRegular(found: Kind): void {
  if (found.isFile()) return;
  if (found.isSymbolicLink()) throw new NotARegularFile('it is a link, and links are not followed there');
  throw new NotARegularFile(found.isDirectory() ? 'it is a folder' : 'it is not a regular file');
}
