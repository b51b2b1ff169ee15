import type { Database as SqlDatabase, SqlJsStatic, SqlValue } from 'sql.js';
// The browser's build: it takes the wasm bytes that it is given and looks for no file of its own, so it runs in
// every bundle. The wasm file is the same one.
import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';

export type { SqlDatabase, SqlJsStatic, SqlValue };

export type SqlRow = Record<string, SqlValue>;

/** SQLite, ready to use. One per process: later calls get the first one's. Takes about 50 ms. */
export function loadSqlite(wasmBinary: Uint8Array): Promise<SqlJsStatic> {
  return initSqlJs({ wasmBinary: Uint8Array.from(wasmBinary).buffer });
}

/** A database in memory with a file's content. The bytes are copied. */
export function openImage(sqlite: SqlJsStatic, bytes: Uint8Array): SqlDatabase {
  // sql.js copies with slice(), which for a Buffer is no copy: the database would write into the caller's bytes.
  return new sqlite.Database(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** All rows of a query, by column name. `exec` is several times faster than taking rows one by one as objects. */
export function selectAll(db: SqlDatabase, sql: string, parameters: SqlValue[] = []): SqlRow[] {
  const [result] = db.exec(sql, parameters);
  if (!result) return [];
  return result.values.map((values) => {
    const row: SqlRow = {};
    for (const [index, column] of result.columns.entries()) row[column] = values[index] ?? null;
    return row;
  });
}

/** The first row of a query. */
export function selectOne(db: SqlDatabase, sql: string, parameters: SqlValue[] = []): SqlRow | undefined {
  return selectAll(db, sql, parameters)[0];
}

/** Runs one statement once for each list of parameters; the number of rows that it changed. */
export function runEach(db: SqlDatabase, sql: string, parameterLists: Iterable<SqlValue[]>): number {
  const statement = db.prepare(sql);
  try {
    let changed = 0;
    for (const parameters of parameterLists) {
      statement.run(parameters);
      changed += db.getRowsModified();
    }
    return changed;
  } finally {
    statement.free();
  }
}

/** Runs one statement; the number of rows that it changed. */
export function run(db: SqlDatabase, sql: string, parameters: SqlValue[] = []): number {
  return runEach(db, sql, [parameters]);
}
