import assert from 'node:assert/strict';
import { formatLexicon, withEntry, withoutWord } from '../../../../../src/core/speech/lexicon/changeLexicon';
import type { LexiconEntry } from '../../../../../src/core/speech/lexicon/entry';
import { parseLexicon } from '../../../../../src/core/speech/lexicon/parseLexicon';

const LEVI: LexiconEntry = {
  word: 'Lévi',
  say: { respelling: 'layvee' },
  language: 'en',
  caseRule: undefined,
};

describe('a change of the lexicon', () => {
  it('gives one entry a line, in one order whatever came first', () => {
    const words = ['b', 'a', 'Ä', 'c'];
    const add = (text: string | undefined, word: string) => withEntry(text, { ...LEVI, word });
    const texts = [words, words.toReversed()].map((order) => order.reduce(add, undefined));
    assert.equal(texts[0], texts[1]);
    assert.equal(
      texts[0],
      [
        '{',
        '  "version": 1,',
        '  "entries": [',
        '    {"word":"a","language":"en","respelling":"layvee"},',
        '    {"word":"b","language":"en","respelling":"layvee"},',
        '    {"word":"c","language":"en","respelling":"layvee"},',
        '    {"word":"Ä","language":"en","respelling":"layvee"}',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('replaces the entry about the same word, and keeps what it does not know', () => {
    const before = formatLexicon([
      { word: 'Lévi', language: 'en', respelling: 'levvy', note: 'ask Ann' },
      { word: 'Lévi', language: 'fr', respelling: 'lévi' },
      { word: 'broken', phonemes: '€' },
    ]);
    const after = withEntry(before, { ...LEVI, say: { phonemes: 'lˈAvi' } });
    assert.match(after ?? '', /\{"word":"Lévi","language":"en","phonemes":"lˈAvi","note":"ask Ann"\}/u);
    assert.match(after ?? '', /"lévi"/u);
    assert.match(after ?? '', /"broken"/u);
    assert.equal(parseLexicon(after ?? '').entries.length, 2);
  });

  it('removes a word, of one language where that is named', () => {
    const text = formatLexicon([
      { word: 'Lévi', language: 'en', respelling: 'a' },
      { word: 'Lévi', respelling: 'b' },
      { word: 'Mara', respelling: 'c' },
    ]);
    assert.equal(withoutWord(text, 'Le\u0301vi')?.removed, 2);
    const { text: left = '', removed } = withoutWord(text, 'Lévi', 'en') ?? {};
    assert.equal(removed, 1);
    assert.deepEqual(
      parseLexicon(left).entries.map(({ say }) => say),
      [{ respelling: 'b' }, { respelling: 'c' }],
    );
    assert.equal(withoutWord(text, 'lévi')?.removed, 0);
  });

  it('leaves a text that cannot be read', () => {
    assert.equal(withEntry('<<<<<<< HEAD\n', LEVI), undefined);
    assert.equal(withoutWord('{', 'a'), undefined);
  });
});
