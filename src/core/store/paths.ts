import { join } from 'node:path';
import { StoryFlowError } from '../errors';

/** The folder that makes its parent a root: everything StoryFlow keeps beside the stories lies in it. */
export const STORE_FOLDER = '.storyflow';

/** Absolute paths of what a root's store consists of. */
export function storePaths(root: string) {
  const folder = join(root, STORE_FOLDER);
  return {
    folder,
    database: join(folder, 'storyflow.db'),
    locks: join(folder, 'locks.json'),
    lexicon: join(folder, 'lexicon.json'),
    /** Where audio and images lie unless a setting says otherwise. */
    media: join(folder, 'media'),
    trash: join(folder, 'trash'),
    gitignore: join(folder, '.gitignore'),
  };
}

/** Absolute path of a segment's wav. Throws WrongUse for an id that is none: so do all functions here. */
export function audioPath(mediaRoot: string, projectId: string, segmentId: string): string {
  return join(mediaRoot, audioReference(projectId, segmentId));
}

/** A segment's wav relative to the media root, with `/`: the form that is stored. */
export function audioReference(projectId: string, segmentId: string): string {
  return `${projectReference(projectId)}/audio/${checkedId(segmentId)}.wav`;
}

/** A segment's wav as `audio_url` names it in results. */
export function audioUrl(projectId: string, segmentId: string): string {
  return `/media/${audioReference(projectId, segmentId)}`;
}

/** Absolute path of the folder that holds all media of a project. */
export function projectFolder(mediaRoot: string, projectId: string): string {
  return join(mediaRoot, projectReference(projectId));
}

/** A project's media folder relative to the media root, with `/`. */
export function projectReference(projectId: string): string {
  return `projects/${checkedId(projectId)}`;
}

export function imageFolder(mediaRoot: string, projectId: string): string {
  return join(projectFolder(mediaRoot, projectId), 'images');
}

/** An image relative to the media root, with `/`. The name must be a plain file name. */
export function imageReference(projectId: string, fileName: string): string {
  if (!isFileName(fileName)) {
    throw new StoryFlowError(
      'WrongUse',
      `${JSON.stringify(fileName)} cannot be the name of an image's file.`,
    );
  }
  return `${projectReference(projectId)}/images/${fileName}`;
}

/** Whether a stored text names a wav where wavs lie, of whatever project. */
export function isAudioReference(file: string): boolean {
  const [, projectId = '', segmentId = ''] = /^projects\/([^/]+)\/audio\/([^/]+)\.wav$/u.exec(file) ?? [];
  return isId(projectId) && isId(segmentId);
}

/** Whether a stored text names a file where images lie, of whatever project. */
export function isImageReference(file: string): boolean {
  const [, projectId = '', name = ''] = /^projects\/([^/]+)\/images\/([^/]+)$/u.exec(file) ?? [];
  return isId(projectId) && isFileName(name);
}

/** Whether the name stands for one file of a folder, on every system, and for nothing above it. */
export function isFileName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\:\u0000-\u001f]/u.test(name);
}

/** UUID v4 in lower case (decision D-02): the only ids that can become part of a path. */
export const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

export function isId(text: string): boolean {
  return UUID_V4.test(text);
}

/** Whether the text names a file below a root: relative, with `/`, never leading upwards. */
export function isStoryPath(path: string): boolean {
  return (
    path !== '' &&
    path.split('/').every((part) => part !== '.' && part !== '..' && part !== '') &&
    !/[\\\0]/u.test(path)
  );
}

function checkedId(id: string): string {
  if (!isId(id))
    throw new StoryFlowError('WrongUse', `${JSON.stringify(id)} is not an id of a project or segment.`);
  return id;
}
