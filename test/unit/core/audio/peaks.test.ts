import assert from 'node:assert/strict';
import { waveformPeaks } from '../../../../src/core/audio/peaks';

describe('peaks', () => {
  it('are the smallest and the largest sample of each stretch', () => {
    const samples = new Float32Array(960);
    samples.set([0.5, -0.25], 100);
    samples.set([-0.75, 0.125], 700);
    assert.deepEqual([...waveformPeaks(samples)], [-0.25, 0.5, -0.75, 0.125]);
  });

  it('a stretch that is all above zero does not reach down to it', () => {
    assert.deepEqual([...waveformPeaks(new Float32Array(480).fill(0.25))], [0.25, 0.25]);
  });

  const lengths: [frames: number, perSecond: number, buckets: number][] = [
    [0, 50, 0],
    [1, 50, 1],
    [480, 50, 1],
    [481, 50, 2],
    [24_000, 50, 50],
    [24_000, 20, 20],
    [10, 1_000_000, 10],
    [600 * 24_000, 50, 8192],
  ];
  for (const [frames, perSecond, buckets] of lengths) {
    it(`${String(frames)} samples at ${String(perSecond)} a second: ${String(buckets)} pairs`, () => {
      assert.equal(waveformPeaks(new Float32Array(frames), perSecond).length, buckets * 2);
    });
  }

  it('no sample is left out, wherever it stands', () => {
    for (const at of [0, 480, 12_345, 23_999]) {
      const samples = new Float32Array(24_000);
      samples[at] = 1;
      assert.equal(waveformPeaks(samples, 7).filter((value) => value === 1).length, 1, String(at));
    }
  });
});
