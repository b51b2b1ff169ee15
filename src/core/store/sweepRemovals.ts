import type { Log } from '../ports';
import { removeFileInside, removeProjectFolder, type Removal } from './mediaFiles';
import { isId } from './paths';

/**
 * Removes what was recorded as to be removed (relative to the media root): files, and project folders, which are
 * named `projects/{id}`. Resolves with the records that are settled; the others are for the next sweep.
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
      log.warn(`${path} was to be removed, but does not lie in the media folder.`);
  }
  return settled;
}

function remove(mediaRoot: string, path: string): Promise<Removal> {
  const [, projectId] = /^projects\/([^/]+)$/u.exec(path) ?? [];
  return projectId !== undefined && isId(projectId)
    ? removeProjectFolder(mediaRoot, projectId)
    : removeFileInside(mediaRoot, path);
}
