import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { utimesSync, watch } from 'node:fs';
import { mkdir, readdir, readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
import { isErrorCode } from '../../../../src/core/errors';
import { storePaths } from '../../../../src/core/store/paths';
import { SCHEMA_VERSION } from '../../../../src/core/store/schema';
import { selectAll, type SqlDatabase } from '../../../../src/core/store/sqlite';
import { bundleChild, startChild } from './support/child';
import { content, openStore, useFolder, WASM_PATH } from './support/store';

const note = (path: string) => (db: SqlDatabase) => {
  db.run('INSERT INTO to_remove VALUES (?, 0)', [path]);
};
const notes = (db: SqlDatabase) =>
  selectAll(db, 'SELECT path FROM to_remove ORDER BY path').map((row) => row['path']);

describe('Database', () => {
  const folder = useFolder();

  it('writes nothing when it is only looked at', async () => {
    const { database } = openStore(folder());
    assert.deepEqual(await database.read(notes), []);
    assert.equal(await database.refresh(), false);
    assert.deepEqual(await readdir(folder()), []);
  });

  it('writes nothing when a transaction changes nothing', async () => {
    const { database } = openStore(folder());
    await database.transaction(notes);
    assert.deepEqual(await readdir(storePaths(folder()).folder), ['.gitignore']);
  });

  it('keeps what was committed, and leaves no other file', async () => {
    await openStore(folder()).database.transaction(note('a'));
    assert.deepEqual(await openStore(folder()).database.read(notes), ['a']);
    assert.deepEqual((await readdir(storePaths(folder()).folder)).sort(), ['.gitignore', 'storyflow.db']);
  });

  it('changes neither file nor memory when a transaction throws', async () => {
    const { database } = openStore(folder());
    await database.transaction(note('a'));
    const before = await readFile(database.path);
    const failed = database.transaction((db) => {
      note('b')(db);
      throw new Error('not this time');
    });
    await assert.rejects(failed, /not this time/u);
    assert.deepEqual(await database.read(notes), ['a']);
    assert.deepEqual(await readFile(database.path), before);
    await database.transaction(note('c'));
    assert.deepEqual(await database.read(notes), ['a', 'c']);
  });

  it('lets nobody read a change before it is on the disk', async () => {
    const { database } = openStore(folder());
    await database.transaction(note('a'));
    const reads: Promise<unknown>[] = [];
    const failed = database.transaction((db) => {
      note('b')(db);
      // The commit will find the file changed by somebody else.
      utimesSync(database.path, new Date(), new Date(0));
      for (const later of [queueMicrotask, setImmediate]) later(() => reads.push(database.read(notes)));
    });
    await assert.rejects(failed, (error) => isErrorCode(error, 'MediaNotWritable'));
    assert.deepEqual(await Promise.all(reads), [['a'], ['a']]);
    await database.transaction(note('c'));
    assert.deepEqual(await database.read(notes), ['a', 'c']);
    assert.deepEqual(await openStore(folder()).database.read(notes), ['a', 'c']);
  });

  it('tells which rows a transaction changed, and that it does not know of another window', async () => {
    const { database, store } = openStore(folder());
    const projectId = await store.upsertProject({ title: 'A', storyPath: 'a.story.md' });
    const versionNow = () => database.read((_, version) => version);
    let before = await versionNow();
    const changed = async () => {
      const rows = database.changesSince(before, 'segment');
      before = await versionNow();
      return rows && [...rows];
    };
    await store.applySync(projectId, { kept: [], added: [content(), content()], gone: [] });
    assert.deepEqual(await changed(), [1, 2]);
    await store.upsertProject({ title: 'B', storyPath: 'a.story.md' });
    assert.deepEqual(await changed(), []);
    await store.deleteProject(projectId);
    assert.deepEqual(await changed(), [1, 2], 'those too that go with their project');
    await openStore(folder()).database.transaction(note('a'));
    await database.refresh();
    assert.equal(await changed(), undefined);
  });

  it('refuses to write outside a transaction', async () => {
    const { database } = openStore(folder());
    await assert.rejects(database.read(note('a')), /readonly/u);
    await database.transaction(note('a'));
    await assert.rejects(database.read(note('b')), /readonly/u);
  });

  it('keeps the rules between tables in every transaction', async () => {
    const { database } = openStore(folder());
    const orphan = (db: SqlDatabase) => {
      db.run("INSERT INTO segment (id, project_id, sequence_index) VALUES ('a', 'no project', 0)");
    };
    await assert.rejects(database.transaction(orphan), /FOREIGN KEY/u);
    await database.transaction(note('a'));
    await assert.rejects(database.transaction(orphan), /FOREIGN KEY/u);
  });

  it('starts anew when the file was deleted meanwhile', async () => {
    const { database } = openStore(folder());
    await database.transaction(note('a'));
    await unlink(database.path);
    await database.transaction(note('b'));
    assert.deepEqual(await database.read(notes), ['b']);
  });

  it('can be closed and used again', async () => {
    const { database } = openStore(folder());
    await database.transaction(note('a'));
    database.close();
    assert.deepEqual(await database.read(notes), ['a']);
  });

  describe('shared by two', () => {
    it('adds to what the other one wrote', async () => {
      const [one, other] = [openStore(folder()).database, openStore(folder()).database];
      for (const name of ['a', 'c', 'e']) {
        await one.transaction(note(name));
        await other.transaction(note(String.fromCharCode(name.charCodeAt(0) + 1)));
      }
      assert.deepEqual(await other.read(notes), ['a', 'b', 'c', 'd', 'e', 'f']);
    });

    it('shows what the other one wrote after a refresh', async () => {
      const [one, other] = [openStore(folder()).database, openStore(folder()).database];
      await one.transaction(note('a'));
      assert.deepEqual(await other.read(notes), ['a']);
      await one.transaction(note('b'));
      assert.deepEqual(await other.read(notes), ['a']);
      assert.equal(await other.refresh(), true);
      assert.equal(await other.refresh(), false);
      assert.deepEqual(await other.read(notes), ['a', 'b']);
      assert.equal(await one.refresh(), false);
    });

    it('sees a change that left size and time as they were', async () => {
      const [one, other] = [openStore(folder()).database, openStore(folder()).database];
      await one.transaction(note('a'));
      const { atime, mtime } = await stat(one.path);
      await other.transaction(note('b'));
      await utimes(other.path, atime, mtime);
      await one.transaction(note('c'));
      assert.deepEqual(await one.read(notes), ['a', 'b', 'c']);
    });

    it('loses nothing of 40 transactions at the same time', async () => {
      const both = [openStore(folder()).database, openStore(folder()).database];
      const names = Array.from({ length: 40 }, (_, index) => `note ${String(index).padStart(2, '0')}`);
      await Promise.all(names.map((name, index) => both[index % 2]!.transaction(note(name))));
      assert.deepEqual(await openStore(folder()).database.read(notes), names);
    });

    it('takes over the lock of a process that died', async () => {
      const { database } = openStore(folder());
      const lock = `${database.path}.lock`;
      await mkdir(lock, { recursive: true });
      const longAgo = new Date(Date.now() - 11_000);
      await utimes(lock, longAgo, longAgo);
      await database.transaction(note('a'));
      assert.deepEqual(await database.read(notes), ['a']);
    });

    it('removes what a process that died left half written', async () => {
      const { database } = openStore(folder());
      await mkdir(storePaths(folder()).folder);
      const { pid } = spawnSync(process.execPath, ['--version']);
      await writeFile(`${database.path}.${pid}.${randomUUID()}.tmp`, 'half');
      await database.transaction(note('a'));
      assert.deepEqual((await readdir(storePaths(folder()).folder)).sort(), ['.gitignore', 'storyflow.db']);
    });
  });

  describe('with a file that cannot be used', () => {
    const someDatabase = async (pragmas: string) => {
      const sqlite = await initSqlJs({ wasmBinary: Uint8Array.from(await readFile(WASM_PATH)).buffer });
      const db = new sqlite.Database();
      db.exec(`CREATE TABLE t (x); ${pragmas}`);
      return db.export();
    };
    const ownDatabase = async () => {
      const { database } = openStore(folder('own'));
      await mkdir(folder('own'));
      await database.transaction(note('x'.repeat(20_000)));
      return readFile(database.path);
    };
    const unusable: [what: string, bytes: () => Promise<Uint8Array> | Uint8Array, reason: RegExp][] = [
      ['empty', () => new Uint8Array(), /is empty/u],
      ['text', () => Buffer.from('This is no database. '.repeat(500)), /is not an SQLite database/u],
      ['only a header', async () => (await ownDatabase()).subarray(0, 64), /is not an SQLite database/u],
      ['cut off', async () => (await ownDatabase()).subarray(0, 9000), /is damaged/u],
      ['overwritten in the middle', async () => (await ownDatabase()).fill(7, 4096, 24_000), /is damaged/u],
      ['of another program', () => someDatabase(''), /belongs to another program/u],
    ];
    for (const [what, bytesOf, reason] of unusable) {
      it(`sets aside one that is ${what}, but not before it must write`, async () => {
        const { database, log, setAside } = openStore(folder());
        const bytes = Buffer.from(await bytesOf());
        await mkdir(storePaths(folder()).folder);
        await writeFile(database.path, bytes);
        assert.deepEqual(await database.read(notes), []);
        assert.match(log.lines.join('\n'), reason);
        assert.deepEqual(await readFile(database.path), bytes);

        await database.transaction(note('new'));
        assert.deepEqual(await openStore(folder()).database.read(notes), ['new']);
        assert.equal(setAside.length, 1);
        assert.match(setAside[0]!, /storyflow\.db\.damaged-\d{4}-\d\d-\d\dT[\d-]+Z$/u);
        assert.deepEqual(await readFile(setAside[0]!), bytes);
      });
    }

    it('refuses one of a newer version and does not touch it', async () => {
      const { database } = openStore(folder());
      await database.transaction(note('a'));
      const bytes = await readFile(database.path);
      bytes.writeUInt32BE(SCHEMA_VERSION + 1, 60);
      await writeFile(database.path, bytes);
      const newer = openStore(folder()).database;
      for (const use of [
        () => newer.read(notes),
        () => newer.transaction(note('b')),
        () => newer.refresh(),
      ]) {
        await assert.rejects(
          use(),
          (error) => isErrorCode(error, 'WrongUse') && /newer StoryFlow/u.test(error.message),
        );
      }
      assert.deepEqual(await readFile(database.path), bytes);
      assert.deepEqual((await readdir(storePaths(folder()).folder)).sort(), ['.gitignore', 'storyflow.db']);
    });

    it('says so when the file cannot be read', async () => {
      const { database } = openStore(folder());
      await mkdir(database.path, { recursive: true });
      await assert.rejects(database.read(notes), (error) => isErrorCode(error, 'MediaNotWritable'));
    });
  });

  describe('in processes of their own', function () {
    // They take three seconds on an idle machine.
    this.timeout(60_000);

    const prepare = async () => {
      const { database } = openStore(folder());
      await database.transaction((db) => {
        db.exec(
          "CREATE TABLE counter (name TEXT, value INTEGER); INSERT INTO counter VALUES ('one', 0), ('other', 0)",
        );
      });
      return database;
    };
    const counters = (db: SqlDatabase) =>
      selectAll(db, 'SELECT value FROM counter').map((row) => Number(row['value']));

    it('two count up together without losing a step', async () => {
      await prepare();
      const bundle = await bundleChild('count', folder());
      const children = [1, 2].map(() => startChild(bundle, [folder(), '20']));
      for (const { code, errors } of await Promise.all(children.map((child) => child.ended))) {
        assert.deepEqual({ code, errors }, { code: 0, errors: '' });
      }
      assert.deepEqual(await openStore(folder()).database.read(counters), [40, 40]);
    });

    it('what was committed survives kill -9 at any moment', async () => {
      // So large that it takes several writes.
      await (await prepare()).transaction(note('x'.repeat(2_000_000)));
      const bundle = await bundleChild('count', folder());
      for (let round = 1; round <= 12; round++) {
        const child = startChild(bundle, [folder(), '100000']);
        let acknowledged = 0;
        let events = 0;
        // Whatever happens in the folder marks a step of a commit: each round ends it at another one.
        const watcher = watch(storePaths(folder()).folder, () => {
          if (acknowledged > 0 && ++events === round) child.process.kill('SIGKILL');
        });
        for await (const line of child.lines) acknowledged = Number(line);
        watcher.close();
        await child.ended;
        const { database, log } = openStore(folder());
        const [one = 0, other] = await database.read(counters);
        assert.equal(one, other);
        assert.ok(one === acknowledged || one === acknowledged + 1, `${one} of ${acknowledged}`);
        assert.deepEqual(log.lines, []);
        const longAgo = new Date(Date.now() - 11_000);
        await utimes(`${database.path}.lock`, longAgo, longAgo).catch(() => undefined);
      }
    });

    for (const bytes of [600_000, 2_000_000]) {
      it(`keeps file and memory as they were when there is no room for ${bytes} bytes`, async function () {
        if (process.platform === 'win32') this.skip();
        const { database } = openStore(folder());
        await database.transaction(note('a'));
        const bundle = await bundleChild('fill', folder());
        // The limit is 256 or 512 kB, whichever blocks the shell counts in.
        const child = startChild(bundle, [folder(), String(bytes)], 512);
        const lines: string[] = [];
        for await (const line of child.lines) lines.push(line);
        assert.deepEqual(await child.ended, { code: 0, errors: '' });
        assert.match(lines[0]!, /^MediaNotWritable: .*storyflow\.db could not be written: .* try again\.$/u);
        assert.deepEqual(lines.slice(1), ['in memory 1', 'afterwards 2']);
        assert.deepEqual(await openStore(folder()).database.read(notes), ['a', 'small']);
        assert.deepEqual((await readdir(storePaths(folder()).folder)).sort(), ['.gitignore', 'storyflow.db']);
      });
    }
  });
});
