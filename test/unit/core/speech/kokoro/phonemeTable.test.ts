import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { PhonemeSources } from '../../../../../src/core/speech/kokoro/phonemes';
import { tokenize } from '../../../../../src/core/speech/kokoro/vocabulary';
import { explain, readSentences, renderPhonemeTable } from '../../../../support/phonemeTable';
import { realPhonemeSources } from './realEspeak';

describe('sixty sentences beside what espeak-ng makes of them', () => {
  let sources: PhonemeSources;
  before(async () => {
    sources = await realPhonemeSources();
  });

  it('come out as they were looked over, with a rule for every word that differs', async () => {
    const rows = await readSentences();
    assert.equal(rows.length, 60);
    for (const row of rows) {
      const { phonemes, raw, differences } = explain(row, sources);
      assert.equal(phonemes, row.expected, row.text);
      assert.notEqual(raw, '');
      assert.deepEqual(tokenize(phonemes).unknown, []);
      const unexplained = differences.filter(({ rule }) => rule === undefined);
      assert.deepEqual(unexplained, [], row.text);
    }
  }).timeout(60_000);

  it('are what docs/phonemes.md shows', async () => {
    const sentences = (await readSentences()).map((row) => explain(row, sources));
    const page = await readFile('docs/phonemes.md', 'utf8');
    assert.equal(page, renderPhonemeTable(sentences), 'run npm run docs:phonemes');
  }).timeout(60_000);
});
