import { open, rename, stat } from 'node:fs/promises';
import { StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { hasCode, notReadable, notWritable } from './fileError';
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

/** What is in memory: always what some version of the file held, never a change that is not on disk. */
interface Loaded {
  readonly db: SqlDatabase;
  /** The content of `db`. */
  readonly image: Uint8Array;
  /** The file as it was read; undefined when there was none. */
  readonly file: Uint8Array | undefined;
  readonly stamp: string;
  /** Why the file cannot be used; it is set aside by the next write. */
  readonly damage: string | undefined;
}

const NO_FILE = 'no file';

/**
 * A root's SQLite file. SQLite itself runs in memory, so this class is what makes changes durable and lets several
 * processes share the file: a transaction works on a copy of what the file holds at that moment, and the copy
 * replaces file and memory together or not at all. Nothing is read before the first use, nothing written
 * before the first change.
 */
export class Database {
  readonly path: string;
  readonly #options: DatabaseOptions;
  #sqlite: Promise<SqlJsStatic> | undefined;
  #loaded: Loaded | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.path = storePaths(options.root).database;
  }

  /** Reads the copy in memory, which may be older than the file: see refresh. `query` must not wait. */
  async read<T>(query: (db: SqlDatabase) => T): Promise<T> {
    const loaded = this.#loaded ?? (await this.#inTurn(() => this.#load()));
    // A change may have taken the place of what was loaded, and closed it.
    return query((this.#loaded ?? loaded).db);
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
    const db = openImage(sqlite, base.image);
    try {
      db.exec('PRAGMA foreign_keys = ON; BEGIN');
      const result = change(db);
      db.exec('COMMIT');
      if (!hasChanges(db)) {
        db.close();
        return result;
      }
      const changed = db.export();
      await this.#write(changed, base, held);
      const stamp = await stampOf(this.path);
      this.#become({ db: readOnly(db), image: changed, file: changed, stamp, damage: undefined });
      return result;
    } catch (error) {
      if (this.#loaded?.db !== db) db.close();
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

  /** Brings the memory up to the file; by its bytes, as times and sizes can be the same by chance. */
  async #load(): Promise<Loaded> {
    const sqlite = await this.#engine();
    const { bytes, stamp } = await readWhole(this.path);
    const before = this.#loaded;
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

  #become(loaded: Loaded | undefined): void {
    const old = this.#loaded;
    this.#loaded = loaded;
    old?.db.close();
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

function readOnly(db: SqlDatabase): SqlDatabase {
  run(db, 'PRAGMA query_only = ON');
  return db;
}

function hasChanges(db: SqlDatabase): boolean {
  return selectOne(db, 'SELECT total_changes() AS changes')?.['changes'] !== 0;
}

async function readWhole(path: string): Promise<{ bytes: Uint8Array | undefined; stamp: string }> {
  try {
    const file = await open(path, 'r');
    try {
      const stamp = stampFrom(await file.stat({ bigint: true }));
      return { bytes: await file.readFile(), stamp };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return { bytes: undefined, stamp: NO_FILE };
    throw notReadable(path, error);
  }
}

async function stampOf(path: string): Promise<string> {
  try {
    return stampFrom(await stat(path, { bigint: true }));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return NO_FILE;
    throw notReadable(path, error);
  }
}

function stampFrom({ ino, size, mtimeNs }: { ino: bigint; size: bigint; mtimeNs: bigint }): string {
  return `${ino.toString()} ${size.toString()} ${mtimeNs.toString()}`;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one && other ? Buffer.compare(one, other) === 0 : one === other;
}
