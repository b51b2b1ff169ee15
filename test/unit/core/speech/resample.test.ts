import assert from 'node:assert/strict';
import { resample } from '../../../../src/core/speech/resample';

const IN = 22_050;
const OUT = 24_000;

describe('resample 22 050 ▶ 24 000 Hz', () => {
  for (const [given, expected] of [
    [0, 0],
    [1, 1],
    [2, 2],
    [5, 5],
    [6, 7],
    [147, 160],
    [22_050, 24_000],
    [100_003, 108_847],
  ] as const) {
    it(`makes ${expected} samples of ${given}`, () => {
      assert.equal(resample(new Float32Array(given)).length, expected);
    });
  }

  for (const at of [0, 147, 14_700, 22_049 - 146]) {
    it(`leaves an impulse at sample ${at} where it was`, () => {
      const samples = new Float32Array(IN);
      samples[at] = 1;
      const peak = (at * 160) / 147;
      const resampled = resample(samples);
      assert.equal(loudestOf(resampled), Math.round(peak));
      // A filter without delay answers an impulse symmetrically.
      if (at !== 14_700) return;
      for (let n = 1; n < 60; n++) {
        assert.ok(Math.abs(resampled[peak + n]! - resampled[peak - n]!) < 1e-7, `${n} samples away`);
      }
    });
  }

  it('lets a constant through unchanged, apart from the ends', () => {
    const resampled = resample(new Float32Array(IN).fill(0.5));
    for (const sample of resampled.subarray(100, -100)) assert.ok(Math.abs(sample - 0.5) < 1e-6);
  });

  for (const frequency of [200, 1_000, 5_000, 9_000, 9_500]) {
    it(`keeps a tone of ${frequency} Hz: more than 90 dB above everything else`, () => {
      const resampled = resample(tone(frequency, IN, 2 * IN));
      const wanted = tone(frequency, OUT, 2 * OUT);
      // Away from the ends, where the tone begins and stops abruptly.
      const middle = [1_000, -1_000] as const;
      const noise = resampled.map((sample, n) => sample - wanted[n]!);
      const ratio = decibels(power(wanted.subarray(...middle)) / power(noise.subarray(...middle)));
      assert.ok(ratio > 90, `${ratio.toFixed(1)} dB`);
    });
  }

  for (const frequency of [10_100, 10_500, 11_000]) {
    it(`keeps the image of ${frequency} Hz more than 80 dB below the tone`, () => {
      const resampled = resample(tone(frequency, IN, 2 * IN)).subarray(1_000, -1_000);
      const image = decibels(
        powerAt(resampled, IN - frequency) / powerAt(tone(frequency, OUT, OUT), frequency),
      );
      assert.ok(image < -80, `${image.toFixed(1)} dB`);
    });
  }

  it('depends on its argument alone', () => {
    const samples = tone(440, IN, 5_000);
    const first = resample(samples);
    resample(tone(3_000, IN, 7_777));
    assert.deepEqual(resample(samples), first);
  });
});

function tone(frequency: number, rate: number, length: number): Float32Array {
  return new Float32Array(length).map((_, n) => 0.5 * Math.sin((2 * Math.PI * frequency * n) / rate));
}

function loudestOf(samples: Float32Array): number {
  return samples.reduce((best, sample, n) => (Math.abs(sample) > Math.abs(samples[best]!) ? n : best), 0);
}

function power(samples: Float32Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
}

/** The power at one frequency, seen through a Hann window, which keeps a loud tone elsewhere out. */
function powerAt(samples: Float32Array, frequency: number): number {
  let [cosine, sine] = [0, 0];
  for (const [n, sample] of samples.entries()) {
    const angle = (2 * Math.PI * frequency * n) / OUT;
    const weighed = sample * (1 - Math.cos((2 * Math.PI * n) / samples.length));
    cosine += weighed * Math.cos(angle);
    sine += weighed * Math.sin(angle);
  }
  return 2 * ((cosine / samples.length) ** 2 + (sine / samples.length) ** 2);
}

function decibels(ratio: number): number {
  return 10 * Math.log10(ratio);
}
