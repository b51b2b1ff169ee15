import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readWavInfo } from '../audio/readWav';
import type { Log } from '../ports';
import type { Database } from '../store/database';
import { fileStamp } from '../store/fileStamp';
import { isInsideMedia } from '../store/mediaFiles';
import { isId, storePaths } from '../store/paths';
import { rebuild, type WavRecord } from '../store/rebuild';
import type { SegmentStore } from '../store/segmentStore';

export interface RestoreDeps {
  readonly root: string;
  readonly mediaRoot: string;
  readonly database: Database;
  readonly store: SegmentStore;
  readonly log: Log;
}

/**
 * Restores a database that knows nothing from what wavs say of themselves. What is still to be removed stays gone.
 * Rejects as reading the database does, and with MediaNotWritable.
 */
export async function restoreStore({ root, mediaRoot, database, store, log }: RestoreDeps): Promise<void> {
  // Looking at stories must not make a root of their folder, and audio of other roots may lie in the media folder.
  const isRoot = (await namesIn(storePaths(root).folder)).length > 0;
  if (!isRoot || (await store.listProjects()).length > 0) return;
  const removed = new Set(await store.listRemovals());
  const records = (await readWavRecords(mediaRoot)).filter(
    ({ relativePath, tags }) => !removed.has(relativePath) && !removed.has(`projects/${tags.projectId}`),
  );
  if (records.length === 0) return;
  const restored = await rebuild(database, records, log);
  log.info(`The audio of ${restored} segments was found again in ${mediaRoot}.`);
}

async function readWavRecords(mediaRoot: string): Promise<WavRecord[]> {
  const records: WavRecord[] = [];
  for (const project of (await namesIn(join(mediaRoot, 'projects'))).filter(isId)) {
    const folder = join(mediaRoot, 'projects', project, 'audio');
    // What lies elsewhere is not read for a link to it.
    if (!(await isInsideMedia(mediaRoot, folder))) continue;
    for (const name of await namesIn(folder)) {
      if (!name.endsWith('.wav')) continue;
      const path = join(folder, name);
      // Before the content: when the file changes in between, it will be looked into again.
      const stamp = await fileStamp(path).catch(() => undefined);
      const info = await readWavInfo(path);
      const relativePath = `projects/${project}/audio/${name}`;
      if (info) records.push({ tags: info.tags, durationSeconds: info.durationSeconds, relativePath, stamp });
    }
  }
  return records;
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
