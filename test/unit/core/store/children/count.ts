// count.cjs ROOT TIMES WASM: counts up in two rows of the database, one transaction a step, and prints each number
// once it is committed.
import { selectOne } from '../../../../../src/core/store/sqlite';
import { openDatabase, print } from './database';

const [root = '', times = '', wasmPath = ''] = process.argv.slice(2);
const database = openDatabase(root, wasmPath);

async function count(): Promise<void> {
  for (let step = 0; step < Number(times); step++) {
    const value = await database.transaction((db) => {
      db.run('UPDATE counter SET value = value + 1 WHERE name = ?', ['one']);
      db.run('UPDATE counter SET value = value + 1 WHERE name = ?', ['other']);
      return Number(selectOne(db, "SELECT value FROM counter WHERE name = 'one'")?.['value']);
    });
    print(String(value));
  }
}

void count();
