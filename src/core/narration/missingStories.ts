import { StoryFlowError } from '../errors';
import { isLocked, readLocks } from '../store/locks';
import type { StoredProject } from '../store/segmentRow';
import { deleteProject, type DeletionDeps } from './deletion';

/** A story whose file vanished, and which is in no other file. */
export interface MissingStory {
  readonly project: StoredProject;
  /** Absolute path of the file that is not there any more. */
  readonly path: string;
  /** How many segments are kept of it, detached ones included, and how many of them have audio, an image, a lock. */
  readonly segments: number;
  readonly withAudio: number;
  readonly withImage: number;
  readonly locked: number;
}

export type MissingStoriesDeps = Pick<DeletionDeps, 'library' | 'store'>;

/** The stories of a root that are known and whose files are not there, by path. Writes nothing. */
export async function listMissing({ library, store }: MissingStoriesDeps): Promise<MissingStory[]> {
  const locks = await readLocks(library.root);
  const missing: MissingStory[] = [];
  for (const { project, path } of await library.missing()) {
    const segments = await store.listAll(project.id);
    missing.push({
      project,
      path,
      segments: segments.length,
      withAudio: segments.filter(({ audio }) => audio).length,
      withImage: segments.filter(({ imageFile }) => imageFile !== undefined).length,
      locked: segments.filter(({ id }) => isLocked(locks, id, project.storyPath)).length,
    });
  }
  return missing;
}

/**
 * Says which file a missing story is now: what was known of it is that file's from then on, as far as its text says so.
 * Rejects with ProjectNotFound, with WrongUse when the story is not missing or the file has audio, images or locks of
 * its own, and as opening the file does.
 */
export async function locateStory(projectId: string, path: string, deps: MissingStoriesDeps): Promise<void> {
  const { project } = await missingStory(projectId, deps);
  await deps.library.locate(project, path);
}

/**
 * Deletes what is kept of a missing story: audio, images, locks and records (as decision D-29). Rejects with
 * ProjectNotFound, and with WrongUse when its file is there again.
 */
export async function removeMissing(projectId: string, deps: DeletionDeps): Promise<void> {
  await deleteProject((await missingStory(projectId, deps)).project.id, deps);
}

async function missingStory(projectId: string, { library, store }: MissingStoriesDeps) {
  const id = library.currentId(projectId);
  const found = (await library.missing()).find(({ project }) => project.id === id);
  if (found) return found;
  const project = await store.getProject(id);
  if (!project) {
    throw new StoryFlowError(
      'ProjectNotFound',
      `There is no story with the id "${projectId}": nothing was done.`,
    );
  }
  throw new StoryFlowError(
    'WrongUse',
    `“${project.title}” is not missing: its file was found again, and nothing was done.`,
  );
}
