import { StoryFlowError } from '../errors';
import { audioParameters, CLEAR_AUDIO, SET_AUDIO } from './audioColumns';
import { audioReference, imageReference, isId, projectReference } from './paths';
import type { StoredAudio, StoredSegment } from './segmentRow';
import { run, runEach, selectOne, type SqlDatabase } from './sqlite';

/** What a story's text says of a segment. */
export type SegmentContent = Pick<
  StoredSegment,
  'id' | 'sequenceIndex' | 'heading' | 'level' | 'ordinal' | 'textContent' | 'textHash' | 'imagePrompt'
>;

/** The outcome of comparing a story with what was known of it. */
export interface StorySync {
  /** Segments that were known; detached ones come back, ones of another project move to this one. */
  readonly kept: readonly SegmentContent[];
  readonly added: readonly SegmentContent[];
  /** Segments whose text vanished: they become detached. */
  readonly gone: readonly { readonly id: string; readonly isRemovable: boolean }[];
  /** Records in whose places others are now: they are forgotten, provided that no file is theirs. */
  readonly replaced?: readonly string[];
}

/** A segment that comes from another project, with the files that it has in its new one. */
export interface MovedSegment {
  readonly id: string;
  /** The project that it comes from. */
  readonly from: string;
  readonly audio: Omit<StoredAudio, 'file'> | undefined;
  /** In its project's image folder. */
  readonly imageName: string | undefined;
  /** Its files in the project that it comes from, relative to the media root. */
  readonly filesLeft: readonly string[];
}

/** Adds a project or changes it. */
export function putProject(
  db: SqlDatabase,
  { id, title, storyPath }: { readonly id: string; readonly title: string; readonly storyPath: string },
): void {
  run(
    db,
    `INSERT INTO project (id, title, story_path, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, story_path = excluded.story_path
     WHERE (title, story_path) IS NOT (excluded.title, excluded.story_path)`,
    [id, title, storyPath, Date.now()],
  );
  run(db, 'DELETE FROM to_remove WHERE path = ?', [projectReference(id)]);
}

/** Brings a project's segments in line with its story's text. */
export function putSegments(
  db: SqlDatabase,
  projectId: string,
  { kept, added, gone, replaced = [] }: StorySync,
): void {
  // A kept segment that another window deleted meanwhile is added again: its text is there.
  const rows = [...kept, ...added].map((segment) => contentParameters(projectId, segment));
  runEach(db, UPSERT_SEGMENT, rows);
  runEach(
    db,
    `UPDATE segment SET detached_at = ?, detached_removable = ?
     WHERE id = ? AND project_id = ? AND detached_at IS NULL`,
    gone.map(({ id, isRemovable }) => [Date.now(), Number(isRemovable), id, projectId]),
  );
  runEach(
    db,
    'DELETE FROM segment WHERE id = ? AND project_id = ? AND audio_file IS NULL AND image_file IS NULL',
    replaced.map((id) => [id, projectId]),
  );
}

/** Says where the files of a segment are now; those that are left are to be removed. */
export function putMoved(
  db: SqlDatabase,
  projectId: string,
  { id, audio, imageName, filesLeft }: MovedSegment,
): void {
  const image = imageName === undefined ? undefined : imageReference(projectId, imageName);
  run(db, 'UPDATE segment SET image_file = ? WHERE id = ?', [image ?? null, id]);
  if (image !== undefined) keepFile(db, projectId, image);
  const file = audioReference(projectId, id);
  if (audio)
    run(db, `UPDATE segment SET ${SET_AUDIO} WHERE id = ?`, [...audioParameters({ ...audio, file }), id]);
  else run(db, `UPDATE segment SET ${CLEAR_AUDIO} WHERE id = ?`, [id]);
  if (audio) keepFile(db, projectId, file);
  recordRemovals(db, filesLeft);
}

/** The project that a segment belongs to. */
export function projectOf(db: SqlDatabase, segmentId: string): string | undefined {
  const id = selectOne(db, 'SELECT project_id FROM segment WHERE id = ?', [segmentId])?.['project_id'];
  return typeof id === 'string' ? id : undefined;
}

const UPSERT_SEGMENT = `
  INSERT INTO segment
    (id, project_id, sequence_index, heading, level, ordinal, text_content, text_hash, image_prompt)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET
    project_id = excluded.project_id, sequence_index = excluded.sequence_index, heading = excluded.heading,
    level = excluded.level, ordinal = excluded.ordinal, text_content = excluded.text_content,
    text_hash = excluded.text_hash, image_prompt = excluded.image_prompt,
    detached_at = NULL, detached_removable = 0
  WHERE (project_id, sequence_index, heading, level, ordinal, text_content, text_hash, image_prompt, detached_at)
    IS NOT (excluded.project_id, excluded.sequence_index, excluded.heading, excluded.level, excluded.ordinal,
      excluded.text_content, excluded.text_hash, excluded.image_prompt, NULL)`;

function contentParameters(projectId: string, segment: SegmentContent): (string | number)[] {
  const { id, sequenceIndex, heading, level, ordinal, textContent, textHash, imagePrompt } = segment;
  if (!isId(id)) throw new StoryFlowError('WrongUse', `${JSON.stringify(id)} is not an id of a segment.`);
  return [id, projectId, sequenceIndex, heading, level, ordinal, textContent, textHash, imagePrompt];
}

/** Records files (relative to the media root) that are to be removed. */
export function recordRemovals(db: SqlDatabase, paths: readonly string[]): void {
  const now = Date.now();
  runEach(
    db,
    'INSERT OR IGNORE INTO to_remove (path, recorded_at) VALUES (?, ?)',
    paths.map((path) => [path, now]),
  );
}

/** A file that is in use again must not be swept away for what stood at its path before. */
export function keepFile(db: SqlDatabase, projectId: string, file: string): void {
  run(db, 'DELETE FROM to_remove WHERE path IN (?, ?)', [file, projectReference(projectId)]);
}
