import assert from 'node:assert/strict';
import { SAMPLE_RATE } from '../../../../../src/core/model';
import { createDraftEngine, type DraftEngine } from '../../../../../src/core/speech/draft/draftEngine';
import type { Espeak } from '../../../../../src/core/speech/espeak/espeak';
import { realEspeak } from '../espeak/realEspeak';

const SENTENCE = 'Once upon a time there was a small house by the sea.';
const request = { text: SENTENCE, voice: 'draft:en-us', speed: 1 };

describe('draft engine', () => {
  let espeak: Espeak;
  let engine: DraftEngine;
  before(async () => {
    espeak = await realEspeak();
    engine = createDraftEngine(espeak);
  });

  it('speaks: a sentence of twelve words takes between 2 and 4 seconds and is loud enough', () => {
    const { samples } = engine.synthesize(request);
    const seconds = samples.length / SAMPLE_RATE;
    assert.ok(seconds > 2 && seconds < 4, `${seconds} s`);
    const peak = samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
    assert.ok(peak > 0.1 && peak < 1.1, `${peak}`);
  });

  it('gives the same seconds of sound as espeak-ng', () => {
    const { pcm } = espeak.synthesize(SENTENCE, { voice: 'en-us', wordsPerMinute: 175 });
    const { samples } = engine.synthesize(request);
    assert.equal(samples.length, Math.round((pcm.length * 160) / 147));
  });

  it('gives identical audio for equal requests, whatever was spoken between', () => {
    const first = engine.synthesize(request);
    for (const voice of ['draft:de', 'draft:cmn', 'draft:en-us']) {
      engine.synthesize({ text: 'Etwas "anderes', voice, speed: 2 });
      assert.deepEqual(engine.synthesize(request), first, voice);
    }
  });

  it('takes an alias of a voice for the voice', () => {
    assert.deepEqual(
      engine.synthesize({ ...request, voice: 'Draft:EN' }),
      engine.synthesize({ ...request, voice: 'draft:en-gb' }),
    );
  });

  describe('speed', () => {
    for (const speed of [0.5, 0.75, 1.5, 2]) {
      it(`${speed} scales the duration`, () => {
        const ratio =
          engine.synthesize(request).samples.length / engine.synthesize({ ...request, speed }).samples.length;
        assert.ok(Math.abs(ratio / speed - 1) < 0.12, `${ratio}`);
      });
    }

    for (const [speed, limit] of [
      [0.1, 0.5],
      [9, 2],
    ] as const) {
      it(`${speed} is taken for ${limit}`, () => {
        assert.deepEqual(
          engine.synthesize({ ...request, speed }),
          engine.synthesize({ ...request, speed: limit }),
        );
      });
    }
  });

  describe('words', () => {
    const cases: [voice: string, text: string, words: string[]][] = [
      ['draft:en-us', 'Well — it\'s "late", isn\'t it?', ['Well', "it's", 'late', "isn't", 'it']],
      ['draft:en-us', '😀 a [[b]] <i>c</i>', ['😀', 'a', 'b', 'i', 'c', '/', 'i']],
      ['draft:cmn', '我们去北京吧！', ['我们', '去', '北京', '吧']],
      ['draft:fr', "L'homme qu'il a vu.", ["L'homme", "qu'il", 'a', 'vu']],
      ['draft:hi', 'नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
    ];
    for (const [voice, text, words] of cases) {
      it(`of ${text}`, () => {
        const audio = engine.synthesize({ text, voice, speed: 1 });
        assert.deepEqual(
          audio.words.map(({ from, to }) => text.slice(from, to)),
          words,
        );
        assert.equal(audio.words[0]?.from, 0);
        for (const [index, word] of audio.words.entries()) {
          assert.ok(word.start >= 0 && word.start < word.end, `${word.start} to ${word.end}`);
          assert.equal(word.end, audio.words[index + 1]?.start ?? audio.samples.length);
        }
      });
    }

    it('sound where they are said to', () => {
      // The pause between the sentences is silent, the word after it is not.
      const { samples, words } = engine.synthesize({ ...request, text: 'Stop. Go.' });
      const start = words[1]!.start;
      const loudness = (from: number, to: number) =>
        samples.subarray(from, to).reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
      assert.ok(loudness(start - 2_400, start - 240) < 0.01);
      assert.ok(loudness(start, start + 4_800) > 0.1);
    });
  });

  for (const text of ['', '   ', '…', '***', '—!?', '\0\u0001', '\u200B', '\uFFFD']) {
    it(`says nothing for ${JSON.stringify(text)}`, () => {
      assert.deepEqual(engine.synthesize({ ...request, text }), { samples: new Float32Array(0), words: [] });
    });
  }

  it('refuses an unknown voice and suggests others', () => {
    assert.throws(() => engine.synthesize({ ...request, voice: 'draft:german' }), {
      code: 'InvalidVoice',
      message: 'There is no draft voice “draft:german”: try draft:de.',
    });
  });

  it('names its version for cache keys', () => {
    assert.match(engine.version, /^espeak-ng-emscripten \d+\.\d+\.\d+, draft \d+$/u);
  });
});
