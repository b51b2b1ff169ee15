import { stat } from 'node:fs/promises';

/** Tells two contents of one path apart without reading them. */
export async function fileStamp(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  return `${path}|${size}|${mtimeMs}|${ino}`;
}
