import assert from 'node:assert/strict';
import type { PhonemeRange } from '../../../../../src/core/model';
import {
  phonemize,
  type Phonemized,
  type PhonemeSources,
} from '../../../../../src/core/speech/kokoro/phonemes';
import { phonemizePronounced } from '../../../../../src/core/speech/kokoro/pronounced';
import { vocabulary } from '../../../../../src/core/speech/kokoro/vocabulary';
import { findVoice } from '../../../../../src/core/speech/kokoro/voices';
import { realPhonemeSources } from './realEspeak';

describe('given phonemes', () => {
  let sources: PhonemeSources;
  before(async () => {
    sources = await realPhonemeSources();
  });
  const { language } = findVoice('af_bella')!;
  const ranges = (text: string, given: readonly [string, string][]): PhonemeRange[] =>
    given.map(([word, phonemes]) => {
      const from = text.indexOf(word);
      return { from, to: from + word.length, phonemes };
    });
  const read = (text: string, given: readonly [string, string][]): Phonemized =>
    phonemizePronounced(text, ranges(text, given), (each) => phonemize(each, language, sources));

  const table: [text: string, given: [string, string][], expected: RegExp][] = [
    ['Doctor Lévi went home.', [['Lévi', 'lˈAvi']], /^dˈɑktəɹ lˈAvi wˈ?ɛnt hˈOm\.$/u],
    ['“Lévi!” (Lévi)', [['Lévi', 'lˈAvi']], /^“lˈAvi!” \(/u],
    ['Anglo-Lévi went.', [['Lévi', 'lˈAvi']], /^ˈæŋɡlO lˈAvi wˈɛnt\.$/u],
    ['Lévi', [['Lévi', 'lˈAvi']], /^lˈAvi$/u],
    ['☃ melts.', [['☃', 'snˈOmæn']], /^snˈOmæn mˈɛlts\.$/u],
    ['The Ealing bus.', [['Ealing', 'ˈilɪŋ']], /^ð[iɪ] ˈilɪŋ /u],
    ['The Ealing bus.', [['Ealing', 'lˈilɪŋ']], /^ðə lˈilɪŋ /u],
    ['New York, New York.', [['New York', 'nu jˈɔɹk']], /^nu jˈɔɹk, /u],
  ];
  for (const [text, given, expected] of table) {
    it(`stand for their words in ${text}: ${given.map(([, phonemes]) => phonemes).join()}`, () => {
      const { phonemes, tokens, words } = read(text, given);
      assert.match(phonemes, expected);
      assert.deepEqual(
        tokens,
        Array.from(phonemes, (symbol) => vocabulary.get(symbol)),
      );
      const [word, sounds] = given[0]!;
      const at = words.find(({ from }) => from === text.indexOf(word))!;
      assert.equal(text.slice(at.from, at.to), word);
      assert.equal(phonemes.slice(at.start, at.end), sounds);
    });
  }

  it('leave all other words as they are, each where it stands', () => {
    const text = 'Old Lévi said that Mara would not come.';
    const given = read(text, [
      ['Lévi', 'lˈAvi'],
      ['Mara', 'mˈɑɹə'],
    ]);
    const plain = phonemize(text, language, sources);
    const said = ({ phonemes, words }: Phonemized) =>
      words
        .filter(({ from }) => !['L', 'M'].includes(text.charAt(from)))
        .map(({ from, to, start, end }) => `${text.slice(from, to)} ${phonemes.slice(start, end)}`);
    assert.deepEqual(said(given), said(plain));
    assert.equal(said(given).length, 6);
  });
});
