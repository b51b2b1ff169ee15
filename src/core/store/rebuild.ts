import type { WavTags } from '../model';
import type { Log } from '../ports';
import { titleFromFileName } from '../storyFile';
import { audioParameters, SET_AUDIO } from './audioColumns';
import type { Database } from './database';
import type { FileStamp } from './fileStamp';
import { audioReference, imageReference, isFileName, isId, isStoryPath } from './paths';
import { run, selectOne, type SqlDatabase } from './sqlite';

/** A wav that was found under the media root, and what it says of itself. */
export interface WavRecord {
  readonly tags: WavTags;
  readonly durationSeconds: number;
  /** Relative to the media root, with `/`. */
  readonly relativePath: string;
  readonly stamp: FileStamp | undefined;
}

/**
 * Restores projects and segments, with their ids and audio, from what wavs say of themselves. Text, level and
 * order are not known from a wav: the next sync with the story fills them in. What the database knows already is not
 * changed, save that a segment without audio gets it back. Wavs that do not lie where their ids say are left
 * out and logged. Resolves with the number of segments that got audio.
 */
export async function rebuild(database: Database, records: readonly WavRecord[], log: Log): Promise<number> {
  const usable = records.filter((record) => isUsable(record, log));
  const stories = storiesOf(usable);
  return database.transaction((db) => {
    const restored = new Set<string>();
    for (const [projectId, story] of stories) {
      if (restoreProject(db, projectId, story)) restored.add(projectId);
      else log.warn(`The audio of project ${projectId} is left out: ${story} belongs to another project.`);
    }
    let count = 0;
    for (const [index, record] of usable.entries()) {
      if (restored.has(record.tags.projectId) && restoreSegment(db, record, index)) count++;
    }
    return count;
  });
}

function isUsable({ tags, relativePath }: WavRecord, log: Log): boolean {
  const { projectId, segmentId, story } = tags;
  const isInPlace =
    isId(projectId) && isId(segmentId) && relativePath === audioReference(projectId, segmentId);
  if (isInPlace && isStoryPath(story)) return true;
  log.warn(`${relativePath} is left out: what it says of itself does not fit where it lies.`);
  return false;
}

/** The story of each project, those with most wavs first: the one that most of its wavs name. */
function storiesOf(records: readonly WavRecord[]): (readonly [projectId: string, story: string])[] {
  return groupsOf(records, ({ tags }) => tags.projectId).flatMap(([projectId, own]) =>
    groupsOf(own, ({ tags }) => tags.story)
      .slice(0, 1)
      .map(([story]) => [projectId, story] as const),
  );
}

/** Records with the same key, largest group first. */
function groupsOf(
  records: readonly WavRecord[],
  keyOf: (record: WavRecord) => string,
): [string, WavRecord[]][] {
  const groups = new Map<string, WavRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

/** Whether the project is there now. A story has one project only. */
function restoreProject(db: SqlDatabase, projectId: string, story: string): boolean {
  run(
    db,
    'INSERT INTO project (id, title, story_path, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    [projectId, titleFromFileName(story), story, Date.now()],
  );
  return selectOne(db, 'SELECT id FROM project WHERE id = ?', [projectId]) !== undefined;
}

function restoreSegment(
  db: SqlDatabase,
  { tags, durationSeconds, relativePath, stamp }: WavRecord,
  index: number,
): boolean {
  const { segmentId, projectId, heading, ordinal, image, textHash } = tags;
  const { settingsHash, lexiconHash, voice, speed, pauses, checks } = tags;
  const model = tags.model === '' ? undefined : tags.model;
  const sound = { textHash, settingsHash, lexiconHash, voice, speed, pauses, model, checks };
  const audio = { ...sound, durationSeconds, stamp };
  run(
    db,
    `INSERT INTO segment (id, project_id, sequence_index, heading, ordinal, text_hash, image_file)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      segmentId,
      projectId,
      index,
      heading,
      ordinal,
      textHash,
      isFileName(image) ? imageReference(projectId, image) : null,
    ],
  );
  return (
    run(db, `UPDATE segment SET ${SET_AUDIO} WHERE id = ? AND project_id = ? AND audio_file IS NULL`, [
      ...audioParameters({ ...audio, file: relativePath }),
      segmentId,
      projectId,
    ]) > 0
  );
}
