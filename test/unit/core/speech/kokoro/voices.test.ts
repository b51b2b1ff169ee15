import assert from 'node:assert/strict';
import type { EspeakPhonemes } from '../../../../../src/core/speech/kokoro/phonemes';
import { DEFAULT_VOICE, findVoice, languages, voices } from '../../../../../src/core/speech/kokoro/voices';
import { realEspeak } from './realEspeak';

describe('the voices of Kokoro v1.0', () => {
  it('are 54', () => {
    assert.equal(voices.length, 54);
    assert.equal(new Set(voices.map((voice) => voice.name)).size, 54);
  });

  it('are as many per language and gender as published', () => {
    const count = new Map<string, number>();
    for (const { name } of voices) count.set(name.slice(0, 2), (count.get(name.slice(0, 2)) ?? 0) + 1);
    assert.deepEqual(Object.fromEntries(count), {
      af: 11,
      am: 9,
      bf: 4,
      bm: 4,
      jf: 4,
      jm: 1,
      zf: 4,
      zm: 4,
      ef: 1,
      em: 2,
      ff: 1,
      hf: 2,
      hm: 2,
      if: 1,
      im: 1,
      pf: 1,
      pm: 2,
    });
  });

  it('12. have af_bella as their default', () => {
    assert.equal(DEFAULT_VOICE, 'af_bella');
    const voice = findVoice(DEFAULT_VOICE);
    assert.equal(voice?.grade, 'A-');
    assert.equal(voice.gender, 'female');
    assert.equal(voice.language.tag, 'en-US');
  });

  it('cannot speak Japanese and Mandarin', () => {
    const silent = voices.filter((voice) => !voice.available).map((voice) => voice.language.tag);
    assert.deepEqual([...new Set(silent)], ['ja-JP', 'zh-CN']);
  });
});

describe('the espeak-ng voices of the languages', () => {
  let espeak: EspeakPhonemes;
  before(async () => {
    espeak = await realEspeak();
  });

  it('are all accepted, unlike en-gb and fr-fr', () => {
    for (const { espeakVoice } of Object.values(languages)) {
      if (espeakVoice !== undefined) assert.notEqual(espeak('a', espeakVoice), '');
    }
    assert.throws(() => espeak('a', 'en-gb'));
    assert.throws(() => espeak('a', 'fr-fr'));
  });

  it('give British English the vowels of Kokoro’s British alphabet', () => {
    assert.equal(espeak('cat', 'en'), 'k_ˈa_t');
    assert.equal(espeak('go there', 'en'), 'ɡ_ˌəʊ ð_ˈeə');
  });
});
