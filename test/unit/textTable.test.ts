import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readTextTable, renderTextTable } from '../support/textTable';

describe('docs/text.md', () => {
  it('is what `npm run docs:text` writes', async () => {
    assert.equal(await readFile('docs/text.md', 'utf8'), renderTextTable(await readTextTable()));
  });
});
