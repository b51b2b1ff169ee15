import assert from 'node:assert/strict';
import { heteronyms, readingsOf } from '../../../../../src/core/speech/lexicon/heteronyms';
import { phonemeFault } from '../../../../../src/core/speech/lexicon/phonemeText';

describe('words that are said in more than one way', () => {
  for (const language of ['en-US', 'en-GB']) {
    it(`have readings that differ and that Kokoro can say, in ${language}`, () => {
      for (const word of heteronyms) {
        const readings = readingsOf(word, language);
        const sounds = new Set(readings.map(({ phonemes }) => phonemes));
        assert(sounds.size >= 2 && sounds.size === readings.length, word);
        for (const sound of sounds) {
          assert.equal(phonemeFault(sound), undefined, `${word} /${sound}/`);
          assert(/[^\p{ASCII}]/u.test(sound), `${word} /${sound}/ would be an address`);
        }
      }
    });
  }

  it('are found in any case, and in English only', () => {
    assert.deepEqual(
      readingsOf('Lead', 'en-US').map(({ phonemes }) => phonemes),
      ['lˈid', 'lˈɛd'],
    );
    assert.deepEqual(readingsOf('lead', 'fr-FR'), []);
    assert.deepEqual(readingsOf('boat', 'en-US'), []);
  });
});
