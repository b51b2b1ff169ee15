import assert from 'node:assert/strict';
import { levelPeak } from '../../../../src/core/audio/level';
import { tone } from './material';

const target = 0.8912509381337456;

describe('level', () => {
  const cases: [name: string, samples: number[], expected: number[]][] = [
    ['quiet is raised', [0, 0.1, -0.05], [0, target, -target / 2]],
    ['over-range is lowered', [4, -2, 1], [target, -target / 2, target / 4]],
    ['a negative peak counts', [0.5, -1], [target / 2, -target]],
    ['what is there already stays', [target, 0.25], [target, 0.25]],
    ['silence stays as it is', [0, 9e-11, -9e-11], [0, 9e-11, -9e-11]],
    ['just above silence is raised', [2e-10, -1e-10], [target, -target / 2]],
    ['no number counts as 0', [NaN, 0.5, Infinity, -Infinity], [0, target, 0, 0]],
    ['only no numbers are silence', [NaN, Infinity], [0, 0]],
    ['nothing', [], []],
  ];
  for (const [name, samples, expected] of cases) {
    it(name, () => {
      const levelled = Float32Array.from(samples);
      levelPeak(levelled);
      assert.equal(levelled.length, expected.length);
      for (const [index, value] of expected.entries()) {
        const allowed = Math.abs(value) * 1e-6;
        assert.ok(
          Math.abs(levelled[index]! - value) <= allowed,
          `${String(levelled[index])} for ${String(value)}`,
        );
      }
    });
  }

  it('keeps the shape: a whole segment is scaled by one factor', () => {
    const wave = tone(24_000, 0.3);
    const levelled = Float32Array.from(wave);
    levelPeak(levelled);
    assert.ok(levelled.every((sample, index) => Math.abs(sample - (wave[index]! * target) / 0.3) < 1e-6));
  });
});
