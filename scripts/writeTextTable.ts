// Writes docs/text.md from the table of the tests: npm run docs:text
import { writeFile } from 'node:fs/promises';
import { readTextTable, renderTextTable } from '../test/support/textTable';

await writeFile('docs/text.md', renderTextTable(await readTextTable()));
