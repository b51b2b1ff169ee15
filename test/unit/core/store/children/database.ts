import { readFile } from 'node:fs/promises';
import { Database } from '../../../../../src/core/store/database';

/** A database in a child process, with the table that the children's tests count in. */
export function openDatabase(root: string, wasmPath: string): Database {
  const log = { debug: print, info: print, warn: print, error: print };
  return new Database({ root, log, wasmBinary: () => readFile(wasmPath) });
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
