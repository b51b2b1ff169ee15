import { messageOf, StoryFlowError } from '../errors';
import { isId, isStoryPath } from './paths';
import { openImage, selectAll, selectOne, type SqlDatabase, type SqlJsStatic } from './sqlite';

/** `SFlw`: the header field by which SQLite lets programs know their own files. */
const APPLICATION_ID = 0x53466c77;

/**
 * How each version of the schema is made from the one before. Never change an entry that was released: add one.
 * No table is for tasks (they live in memory only), and the first block of `segment` is the original model.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE project (
     id TEXT PRIMARY KEY,
     title TEXT NOT NULL,
     story_path TEXT NOT NULL UNIQUE,
     created_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE segment (
     id TEXT PRIMARY KEY,
     project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
     sequence_index INTEGER NOT NULL,
     text_content TEXT NOT NULL DEFAULT '',
     image_prompt TEXT NOT NULL DEFAULT '',
     image_file TEXT,
     audio_file TEXT,
     audio_duration REAL,
     is_locked INTEGER NOT NULL DEFAULT 0,

     heading TEXT NOT NULL DEFAULT '',
     level INTEGER NOT NULL DEFAULT 0,
     ordinal INTEGER NOT NULL DEFAULT 0,
     text_hash TEXT NOT NULL DEFAULT '',
     audio_text_hash TEXT,
     audio_settings_hash TEXT,
     audio_voice TEXT,
     audio_speed REAL,
     audio_pauses TEXT,
     failure TEXT,
     detached_at INTEGER,
     detached_removable INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX segment_order ON segment (project_id, sequence_index);

   CREATE TABLE to_remove (
     path TEXT PRIMARY KEY,
     recorded_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  `ALTER TABLE segment ADD COLUMN audio_size INTEGER;
   ALTER TABLE segment ADD COLUMN audio_modified_at INTEGER;
   ALTER TABLE segment ADD COLUMN failure_text_hash TEXT;
   ALTER TABLE segment ADD COLUMN failure_settings_hash TEXT;`,

  `ALTER TABLE segment ADD COLUMN audio_model TEXT;`,
  `ALTER TABLE segment ADD COLUMN audio_checks TEXT;`,
  `ALTER TABLE segment ADD COLUMN audio_lexicon_hash TEXT;`,
];

/** The version of the schema that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** The bytes are no database of ours. `message` completes "it". */
export class DamagedDatabase extends Error {}

/** A new, empty database of the newest version. */
export function createDatabase(sqlite: SqlJsStatic): SqlDatabase {
  const db = new sqlite.Database();
  db.run(`PRAGMA application_id = ${APPLICATION_ID}`);
  migrate(db, 0);
  return db;
}

/**
 * Opens a file's bytes and brings them, in memory, to the newest version. Throws DamagedDatabase, and WrongUse for
 * a database that a newer StoryFlow wrote. `isMigrated` tells that the content differs from the bytes.
 */
export function openDatabase(
  sqlite: SqlJsStatic,
  bytes: Uint8Array,
): { db: SqlDatabase; isMigrated: boolean } {
  const version = versionOf(bytes);
  if (version > SCHEMA_VERSION) {
    throw new StoryFlowError(
      'WrongUse',
      `The database of this folder was written by a newer StoryFlow (format ${version}, this one knows ${SCHEMA_VERSION}): update StoryFlow.`,
    );
  }
  const db = openImage(sqlite, bytes);
  try {
    assertWhole(db);
    migrate(db, version);
    assertOurs(db, sqlite);
    return { db, isMigrated: version < SCHEMA_VERSION };
  } catch (error) {
    db.close();
    if (error instanceof DamagedDatabase) throw error;
    throw new DamagedDatabase(`is damaged (${messageOf(error).replace(/\s+/gu, ' ')})`);
  }
}

/** The schema's version, after a look at the fields of the header that tell whose file it is. */
function versionOf(bytes: Uint8Array): number {
  if (bytes.length === 0) throw new DamagedDatabase('is empty');
  if (Buffer.from(bytes.subarray(0, 16)).toString('latin1') !== 'SQLite format 3\0' || bytes.length < 100) {
    throw new DamagedDatabase('is not an SQLite database');
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, 100);
  // Offsets from SQLite's description of its file format, all numbers big-endian.
  if (header.getUint32(68) !== APPLICATION_ID) throw new DamagedDatabase('belongs to another program');
  return header.getUint32(60);
}

function assertWhole(db: SqlDatabase): void {
  const verdict = selectOne(db, 'PRAGMA quick_check(1)')?.['quick_check'];
  if (verdict !== 'ok') throw new Error(String(verdict));
}

/**
 * Whether the database has our tables as we make them, nothing that would act by itself, and ids that can become part
 * of a path: one that came with a folder of stories may be made by anybody.
 */
function assertOurs(db: SqlDatabase, sqlite: SqlJsStatic): void {
  const fresh = createDatabase(sqlite);
  const expected = objectsOf(fresh);
  fresh.close();
  const found = objectsOf(db);
  for (const object of expected)
    if (!found.has(object)) throw new DamagedDatabase('has other tables than StoryFlow makes');
  for (const object of found)
    if (/^(trigger|view) /u.test(object)) throw new DamagedDatabase('has triggers or views');
  const ids = selectAll(
    db,
    'SELECT id FROM project UNION ALL SELECT id FROM segment UNION ALL SELECT project_id FROM segment',
  );
  if (!ids.every(({ id }) => isId(String(id)))) throw new DamagedDatabase('has ids that are none');
  const stories = selectAll(db, 'SELECT story_path FROM project');
  if (!stories.every(({ story_path: path }) => isStoryPath(String(path))))
    throw new DamagedDatabase('names stories outside its folder');
}

function objectsOf(db: SqlDatabase): Set<string> {
  const rows = selectAll(db, 'SELECT type, name, sql FROM sqlite_schema');
  return new Set(rows.map(({ type, name, sql }) => `${String(type)} ${String(name)} ${String(sql)}`));
}

function migrate(db: SqlDatabase, from: number): void {
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < from) continue;
    db.exec(`BEGIN; ${sql} PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}
