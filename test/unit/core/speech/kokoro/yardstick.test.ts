import assert from 'node:assert/strict';
import type { PhonemeSources } from '../../../../../src/core/speech/kokoro/phonemes';
import { readKnownWords, scoreOf } from '../../../../support/phonemeYardstick';
import { realPhonemeSources } from './realEspeak';

// Shares of words that come to what misaki's dictionary says; `npm run bench -- phonemes` prints them.
const rows = [
  ['american', 'tuned', 0.93],
  ['american', 'heldOut', 0.85],
  ['british', 'tuned', 0.95],
  ['british', 'heldOut', 0.85],
] as const;

describe('words as the dictionary has them that the model was trained on', () => {
  let sources: PhonemeSources;
  before(async () => {
    sources = await realPhonemeSources();
  });

  for (const [accent, set, least] of rows) {
    it(`${accent}, ${set}: ${100 * least} % and more, and more than a mapping of symbols gives`, async () => {
      const words = (await readKnownWords(accent)).filter((known) => known.set === set);
      const { ours, mapped, raw, differences } = scoreOf(words, accent, sources);
      assert(words.length >= 40);
      assert(ours / words.length >= least, differences.map((row) => Object.values(row).join(' ')).join('\n'));
      assert(ours > mapped && mapped > raw, `${ours}, ${mapped}, ${raw} of ${words.length}`);
    }).timeout(60_000);
  }
});
