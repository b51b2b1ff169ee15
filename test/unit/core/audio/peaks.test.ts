import assert from 'node:assert/strict';
import fc from 'fast-check';
import { peakMeter, stretchesIn, stretchOf } from '../../../../src/core/audio/peaks';
import { pcmOf } from './material';

describe('peaks', () => {
  const peaksOf = (samples: Int16Array, ...cuts: number[]) => {
    const meter = peakMeter(samples.length);
    let from = 0;
    for (const to of [...cuts, samples.length]) {
      meter.add(pcmOf(samples.subarray(from, to)));
      from = to;
    }
    return [...meter.peaks];
  };

  it('are the smallest and the largest sample of each stretch', () => {
    const samples = new Int16Array(960);
    samples.set([500, -250], 100);
    samples.set([-32_768, 125], 700);
    assert.deepEqual(peaksOf(samples), [-250, 500, -32_768, 125]);
  });

  it('a stretch that is all on one side of zero reaches to it', () => {
    assert.deepEqual(peaksOf(new Int16Array(480).fill(250)), [0, 250]);
    assert.deepEqual(peaksOf(new Int16Array(480).fill(-250)), [-250, 0]);
  });

  const lengths: [frames: number, stretch: number, stretches: number][] = [
    [0, 480, 0],
    [1, 480, 1],
    [480, 480, 1],
    [481, 480, 2],
    [24_000, 480, 50],
    [8192 * 480, 480, 8192],
    [8192 * 480 + 1, 481, 8175],
    [7200 * 24_000, 21_094, 8192],
    [2 ** 31, 262_144, 8192],
  ];
  for (const [frames, stretch, stretches] of lengths) {
    it(`${frames} frames: ${stretches} stretches of ${stretch}`, () => {
      assert.deepEqual([stretchOf(frames), stretchesIn(frames)], [stretch, stretches]);
    });
  }

  it('no sample is left out, wherever it stands', () => {
    for (const at of [0, 479, 480, 12_345, 24_000]) {
      const samples = new Int16Array(24_001);
      samples[at] = 1000;
      assert.deepEqual(
        peaksOf(samples).flatMap((value, index) => (value === 1000 ? [index] : [])),
        [2 * Math.floor(at / 480) + 1],
      );
    }
  });

  it('are the same in whatever pieces the samples come', () => {
    const samples = Int16Array.from({ length: 3000 }, (_, at) => 30_000 * Math.sin(at * at));
    const whole = peaksOf(samples);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: samples.length })), (cuts) => {
        assert.deepEqual(peaksOf(samples, ...cuts.sort((a, b) => a - b)), whole);
      }),
    );
  });

  it('samples beyond the announced end are left out', () => {
    const meter = peakMeter(2);
    meter.add(pcmOf(Int16Array.of(1, 2, 3)));
    meter.add(pcmOf(Int16Array.of(4)));
    assert.deepEqual([...meter.peaks], [0, 2]);
  });
});
