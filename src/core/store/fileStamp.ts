import { stat } from 'node:fs/promises';
import { hasCode } from './fileError';

/** What tells a file from what it was, as long as nobody wants to deceive. */
export interface FileStamp {
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** A file's stamp; undefined when there is no such file. Rejects with the system's error where it cannot be looked at. */
export async function fileStamp(path: string): Promise<FileStamp | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, modifiedAt: Math.floor(mtimeMs) };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

export function isSameStamp(one: FileStamp | undefined, other: FileStamp | undefined): boolean {
  return one?.size === other?.size && one?.modifiedAt === other?.modifiedAt;
}
