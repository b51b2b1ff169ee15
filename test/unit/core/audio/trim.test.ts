import assert from 'node:assert/strict';
import { trimSilence, trimSpoken } from '../../../../src/core/audio/trim';
import { sequence, tone } from './material';

/** Hiss as of a final s or f: noise of the given size, the same in every run. */
function hiss(frames: number, amplitude: number): Float32Array<ArrayBuffer> {
  let state = 1;
  return Float32Array.from({ length: frames }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return amplitude * ((2 * state) / 2_147_483_647 - 1);
  });
}

const dB = (level: number) => 10 ** (level / 20);

describe('trim', () => {
  it('cuts silence at both ends down to 10 ms before and 30 ms after', () => {
    assert.deepEqual(trimSilence(sequence(7200, tone(4800), 9600)), { from: 6960, to: 12_720 });
  });

  it('keeps silence in the middle', () => {
    assert.deepEqual(trimSilence(sequence(7200, tone(2400), 24_000, tone(2400), 9600)), {
      from: 6960,
      to: 36_720,
    });
  });

  it('cuts noise 60 dB below the speech', () => {
    const { from, to } = trimSilence(sequence(hiss(7200, dB(-60)), tone(4800, 1), hiss(9600, dB(-60))));
    assert.deepEqual({ from, to }, { from: 6960, to: 12_720 });
  });

  for (const level of [-20, -30, -40]) {
    it(`keeps a final consonant of ${String(level)} dB, and one after the closure of a stop`, () => {
      const fricative = trimSilence(sequence(2400, tone(4800, 1), hiss(2400, dB(level)), 9600));
      assert.ok(fricative.to >= 9600, String(fricative.to));
      const burst = trimSilence(sequence(2400, tone(4800, 1), 2400, hiss(240, dB(level)), 9600));
      assert.ok(burst.to >= 9840, String(burst.to));
    });
  }

  it('goes by the loudest frame: quiet speech is trimmed like loud speech', () => {
    const loud = sequence(hiss(5000, dB(-70)), tone(5000, 0.9), 5000);
    const quiet = loud.map((sample) => sample * 1e-4);
    assert.deepEqual(trimSilence(quiet), trimSilence(loud));
  });

  it('audio without silence stays whole, also when it ends inside a frame', () => {
    assert.deepEqual(trimSilence(tone(4801)), { from: 0, to: 4801 });
  });

  const silent: [string, Float32Array][] = [
    ['nothing', new Float32Array(0)],
    ['zeros', new Float32Array(5000)],
    ['no numbers', new Float32Array(5000).fill(NaN)],
    ['rounding errors', new Float32Array(5000).fill(1e-12)],
  ];
  for (const [name, samples] of silent) {
    it(`all silent (${name}) gives an empty range`, () => {
      assert.deepEqual(trimSilence(samples), { from: 0, to: 0 });
    });
  }

  it('a sample that is no number does not hide the speech', () => {
    const samples = sequence(7200, tone(4800), 9600);
    samples[8000] = NaN;
    assert.deepEqual(trimSilence(samples), { from: 6960, to: 12_720 });
  });

  it('moves word times along and keeps them inside', () => {
    const { samples, words } = trimSpoken({
      samples: sequence(7200, tone(4800), 9600),
      words: [
        { from: 0, to: 2, start: 6000, end: 9000 },
        { from: 3, to: 5, start: 9000, end: 21_000 },
      ],
    });
    assert.equal(samples.length, 5760);
    assert.deepEqual(words, [
      { from: 0, to: 2, start: 0, end: 2040 },
      { from: 3, to: 5, start: 2040, end: 5760 },
    ]);
    assert.equal(samples.buffer.byteLength, 5760 * 4, 'the silence is not kept in memory');
  });
});
