import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import { storePaths } from '../../../../src/core/store/paths';
import { SCHEMA_VERSION } from '../../../../src/core/store/schema';
import { selectOne } from '../../../../src/core/store/sqlite';
import { AUDIO, content, openStore, useFolder, WASM_PATH } from './support/store';

describe('the schema', () => {
  const folder = useFolder();

  /** A database as an earlier version wrote it: what later versions added is taken away. */
  async function databaseOf(number: 1 | 2) {
    const { store, database } = openStore(folder('new'));
    await mkdir(folder('new'));
    const projectId = await store.upsertProject({ title: 'A story', storyPath: 'a.story.md' });
    const segment = content();
    await store.applySync(projectId, { kept: [], added: [segment], gone: [] });
    await store.setAudio(segment.id, AUDIO);
    await store.setFailure(segment.id, 'The engine failed.');
    const sqlite = await initSqlJs({ wasmBinary: Uint8Array.from(await readFile(WASM_PATH)).buffer });
    const db = new sqlite.Database(await readFile(database.path));
    const second = ['audio_size', 'audio_modified_at', 'failure_text_hash', 'failure_settings_hash'];
    const third = ['audio_model', 'audio_checks', 'audio_lexicon_hash'];
    for (const column of [...third, ...(number === 1 ? second : [])])
      db.exec(`ALTER TABLE segment DROP COLUMN ${column}`);
    db.exec(`PRAGMA user_version = ${number}`);
    await mkdir(storePaths(folder()).folder, { recursive: true });
    await writeFile(storePaths(folder()).database, db.export());
    return { projectId, id: segment.id };
  }

  it('brings what version 1 wrote to the newest, with all that it held', async () => {
    const { projectId, id } = await databaseOf(1);
    const bytes = await readFile(storePaths(folder()).database);
    const { store, database, log } = openStore(folder());
    const expected = {
      ...AUDIO,
      file: `projects/${projectId}/audio/${id}.wav`,
      model: undefined,
      stamp: undefined,
    };
    const before = await store.getSegment(id);
    assert.deepEqual(before?.audio, expected);
    assert.deepEqual([before.failure, before.failedAttempt], ['The engine failed.', undefined]);
    assert.deepEqual(await readFile(database.path), bytes, 'looking writes nothing');

    await store.setLocked(id, true);
    const written = openStore(folder());
    assert.deepEqual(await written.store.getSegment(id), { ...before, isLocked: true });
    const version = await written.database.read((db) => selectOne(db, 'PRAGMA user_version'));
    assert.deepEqual(version, { user_version: SCHEMA_VERSION });
    assert.deepEqual(log.lines, []);
  });

  it('brings what version 2 wrote to the newest: of its audio nobody knows which model spoke it', async () => {
    const { projectId, id } = await databaseOf(2);
    const { store, log } = openStore(folder());
    const file = `projects/${projectId}/audio/${id}.wav`;
    assert.deepEqual((await store.getSegment(id))?.audio, { ...AUDIO, file, model: undefined });
    await store.setAudio(id, AUDIO);
    assert.deepEqual((await openStore(folder()).store.getSegment(id))?.audio, { ...AUDIO, file });
    assert.deepEqual(log.lines, []);
  });
});
