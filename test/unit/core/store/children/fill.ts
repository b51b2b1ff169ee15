// fill.cjs ROOT BYTES WASM: tries to add so much text in one transaction, and tells how that went and what memory
// and a later, small transaction hold then.
import { messageOf, StoryFlowError } from '../../../../../src/core/errors';
import type { SqlDatabase } from '../../../../../src/core/store/sqlite';
import { selectOne } from '../../../../../src/core/store/sqlite';
import { openDatabase, print } from './database';

const [root = '', bytes = '', wasmPath = ''] = process.argv.slice(2);
const database = openDatabase(root, wasmPath);
// By default this signal of the limit on file sizes ends the process, instead of the write.
process.on('SIGXFSZ', () => undefined);

const paths = (db: SqlDatabase) =>
  Number(selectOne(db, 'SELECT count(*) AS count FROM to_remove')?.['count']);

async function fill(): Promise<void> {
  try {
    await database.transaction((db) => {
      db.run('INSERT INTO to_remove VALUES (?, 0)', ['x'.repeat(Number(bytes))]);
    });
    print('written');
  } catch (error) {
    print(error instanceof StoryFlowError ? `${error.code}: ${error.message}` : `other: ${messageOf(error)}`);
  }
  print(`in memory ${await database.read(paths)}`);
  await database.transaction((db) => {
    db.run("INSERT INTO to_remove VALUES ('small', 0)");
  });
  print(`afterwards ${await database.read(paths)}`);
}

void fill();
