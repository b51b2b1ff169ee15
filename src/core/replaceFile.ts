import { randomUUID } from 'node:crypto';
import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemCode } from './errors';

/** How often and how long, in milliseconds, a rename waits for a reader on Windows to close the file. */
const RENAME_PAUSES = [10, 20, 50, 100, 200, 500, 1000];

/**
 * Replaces a file's content so that it is whole, old or new, at any moment: written beside, flushed to the disk,
 * renamed. The folder must exist; `beforeRename` is the last chance to reject. Rejects with the operating system's
 * error; then the file is as it was and nothing is left beside it.
 *
 * write-file-atomic does not serve here: it issues one write and ignores how much was written, so that on a full disk
 * it renames a truncated file over a good one and reports success (7.0.1).
 */
export async function replaceFile(
  path: string,
  data: Uint8Array | string,
  beforeRename: () => Promise<void> | void = () => undefined,
): Promise<void> {
  const target = await realpath(path).catch(() => path);
  await removeLeftovers(target);
  const beside = pathBeside(target);
  try {
    await writeWhole(beside, data, (await stat(target).catch(() => undefined))?.mode);
    await beforeRename();
    await renameOver(beside, target);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(target));
}

/** A path beside a file for its next content. `removeLeftovers` knows it, should this process die. */
export function pathBeside(path: string): string {
  return `${path}.${process.pid}.${randomUUID()}.tmp`;
}

/** Removes what processes that are dead left beside a file: the number in the name is that of its process. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const [, pid] = /^(\d+)\.[0-9a-f-]{36}\.tmp(?:\.|$)/u.exec(name.slice(prefix.length)) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** Renames a file over another one; on Windows it waits until no reader has that open any more. */
export async function renameOver(from: string, to: string): Promise<void> {
  for (const pause of RENAME_PAUSES) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isHeldOpen = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (process.platform !== 'win32' || !isHeldOpen) throw error;
    }
    await delay(pause);
  }
  await rename(from, to);
}

/** `mode` is that of the file that will be replaced, which keeps its permissions. */
async function writeWhole(path: string, data: Uint8Array | string, mode: number | undefined): Promise<void> {
  const file = await open(path, 'wx');
  try {
    if (mode !== undefined) await file.chmod(mode & 0o777);
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Makes the rename itself survive a power cut, where the system lets a folder be flushed. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
