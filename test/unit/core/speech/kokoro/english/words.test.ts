import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import { readDictionary } from '../../../../../../src/core/speech/kokoro/english/cmudict';
import { americanSpelling, withEnding } from '../../../../../../src/core/speech/kokoro/english/endings';
import { fromArpabet } from '../../../../../../src/core/speech/kokoro/english/fromArpabet';
import { heteronym } from '../../../../../../src/core/speech/kokoro/english/heteronyms';
import { spelled } from '../../../../../../src/core/speech/kokoro/english/letters';
import { joinCompound, withStress } from '../../../../../../src/core/speech/kokoro/english/stress';

function table<T>(title: string, rows: readonly T[], check: (row: T) => void): void {
  it(title, () => {
    for (const row of rows) check(row);
  });
}

describe('English words', () => {
  table(
    'misaki’s rules of stress',
    [
      ['ænd', 'some', 'ˌænd'],
      ['ænd', 'strong', 'ˈænd'],
      ['hˌu', 'some', 'hˌu'],
      ['hˌu', 'strong', 'hˈu'],
      ['bˈY', 'strong', 'bˈY'],
      ['nˈOn', 'weaker', 'nˌOn'],
      ['ˌʌndəɹstˈænd', 'weaker', 'ʌndəɹstˌænd'],
      ['hm', 'strong', 'hm'],
    ] as const,
    ([phonemes, change, expected]) => {
      assert.equal(withStress(phonemes, change), expected);
    },
  );

  table(
    'one word of several parts',
    [
      [['wˈɛl', 'nˈOn'], 'wˌɛlnˈOn'],
      [['ɡˈʊd', 'nˈAʧəɹd'], 'ɡˌʊdnˈAʧəɹd'],
      [['ɪn', 'lˈɔ'], 'ɪnlˈɔ'],
      [['bˈI'], 'bˈI'],
    ] as const,
    ([parts, expected]) => {
      assert.equal(joinCompound(parts), expected);
    },
  );

  table(
    'endings of known stems',
    [
      ['books', 'book', 'bˈʊk', 'bˈʊks'],
      ['roses', 'rose', 'ɹˈOz', 'ɹˈOzᵻz'],
      ['dogs', 'dog', 'dˈɔɡ', 'dˈɔɡz'],
      ["cat's", 'cat', 'kˈæt', 'kˈæts'],
      ['cities', 'city', 'sˈɪTi', 'sˈɪTiz'],
      ['waited', 'wait', 'wˈAt', 'wˈATᵻd'],
      ['planned', 'plan', 'plˈæn', 'plˈænd'],
      ['walked', 'walk', 'wˈɔk', 'wˈɔkt'],
      ['meeting', 'meet', 'mˈit', 'mˈiTɪŋ'],
      ['making', 'make', 'mˈAk', 'mˈAkɪŋ'],
      ['happily', 'happy', 'hˈæpi', 'hˈæpəli'],
      ['heedless', 'heed', 'hˈid', 'hˈidləs'],
      ['unhappy', 'happy', 'hˈæpi', 'ˌʌnhˈæpi'],
      ['wanted', 'wante', 'wˈɑntə', undefined],
      ['bus', 'bu', undefined, undefined],
    ] as const,
    ([word, stem, phonemes, expected]) => {
      assert.equal(
        withEnding(word, (asked) => (asked === stem ? phonemes : undefined)),
        expected,
        word,
      );
    },
  );

  table(
    'the dictionary’s phones in misaki’s alphabet',
    [
      ['water', 'W AO1 T ER0', 'wˈɔTəɹ'],
      ['button', 'B AH1 T AH0 N', 'bˈʌtn'],
      ['thirteen', 'TH ER1 T IY1 N', 'θˌɜɹtˈin'],
      ['remember', 'R IY0 M EH1 M B ER0', 'ɹəmˈɛmbəɹ'],
      ['fire', 'F AY1 R', 'fˈIəɹ'],
      ['where', 'HH W EH1 R', 'wˈɛɹ'],
      ['improve', 'IH2 M P R UW1 V', 'ɪmpɹˈuv'],
      ['usual', 'Y UW1 ZH UW0 AH0 L', 'jˈuʒəwəl'],
      ['happiest', 'HH AE1 P IY0 AH0 S T', 'hˈæpiᵻst'],
    ] as const,
    ([word, phones, expected]) => {
      assert.equal(fromArpabet(word, phones), expected, word);
    },
  );

  table(
    'one spelling with two sounds',
    [
      ['close', 'to', '', 'klˈOz'],
      ['close', 'so', '', 'klˈOs'],
      ['close', '', 'the', 'klˈOz'],
      ['lives', 'their', '', 'lˈIvz'],
      ['read', 'had', '', 'ɹˈɛd'],
      ['constructor', 'the', '', undefined],
    ] as const,
    ([word, before, after, expected]) => {
      assert.equal(heteronym(word, { before, after }), expected);
    },
  );

  it('are spelled with one primary stress, in both accents', () => {
    assert.equal(spelled('FBI', 'a'), 'ˌɛfbˌiˈI');
    assert.equal(spelled('U.S.', 'b'), 'jˌuːˈɛs');
    assert.equal(spelled('Ö', 'a'), undefined);
  });

  it('have an American spelling', () => {
    const words = ['colour', 'favourable', 'realised', 'offence', 'hour', 'promise'].map(americanSpelling);
    assert.deepEqual(words, ['color', 'favorable', 'realized', 'offense', 'hor', 'promize']);
  });

  it('are read from blocks that share their beginnings', () => {
    const packed = brotliCompressSync('AH0 B\n\n0a 0\n1b 01\n\n0c 1');
    const dictionary = readDictionary(packed);
    assert.deepEqual(
      ['a', 'ab', 'c', 'b', ''].map((word) => dictionary.get(word)),
      ['AH0', 'AH0 B', 'B', undefined, undefined],
    );
    assert.throws(() => readDictionary(new Uint8Array(8)));
  });
});
