import { randomUUID } from 'node:crypto';
import { StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { audioParameters, CLEAR_AUDIO, SET_AUDIO } from './audioColumns';
import type { Database } from './database';
import { audioReference, imageReference, isStoryPath } from './paths';
import { SegmentRows } from './segmentRows';
import {
  MOST_REASON,
  toProject,
  toSegment,
  type FailedAttempt,
  type StoredAudio,
  type StoredProject,
  type StoredSegment,
} from './segmentRow';
import { run, runEach, selectAll, selectOne, type SqlDatabase, type SqlRow } from './sqlite';
import {
  keepFile,
  projectOf,
  putMoved,
  putProject,
  putSegments,
  recordRemovals,
  type MovedSegment,
  type StorySync,
} from './storySync';

/**
 * Projects and segments, as the database keeps them. Segments and projects come and go in other windows: what
 * changes one that is not there rejects with SegmentNotFound or ProjectNotFound and changes nothing.
 */
export class SegmentStore {
  readonly #rows: SegmentRows;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {
    this.#rows = new SegmentRows(database, log);
  }

  /** Takes in what another process wrote. Rejects when the database cannot be read, or is a newer StoryFlow's. */
  async refresh(): Promise<void> {
    await this.database.refresh();
  }

  /** The segments of other projects that have one of these ids, text hashes or headings. */
  async findElsewhere(
    projectId: string,
    { ids, textHashes, headings }: Readonly<Record<'ids' | 'textHashes' | 'headings', readonly string[]>>,
  ): Promise<{ id: string; projectId: string }[]> {
    const rows = await this.#select(
      `SELECT id, project_id FROM segment WHERE project_id <> ?1 AND (id IN (SELECT value FROM json_each(?2))
         OR text_hash IN (SELECT value FROM json_each(?3)) OR heading IN (SELECT value FROM json_each(?4)))`,
      ...[projectId, JSON.stringify(ids), JSON.stringify(textHashes), JSON.stringify(headings)],
    );
    return rows.map((row) => ({ id: String(row['id']), projectId: String(row['project_id']) }));
  }

  /** All projects, by story path. */
  async listProjects(): Promise<StoredProject[]> {
    const rows = await this.#select('SELECT * FROM project ORDER BY story_path');
    return rows.flatMap((row) => toProject(row, this.log) ?? []);
  }

  async getProject(projectId: string): Promise<StoredProject | undefined> {
    const [row] = await this.#select('SELECT * FROM project WHERE id = ?', projectId);
    return row && toProject(row, this.log);
  }

  /** The project of a story file, named relative to the root, with `/`. */
  async projectByStory(storyPath: string): Promise<StoredProject | undefined> {
    const [row] = await this.#select('SELECT * FROM project WHERE story_path = ?', storyPath);
    return row && toProject(row, this.log);
  }

  /** A story's segments that stand in its text, in the text's order. */
  async listSegments(projectId: string): Promise<readonly StoredSegment[]> {
    return (await this.#rows.ofProject(projectId)).attached;
  }

  /** All segments of a story, detached ones last. The same list as long as nothing in it changed. */
  async listAll(projectId: string): Promise<readonly StoredSegment[]> {
    return (await this.#rows.ofProject(projectId)).all;
  }

  /** The detached segments of all projects, longest detached first. */
  async listDetached(): Promise<StoredSegment[]> {
    const rows = await this.#select(
      'SELECT * FROM segment WHERE detached_at IS NOT NULL ORDER BY detached_at, id',
    );
    return rows.flatMap((row) => toSegment(row, this.log) ?? []);
  }

  async getSegment(segmentId: string): Promise<StoredSegment | undefined> {
    const [row] = await this.#select('SELECT * FROM segment WHERE id = ?', segmentId);
    return row && toSegment(row, this.log);
  }

  /** Adds the story's project, or changes its title; with an id also the story's path. Resolves with its id. */
  async upsertProject(project: { id?: string; title: string; storyPath: string }): Promise<string> {
    const { title, storyPath } = project;
    if (!isStoryPath(storyPath)) {
      throw new StoryFlowError(
        'WrongUse',
        `${JSON.stringify(storyPath)} is not the path of a story below its root.`,
      );
    }
    return this.database.transaction((db) => {
      const known = projectIdOf(db, storyPath);
      const id = project.id ?? known ?? randomUUID();
      if (known !== undefined && known !== id) throw storyTaken(storyPath);
      putProject(db, { id, title, storyPath });
      return id;
    });
  }

  /**
   * Writes a story's project and segments at once, provided that nobody else wrote them since they were read: `expected`
   * are the ids of its segments then, detached ones included. `moved` are those of other projects, which must be theirs
   * still. Resolves with whether that was so; else nothing changed.
   */
  async keepStory(
    project: { readonly id: string; readonly title: string; readonly storyPath: string },
    expected: readonly string[],
    sync: StorySync,
    moved: readonly MovedSegment[] = [],
  ): Promise<boolean> {
    return this.database.transaction((db) => {
      const known = projectIdOf(db, project.storyPath);
      if (known !== undefined && known !== project.id) return false;
      const rows = selectAll(db, 'SELECT id FROM segment WHERE project_id = ?', [project.id]);
      const ids = new Set(rows.map((row) => String(row['id'])));
      if (ids.size !== expected.length || !expected.every((id) => ids.has(id))) return false;
      if (!moved.every(({ id, from }) => projectOf(db, id) === from)) return false;
      putProject(db, project);
      putSegments(db, project.id, sync);
      for (const each of moved) putMoved(db, project.id, each);
      return true;
    });
  }

  /** Brings a project's segments in line with its story's text. Audio, images and locks stay as they are. */
  async applySync(projectId: string, sync: StorySync): Promise<void> {
    await this.database.transaction((db) => {
      if (!selectOne(db, 'SELECT id FROM project WHERE id = ?', [projectId]))
        throw projectNotFound(projectId);
      putSegments(db, projectId, sync);
    });
  }

  /** Records a segment's new wav, at the one path that its ids give. Changes nothing but what concerns audio. */
  async setAudio(segmentId: string, audio: Omit<StoredAudio, 'file'>): Promise<void> {
    await this.#changeSegment(segmentId, (db, projectId) => {
      const file = audioReference(projectId, segmentId);
      run(
        db,
        `UPDATE segment SET ${SET_AUDIO}, failure = NULL, failure_text_hash = NULL, failure_settings_hash = NULL
         WHERE id = ?`,
        [...audioParameters({ ...audio, file }), segmentId],
      );
      keepFile(db, projectId, file);
    });
  }

  /** Forgets the audio of segments; of those that are not there any more there is none. `filesLeft` as for a deletion. */
  async clearAudio(segmentIds: readonly string[], filesLeft: readonly string[] = []): Promise<void> {
    await this.database.transaction((db) => {
      runEach(
        db,
        `UPDATE segment SET ${CLEAR_AUDIO} WHERE id = ?`,
        segmentIds.map((id) => [id]),
      );
      recordRemovals(db, filesLeft);
    });
  }

  /** Records the name of a segment's image in its project's image folder; undefined for none. */
  async setImage(segmentId: string, fileName: string | undefined): Promise<void> {
    await this.#changeSegment(segmentId, (db, projectId) => {
      const file = fileName === undefined ? null : imageReference(projectId, fileName);
      run(db, 'UPDATE segment SET image_file = ? WHERE id = ?', [file, segmentId]);
      if (file) keepFile(db, projectId, file);
    });
  }

  /** Records why a segment has no new audio, and what it was to be; undefined when that is settled. */
  async setFailure(segmentId: string, failure: string | undefined, attempt?: FailedAttempt): Promise<void> {
    await this.#changeSegment(segmentId, (db) => {
      run(
        db,
        `UPDATE segment SET failure = ?1, failure_text_hash = ?2, failure_settings_hash = ?3 WHERE id = ?4
           AND (failure, failure_text_hash, failure_settings_hash) IS NOT (?1, ?2, ?3)`,
        [
          failure?.slice(0, MOST_REASON) ?? null,
          attempt?.textHash ?? null,
          attempt?.settingsHash ?? null,
          segmentId,
        ],
      );
    });
  }

  /** Repeats for one segment what the lock file says of it. */
  async setLocked(segmentId: string, isLocked: boolean): Promise<void> {
    await this.#changeSegment(segmentId, (db) => {
      run(db, 'UPDATE segment SET is_locked = ?1 WHERE id = ?2 AND is_locked <> ?1', [
        Number(isLocked),
        segmentId,
      ]);
    });
  }

  /** Repeats for every segment what the lock file says of it. */
  async setLocks(isLocked: (segmentId: string, storyPath: string) => boolean): Promise<void> {
    await this.database.transaction((db) => {
      const rows = selectAll(
        db,
        'SELECT segment.id, story_path, is_locked FROM segment JOIN project ON project.id = project_id',
      );
      const changes = rows.flatMap(({ id, story_path: story, is_locked: before }) => {
        const after = Number(isLocked(String(id), String(story)));
        return before === after ? [] : [[after, String(id)]];
      });
      runEach(db, 'UPDATE segment SET is_locked = ? WHERE id = ?', changes);
    });
  }

  /** Forgets a segment. `filesLeft` (relative to the media root) could not be removed and are to be swept later. */
  async deleteSegment(segmentId: string, filesLeft: readonly string[] = []): Promise<void> {
    await this.database.transaction((db) => {
      if (run(db, 'DELETE FROM segment WHERE id = ?', [segmentId]) === 0) throw segmentNotFound(segmentId);
      recordRemovals(db, filesLeft);
    });
  }

  /** Forgets a project and all its segments. `filesLeft` as for a segment. */
  async deleteProject(projectId: string, filesLeft: readonly string[] = []): Promise<void> {
    await this.database.transaction((db) => {
      if (run(db, 'DELETE FROM project WHERE id = ?', [projectId]) === 0) throw projectNotFound(projectId);
      recordRemovals(db, filesLeft);
    });
  }

  /** Files and project folders that are to be removed, relative to the media root, longest recorded first. */
  async listRemovals(): Promise<string[]> {
    const rows = await this.#select('SELECT path FROM to_remove ORDER BY recorded_at, path');
    return rows.map((row) => String(row['path']));
  }

  async recordRemovals(paths: readonly string[]): Promise<void> {
    await this.database.transaction((db) => {
      recordRemovals(db, paths);
    });
  }

  async forgetRemovals(paths: readonly string[]): Promise<void> {
    await this.database.transaction((db) => {
      runEach(
        db,
        'DELETE FROM to_remove WHERE path = ?',
        paths.map((path) => [path]),
      );
    });
  }

  async #select(sql: string, ...parameters: string[]): Promise<SqlRow[]> {
    return this.database.read((db) => selectAll(db, sql, parameters));
  }

  async #changeSegment(
    segmentId: string,
    change: (db: SqlDatabase, projectId: string) => void,
  ): Promise<void> {
    await this.database.transaction((db) => {
      const row = selectOne(db, 'SELECT project_id FROM segment WHERE id = ?', [segmentId]);
      if (!row) throw segmentNotFound(segmentId);
      change(db, String(row['project_id']));
    });
  }
}

function projectIdOf(db: SqlDatabase, storyPath: string): string | undefined {
  const id = selectOne(db, 'SELECT id FROM project WHERE story_path = ?', [storyPath])?.['id'];
  return typeof id === 'string' ? id : undefined;
}

function segmentNotFound(id: string): StoryFlowError {
  return new StoryFlowError(
    'SegmentNotFound',
    `There is no segment ${id}; it may have been deleted meanwhile.`,
  );
}

function projectNotFound(id: string): StoryFlowError {
  return new StoryFlowError(
    'ProjectNotFound',
    `There is no project ${id}; it may have been deleted meanwhile.`,
  );
}

function storyTaken(storyPath: string): StoryFlowError {
  return new StoryFlowError('WrongUse', `${storyPath} is a project already; delete that project first.`);
}
