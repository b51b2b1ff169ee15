import assert from 'node:assert/strict';
import { type Espeak, ESPEAK_SAMPLE_RATE, loadEspeak } from '../../../../../src/core/speech/espeak/espeak';
import { realEspeak } from './realEspeak';

const SENTENCE = 'Once upon a time there was a small house by the sea.';
const english = { voice: 'gmw/en-US', wordsPerMinute: 175 };

describe('espeak-ng', () => {
  let espeak: Espeak;
  before(async () => {
    espeak = await realEspeak();
  });

  const spoken = (text: string, options = english) => {
    const { words } = espeak.synthesize(text, options);
    return words.map(({ from, to }) => text.slice(from, to));
  };

  describe('equal requests', () => {
    it('give identical samples', () => {
      const first = espeak.synthesize(SENTENCE, english);
      assert.deepEqual(espeak.synthesize(SENTENCE, english), first);
    });

    it('give identical samples whatever was spoken between', () => {
      const first = espeak.synthesize(SENTENCE, english);
      const between = [
        { text: 'Guten Tag, "liebe', voice: 'gmw/de', wordsPerMinute: 300 },
        { text: '<voice name="de"> [[ (', voice: 'gmw/en-US', wordsPerMinute: 80 },
        { text: '中文'.repeat(500), voice: 'sit/cmn', wordsPerMinute: 175 },
      ];
      for (const { text, ...options } of between) {
        espeak.synthesize(text, options);
        espeak.phonemes(text, options.voice);
        assert.deepEqual(espeak.synthesize(SENTENCE, english), first, text.slice(0, 30));
      }
    });

    it('give identical phonemes whatever was spoken between', () => {
      const first = espeak.phonemes(SENTENCE, 'en-us');
      espeak.synthesize('[[ "Was', { voice: 'de', wordsPerMinute: 175 });
      assert.equal(espeak.phonemes(SENTENCE, 'en-us'), first);
    });
  });

  describe('voices', () => {
    it('differ', () => {
      const [a, b] = ['gmw/en-US', 'gmw/de'].map((voice) => espeak.synthesize('Hand', { ...english, voice }));
      assert.notDeepEqual(a?.pcm, b?.pcm);
    });

    it('are found by identifier or its last part in any case', () => {
      const expected = espeak.phonemes('water', 'gmw/en-US');
      for (const voice of ['en-US', 'en-us', 'GMW/EN-us']) {
        assert.equal(espeak.phonemes('water', voice), expected, voice);
      }
    });

    for (const voice of ['', 'en-gb', 'fr-fr', 'zh', 'xx', '/', 'gmw', '../gmw/en', 'en\0', 'de+f3']) {
      it(`are refused: ${JSON.stringify(voice)}`, () => {
        assert.throws(() => espeak.phonemes('water', voice), { code: 'InvalidVoice' });
        assert.throws(() => espeak.synthesize('water', { ...english, voice }), { code: 'InvalidVoice' });
      });
    }
  });

  describe('words', () => {
    const cases: [text: string, voice: string, words: string[]][] = [
      ['Hello 😀😀 big, wide world!', 'en-us', ['Hello', '😀😀', 'big', 'wide', 'world']],
      ['It cost 1,234.50 dollars.', 'en-us', ['It', 'cost', '1,234.50', 'dollars']],
      ['中文测试，你好。', 'cmn', ['中文', '测试', '你好']],
      ['你好 world', 'de', ['你好', 'world']],
      ['мир \uFFFD и \uD83D мир', 'ru', ['мир', 'и', 'мир']],
      ['one\0two', 'en-us', ['one', 'two']],
    ];
    for (const [text, voice, words] of cases) {
      it(`of ${JSON.stringify(text)}`, () => {
        assert.deepEqual(spoken(text, { ...english, voice }), words);
      });
    }

    it('are in order and within text and sound, for 5 000 characters', () => {
      const text = `${SENTENCE} `.repeat(95);
      const { pcm, words } = espeak.synthesize(text, english);
      assert.ok(text.length > 5_000 - SENTENCE.length && words.length > 800, `${words.length} words`);
      assert.equal(words.at(-1)?.from, text.lastIndexOf('sea'));
      const seconds = pcm.length / ESPEAK_SAMPLE_RATE;
      for (const [index, word] of words.entries()) {
        const previous = words[index - 1] ?? { to: 0, startSeconds: 0 };
        assert.ok(word.from >= previous.to && word.to > word.from && word.to <= text.length);
        assert.ok(word.startSeconds >= previous.startSeconds && word.startSeconds < seconds);
      }
    });
  });

  describe('speaks as text', () => {
    const cases: [text: string, words: string[]][] = [
      ['one <voice name="de">two</voice> three', ['voice', 'name', 'two', 'three']],
      ['one <!-- two --> three', ['two']],
      ['one <break time="10s"/> two', ['break', 'time', '10s']],
      ['one [[fu:z]] two', ['fu:z', 'two']],
      ['one &lt; two', ['&', 'lt', 'two']],
      ['one \u0001V de two', ['V', 'de', 'two']],
    ];
    for (const [text, words] of cases) {
      it(JSON.stringify(text), () => {
        const heard = spoken(text).join(' ');
        for (const word of words) assert.ok(heard.includes(word), `heard: ${heard}`);
      });
    }

    it('in phonemes too', () => {
      assert.match(espeak.phonemes('[[fu:z]]', 'en-us'), /f_ˈuː.*k_ˈoʊ_l_ə_n/u);
      assert.match(espeak.phonemes('<voice>', 'en-us'), /v_ˈɔɪ_s/u);
    });
  });

  it('takes half the time at twice the rate', () => {
    const lengths = [88, 175, 350].map(
      (wordsPerMinute) => espeak.synthesize(SENTENCE, { ...english, wordsPerMinute }).pcm.length,
    );
    for (const ratio of [lengths[0]! / lengths[1]!, lengths[1]! / lengths[2]!]) {
      assert.ok(ratio > 1.8 && ratio < 2.25, `${ratio}`);
    }
  });

  it('gives phonemes with a line for each clause', () => {
    assert.deepEqual(espeak.phonemes('Hello, world.', 'en-us').split('\n'), ['h_ə_l_ˈoʊ', 'w_ˈɜː_l_d']);
  });

  it('says when its data is damaged', async () => {
    await assert.rejects(
      loadEspeak(() => Promise.resolve(new ArrayBuffer(1_000))),
      { code: 'SpeechFailed', message: /has 1000 bytes instead of 24014553: install StoryFlow again\.$/u },
    );
  });
});
