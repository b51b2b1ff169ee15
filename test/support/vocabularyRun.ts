import assert from 'node:assert/strict';
import { phonemize, type PhonemeSources } from '../../src/core/speech/kokoro/phonemes';
import { tokenize } from '../../src/core/speech/kokoro/vocabulary';
import { languages, type LanguageCode } from '../../src/core/speech/kokoro/voices';
import { normalise } from '../../src/core/speech/text/normalise';
import { realPhonemeSources } from '../unit/core/speech/kokoro/realEspeak';
import { realParagraphs } from './realText';

/** Says so many words of real text in a language, and asserts that the model has a symbol for everything. */
export function vocabularyRun(words: number, code: LanguageCode): void {
  it(`${languages[code].name}: ${words.toLocaleString('en')} words of real text in known symbols`, async () => {
    const sources = await realPhonemeSources();
    let spoken = 0;
    for await (const paragraph of realParagraphs(words)) spoken += assertKnown(paragraph, code, sources);
    // What is neither a word nor a number, such as a rule of hyphens, is not spoken.
    assert(spoken > 0.6 * words, String(spoken));
  }).timeout(words * 10);
}

/** The words that sound. */
function assertKnown(paragraph: string, code: LanguageCode, sources: PhonemeSources): number {
  const { text } = normalise(paragraph, languages[code].tag);
  const { phonemes, tokens, words } = phonemize(text, languages[code], sources);
  const { ids, unknown } = tokenize(phonemes);
  assert.deepEqual(unknown, [], paragraph);
  assert.equal(ids.length, tokens.length);
  assert(!/^\s|\s\s|\s$/u.test(phonemes), phonemes);
  let at = 0;
  for (const { start, end } of words) {
    assert(start >= at && end > start, paragraph);
    at = end;
  }
  return words.length;
}
