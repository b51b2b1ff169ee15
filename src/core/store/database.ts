import { rename } from 'node:fs/promises';
import { StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { ChangeLog, type Changes } from './changeLog';
import { readWhole, stampOf } from './databaseFile';
import { notWritable } from './fileError';
import { withFileLock, type HeldLock } from './fileLock';
import { storePaths } from './paths';
import { replaceFile } from '../replaceFile';
import { ensureRoot } from './root';
import { createDatabase, DamagedDatabase, openDatabase } from './schema';
import { loadSqlite, openImage, run, selectOne, type SqlDatabase, type SqlJsStatic } from './sqlite';

export interface DatabaseOptions {
  readonly root: string;
  readonly log: Log;
  /** The bytes of sql-wasm.wasm; asked for at the first use. */
  wasmBinary(): Promise<Uint8Array>;
  /** Told where an unusable database file was moved: what it knew must be rebuilt. */
  onSetAside?(path: string): void;
}

/** What is in memory: what some version of the file held, or what is just being written to it. */
interface Loaded {
  readonly db: SqlDatabase;
  /** The content of `db`, without what is just being written. */
  readonly image: Uint8Array;
  /** The file as it was read; undefined when there was none. */
  readonly file: Uint8Array | undefined;
  readonly stamp: string;
  /** Why the file cannot be used; it is set aside by the next write. */
  readonly damage: string | undefined;
}

/**
 * A root's SQLite file. SQLite itself runs in memory, so this class is what makes changes durable and lets several
 * processes share the file: a transaction works on what the file holds at that moment. Until its outcome is on the disk
 * nobody reads it, and if it does not get there the memory goes back. Nothing is read before the first use, nothing
 * written before the first change.
 */
export class Database {
  readonly path: string;
  readonly #options: DatabaseOptions;
  readonly #changes = new ChangeLog();
  #sqlite: Promise<SqlJsStatic> | undefined;
  #loaded: Loaded | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** Settles when what is in memory is what is on the disk again; undefined while it is. */
  #writing: Promise<void> | undefined;

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.path = storePaths(options.root).database;
  }

  /**
   * Reads the copy in memory, which may be older than the file: see refresh. `query` must not wait. What it keeps it may
   * mark with the version, and ask `changesSince` later.
   */
  async read<T>(query: (db: SqlDatabase, version: number) => T): Promise<T> {
    let loaded = this.#loaded ?? (await this.#inTurn(() => this.#load()));
    while (this.#writing) await this.#writing;
    // A change may have taken the place of what was loaded, and closed it.
    loaded = this.#loaded ?? loaded;
    return query(loaded.db, this.#changes.version);
  }

  /** The rowids of a table that changed since a version of the memory; undefined when only reading all of it tells. */
  changesSince(version: number, table: string): ReadonlySet<number> | undefined {
    return this.#changes.since(version, table);
  }

  /**
   * Changes the newest content of the file; resolves when the change is on the disk. `change` must neither wait nor
   * do anything but use `db`. When it throws, or the file cannot be written (MediaNotWritable), nothing has changed.
   */
  async transaction<T>(change: (db: SqlDatabase) => T): Promise<T> {
    return this.#inTurn(async () => {
      await ensureRoot(this.#options.root);
      return withFileLock(this.path, (held) => this.#commit(change, held));
    });
  }

  /** Reads the file again if another process wrote it. Resolves with whether that was so. */
  async refresh(): Promise<boolean> {
    return this.#inTurn(async () => {
      const before = this.#loaded;
      if (before && before.stamp === (await stampOf(this.path))) return false;
      return (await this.#load()).db !== before?.db;
    });
  }

  /** Lets go of the memory. A later use loads the file again. */
  close(): void {
    this.#become(undefined);
  }

  async #commit<T>(change: (db: SqlDatabase) => T, held: HeldLock): Promise<T> {
    const sqlite = await this.#engine();
    const base = await this.#load();
    const { result, changes } = changeMemory(base.db, change);
    if (!changes) return result;
    const kept = this.#keep(base, { changes, sqlite, held });
    this.#writing = kept.catch(() => undefined);
    try {
      await kept;
    } finally {
      this.#writing = undefined;
    }
    return result;
  }

  /** Writes the memory to the file, or takes back what was changed in it. */
  async #keep(
    base: Loaded,
    { changes, sqlite, held }: { changes: Changes; sqlite: SqlJsStatic; held: HeldLock },
  ): Promise<void> {
    const isStillOpen = () => this.#loaded === base;
    try {
      const image = base.db.export();
      readOnly(base.db);
      await this.#write(image, base, held);
      const stamp = await stampOf(this.path);
      if (isStillOpen()) this.#become({ ...base, image, file: image, stamp, damage: undefined }, changes);
    } catch (error) {
      if (isStillOpen()) this.#become({ ...base, db: readOnly(openImage(sqlite, base.image)) }, new Map());
      throw error;
    }
  }

  async #write(image: Uint8Array, { stamp, damage }: Loaded, held: HeldLock): Promise<void> {
    try {
      await replaceFile(this.path, image, async () => {
        held.assertHeld();
        if ((await stampOf(this.path)) !== stamp) {
          throw new StoryFlowError(
            'MediaNotWritable',
            `${this.path} was changed by another program; try again.`,
          );
        }
        if (damage) await this.#setAside(damage);
      });
    } catch (error) {
      throw notWritable(this.path, error);
    }
  }

  /** Brings the memory up to the file. */
  async #load(): Promise<Loaded> {
    const sqlite = await this.#engine();
    const before = this.#loaded;
    if (before && before.stamp === (await stampOf(this.path))) return before;
    const { bytes, stamp } = await readWhole(this.path);
    if (before && isSame(before.file, bytes)) {
      this.#loaded = { ...before, stamp };
      return this.#loaded;
    }
    const loaded = { ...this.#interpret(sqlite, bytes), file: bytes, stamp };
    this.#become(loaded);
    return loaded;
  }

  #interpret(sqlite: SqlJsStatic, bytes: Uint8Array | undefined): Pick<Loaded, 'db' | 'image' | 'damage'> {
    let damage: string | undefined;
    try {
      if (bytes) {
        const { db, isMigrated } = openDatabase(sqlite, bytes);
        return { image: isMigrated ? db.export() : bytes, db: readOnly(db), damage };
      }
    } catch (error) {
      if (!(error instanceof DamagedDatabase)) throw error;
      damage = error.message;
      this.#options.log.warn(`${this.path} ${damage}; it will be set aside and rebuilt.`);
    }
    const db = createDatabase(sqlite);
    return { image: db.export(), db: readOnly(db), damage };
  }

  async #setAside(damage: string): Promise<void> {
    const aside = `${this.path}.damaged-${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`;
    await rename(this.path, aside);
    this.#options.log.warn(`${this.path} ${damage}; it was set aside as ${aside}.`);
    this.#options.onSetAside?.(aside);
  }

  /** `changes` are all that tells the new content from the old. */
  #become(loaded: Loaded | undefined, changes?: Changes): void {
    const old = this.#loaded;
    this.#loaded = loaded;
    if (changes) this.#changes.add(changes);
    else this.#changes.restart();
    if (old?.db !== loaded?.db) old?.db.close();
  }

  #engine(): Promise<SqlJsStatic> {
    this.#sqlite ??= this.#options.wasmBinary().then(loadSqlite);
    return this.#sqlite;
  }

  /** One after another: this process must not wait for a lock that it holds itself. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/**
 * Changes a database that is read-only before and after. Without `changes` nothing was changed in it, as when it throws.
 * SQLite does not tell of the rows that a DELETE without WHERE removes: there is none.
 */
function changeMemory<T>(
  db: SqlDatabase,
  change: (db: SqlDatabase) => T,
): { result: T; changes: Changes | undefined } {
  const changes = new Map<string, Set<number>>();
  db.exec('PRAGMA query_only = OFF; PRAGMA foreign_keys = ON; BEGIN');
  try {
    db.updateHook((_operation, _database, table, row) => {
      changes.set(table, (changes.get(table) ?? new Set()).add(row));
    });
    const before = totalChanges(db);
    const result = change(db);
    const hasChanged = totalChanges(db) !== before;
    db.exec(hasChanged ? 'COMMIT' : 'ROLLBACK');
    return { result, changes: hasChanged ? changes : undefined };
  } catch (error) {
    rollBack(db);
    throw error;
  } finally {
    db.updateHook(null);
    readOnly(db);
  }
}

function rollBack(db: SqlDatabase): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // Some errors end the transaction by themselves.
  }
}

function readOnly(db: SqlDatabase): SqlDatabase {
  run(db, 'PRAGMA query_only = ON');
  return db;
}

function totalChanges(db: SqlDatabase): unknown {
  return selectOne(db, 'SELECT total_changes() AS changes')?.['changes'];
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one && other ? Buffer.compare(one, other) === 0 : one === other;
}
