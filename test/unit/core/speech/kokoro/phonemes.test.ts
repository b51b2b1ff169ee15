import assert from 'node:assert/strict';
import fc from 'fast-check';
import { phonemize, type PhonemeSources } from '../../../../../src/core/speech/kokoro/phonemes';
import { tokenize } from '../../../../../src/core/speech/kokoro/vocabulary';
import { languages, type LanguageCode } from '../../../../../src/core/speech/kokoro/voices';
import { realPhonemeSources } from './realEspeak';
import { sentences } from './sentences';

// The first rows are the published pairs of kokoro.js, in the alphabet that the model was trained on.
const rows: readonly [language: LanguageCode, text: string, phonemes: string][] = [
  ['a', 'Hello World', 'həlˈO wˈɜɹld'],
  ['a', '(Hello)', '(həlˈO)'],
  ['a', 'Doctor Smith', 'dˈɑktəɹ smˈɪθ'],
  ['a', '1,000', 'wˈʌn θˈWzənd'],
  ['a', '12.34', 'twˈɛlv pYnt θɹˈi fˈɔɹ'],
  ['a', '12:34', 'twˈɛlv θˈɜɹTi fˈɔɹ'],
  ['a', 'Apples, oranges.', 'ˈæpᵊlz, ˈɔɹənʤᵻz.'],
  ['b', 'Hello', 'həlˈQ'],
  ['b', 'one hundred dollars', 'wˈʌn hˈʌndɹɪd dˈɒləz'],
  // phoneme by phoneme: two that meet are no affricate
  ['a', 'merchantship', 'mˈɜɹʧᵊntʃˌɪp'],
  // words that espeak-ng fuses stay apart
  ['a', 'I am the one.', 'ˌI ɐm ðə wˈʌn.'],
  ['a', 'There are those of the house.', 'ðˌɛɹ ɑɹ ðOz ʌv ðə hˈWs.'],
  ['a', 'you should have been', 'ju ʃˌʊd hæv bɪn'],
  ['a', 'McDonald and I am going', 'məkdˈɑnᵊld ænd ˌI ɐm ɡˈOɪŋ'],
  // punctuation stays where it was
  ['a', 'He said "no" to him.', 'hˌi sˈɛd “nˈO” tə hɪm.'],
  ['a', '“Why?” — (quietly) … no!', '“wˌI?” — (kwˈIətli) … nˈO!'],
  ['a', 'left—right', 'lˈɛft—ɹˈIt'],
  ['a', 'a\u0000b c', 'ɐ bˈi sˈi'],
  ['a', 'little button', 'lˈɪTᵊl bˈʌtn'],
  ['b', 'near there', 'nˈɪə ðˈɛː'],
  ['e', 'Hola, ¿cómo estás?', 'ˈola, kˈomo estˈas?'],
  ['f', 'Un bon vin, le weekend.', 'œ̃ bˈɔ̃ vˈɛ̃, lə wiːkˈɛnd.'],
  ['h', 'नमस्ते, आप।', 'nəmˈʌsteː, ˌaːp.'],
  ['i', 'Ciao, la pizza.', 'ʧˈao, la pˈiʦːa.'],
  ['p', 'Olá, pão e dia.', 'olˈa, pˈɐ̃ʊ̃ i ʤˈiæ.'],
  // nothing to speak
  ['a', '', ''],
  ['a', ' … — “!” ', ''],
  ['a', '*** 😀', ''],
];

describe('phonemize', () => {
  let sources: PhonemeSources;
  before(async () => {
    sources = await realPhonemeSources();
  });

  for (const [language, text, phonemes] of rows) {
    it(`${language}: ${JSON.stringify(text)} is ${phonemes || 'nothing'}`, () => {
      const made = phonemize(text, languages[language], sources);
      assert.equal(made.phonemes, phonemes);
      assert.deepEqual(made.tokens, tokenize(phonemes).ids);
      assert.deepEqual(made.unknown, []);
    });
  }

  it('gives every word its place in text and tokens', () => {
    const text = 'I am 1,000 — “old”.';
    const { phonemes, words } = phonemize(text, languages.a, sources);
    assert.deepEqual(
      words.map(({ from, to, start, end }) => [text.slice(from, to), phonemes.slice(start, end)]),
      [
        ['I', 'ˌI'],
        ['am', 'ɐm'],
        ['1,000', 'wˈʌn θˈWzənd'],
        ['old', 'ˈOld'],
      ],
    );
  });

  it('says nothing in a language without a front end', () => {
    assert.deepEqual(phonemize('こんにちは', languages.j, sources).tokens, []);
  });

  it('writes 210 English sentences in both accents with known symbols only, and drops no word', () => {
    for (const language of [languages.a, languages.b]) {
      for (const sentence of sentences) check(sentence, language.code);
    }
  }).timeout(60_000);

  it('writes foreign words and any Unicode text with known symbols only', () => {
    for (const code of ['a', 'b', 'e', 'f', 'h', 'i', 'p'] as const) {
      check('Zürich voilà Привет naïve señor Łódź smörgåsbord Dvořák नमस्ते Ελλάδα', code);
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
          check(text, code, false);
        }),
        { numRuns: 60, seed: 7 },
      );
    }
  }).timeout(60_000);

  function check(text: string, code: LanguageCode, complete = true): void {
    const { phonemes, tokens, words } = phonemize(text, languages[code], sources);
    assert.deepEqual(tokenize(phonemes), { ids: tokens, unknown: [] }, text);
    assert.equal(phonemes, phonemes.trim());
    assert(!phonemes.includes('  '), phonemes);
    assert(
      words.every((word, index) => word.start < word.end && word.start >= (words[index - 1]?.end ?? 0)),
      text,
    );
    if (complete) assert.equal(words.length, text.match(/[^\s—]*[\p{L}\p{N}][^\s—]*/gu)?.length, text);
  }
});
