import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { loadSqlite, openImage, run, runEach, selectAll, selectOne } from '../../../../src/core/store/sqlite';
import { WASM_PATH } from './support/store';

describe('sqlite', () => {
  async function someDatabase() {
    const sqlite = await loadSqlite(await readFile(WASM_PATH));
    const db = new sqlite.Database();
    db.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)');
    return { sqlite, db };
  }

  it('never writes into the bytes that a database was opened with', async () => {
    const { sqlite, db } = await someDatabase();
    const bytes = Buffer.from(db.export());
    const before = Buffer.from(bytes.toString('latin1'), 'latin1');
    const [one, other] = [openImage(sqlite, bytes), openImage(sqlite, bytes)];
    run(one, 'INSERT INTO t VALUES (1, ?)', ['x'.repeat(100)]);
    assert.ok(bytes.equals(before));
    assert.deepEqual(selectAll(other, 'SELECT * FROM t'), []);
    assert.equal(selectAll(one, 'SELECT * FROM t').length, 1);
  });

  it('gives rows by column, none for none', async () => {
    const { db } = await someDatabase();
    assert.equal(
      runEach(db, 'INSERT INTO t VALUES (?, ?)', [
        [1, 'one'],
        [2, null],
      ]),
      2,
    );
    assert.deepEqual(selectAll(db, 'SELECT b, a FROM t ORDER BY a'), [
      { b: 'one', a: 1 },
      { b: null, a: 2 },
    ]);
    assert.deepEqual(selectOne(db, 'SELECT a FROM t WHERE b = ?', ['one']), { a: 1 });
    assert.equal(selectOne(db, 'SELECT a FROM t WHERE b = ?', ['three']), undefined);
    assert.equal(run(db, 'UPDATE t SET b = ? WHERE a = ?', ['three', 3]), 0);
    assert.equal(run(db, 'UPDATE t SET b = ?', ['all']), 2);
  });
});
