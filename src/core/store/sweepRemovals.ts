import type { Log } from '../ports';
import { removeFileInside, removeProjectFolder, type Removal } from './mediaFiles';
import { isAudioReference, isId, isImageReference } from './paths';

/**
 * Removes what was recorded as to be removed (relative to the media root): files, and project folders, which are
 * named `projects/{id}`. Nothing else is removed, whatever the database says. Resolves with the records that are settled; the others are for the next sweep.
 */
export async function sweepRemovals(
  mediaRoot: string,
  paths: readonly string[],
  log: Log,
): Promise<string[]> {
  const settled: string[] = [];
  for (const path of paths) {
    const removal = await remove(mediaRoot, path);
    if (removal.outcome === 'failed')
      log.warn(`${path} could not be removed, and will be tried again: ${removal.reason}`);
    else settled.push(path);
    if (removal.outcome === 'outside')
      log.warn(`${path} was to be removed, but is no file of StoryFlow's in the media folder.`);
  }
  return settled;
}

async function remove(mediaRoot: string, path: string): Promise<Removal> {
  const [, projectId] = /^projects\/([^/]+)$/u.exec(path) ?? [];
  if (projectId !== undefined && isId(projectId)) return removeProjectFolder(mediaRoot, projectId);
  if (!isAudioReference(path) && !isImageReference(path)) return { outcome: 'outside' };
  return removeFileInside(mediaRoot, path);
}
