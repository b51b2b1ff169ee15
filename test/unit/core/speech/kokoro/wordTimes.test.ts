import assert from 'node:assert/strict';
import { wordTimes } from '../../../../../src/core/speech/kokoro/wordTimes';

const words = [
  { from: 0, to: 5, start: 0, end: 2 },
  { from: 6, to: 9, start: 3, end: 4 },
];

/** Silence, then sound from sample `from` to `to`. */
function sounding(length: number, from: number, to: number): Float32Array<ArrayBuffer> {
  return new Float32Array(length).fill(0.5, from, to);
}

const spans = (timed: Parameters<typeof wordTimes>[1]): number[][] =>
  wordTimes(words, timed).map(({ start, end }) => [start, end]);

describe('wordTimes', () => {
  it('adds up frames of 600 samples, at least one each, halves to the even number', () => {
    // 2 | 2, 1 | 2 | 4 | 1 frames: rounded from 2.5 | 1.5, 0.5 | 1.9 | 3.5 | 0
    const durations = [2.5, 1.5, 0.5, 1.9, 3.5, 0];
    const samples = sounding(12 * 600, 0, 12 * 600);
    assert.deepEqual(spans({ samples, tokens: 4, durations }), [
      [1200, 3000],
      [4200, 6600],
    ]);
  });

  it('shares the audible time by tokens where there are no durations', () => {
    const samples = sounding(2000, 400, 1200);
    assert.deepEqual(spans({ samples, tokens: 4, durations: undefined }), [
      [400, 800],
      [1000, 1200],
    ]);
  });

  it('does not trust durations of another number than there are ids', () => {
    const samples = sounding(2000, 400, 1200);
    assert.deepEqual(spans({ samples, tokens: 4, durations: [1, 1, 1] })[0], [400, 800]);
  });

  it('shares all of the time when nothing is audible', () => {
    assert.deepEqual(spans({ samples: new Float32Array(400), tokens: 4, durations: undefined }), [
      [0, 200],
      [300, 400],
    ]);
  });
});
