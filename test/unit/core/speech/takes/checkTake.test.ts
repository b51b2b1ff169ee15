import assert from 'node:assert/strict';
import { SAMPLE_RATE, type SpokenAudio } from '../../../../../src/core/model';
import { checkTake, type TakeProblem } from '../../../../../src/core/speech/takes/checkTake';
import { hum } from '../../../../support/hum';

/** About 62 tokens, so about 4.1 s. */
const TEXT = 'The boat came in before the storm broke and nobody saw it.';
const seconds = (count: number) => Math.round(count * SAMPLE_RATE);
const good = hum(seconds(4));

/** A copy of a sound that something was done to. */
function changed(change: (samples: Float32Array) => void, samples = good): Float32Array<ArrayBuffer> {
  const copy = samples.slice();
  change(copy);
  return copy;
}

function joined(...parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return samples;
}

const amplified = (gain: number) =>
  changed((samples) => {
    samples.forEach((sample, at) => (samples[at] = Math.max(-1, Math.min(1, sample * gain))));
  });
const buzz = (length: number) =>
  Float32Array.from({ length }, (_, at) => 0.2 * Math.sign(Math.sin((2 * Math.PI * 110 * at) / SAMPLE_RATE)));
let state = 1;
const hiss = (length: number) =>
  Float32Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return 0.1 * (state / 1_073_741_824 - 1);
  });

const takes: readonly [
  name: string,
  samples: Float32Array<ArrayBuffer>,
  kind: TakeProblem['kind'] | undefined,
][] = [
  ['one of usual length', good, undefined],
  ['one of half the usual length', good.slice(0, seconds(2)), undefined],
  ['one of two and a half times the usual length', hum(seconds(10)), undefined],
  ['one with a pause of 1.5 s', joined(good, new Float32Array(seconds(1.5)), good), undefined],
  ['one that trails off in 0.7 s of noise', joined(good, hiss(seconds(0.7))), undefined],
  [
    'one that is quiet',
    changed((each) => { each.forEach((sample, at) => (each[at] = sample / 100)); }),
    undefined,
  ],
  [
    'one above full scale',
    changed((each) => { each.forEach((sample, at) => (each[at] = sample * 3)); }),
    undefined,
  ],
  ['one without samples', new Float32Array(0), 'empty'],
  ['zeros', new Float32Array(seconds(4)), 'silent'],
  ['a whisper of 80 dB below full scale', hum(seconds(4)).map((each) => each * 1e-4), 'silent'],
  ['one sample that is no number', changed((each) => each.fill(NaN, 5000, 5001)), 'notNumbers'],
  ['one infinite sample', changed((each) => each.fill(-Infinity, 0, 1)), 'notNumbers'],
  ['one that was amplified into clipping', amplified(4), 'clipped'],
  ['one word where a sentence should be', good.slice(0, seconds(0.5)), 'tooShort'],
  ['one of five times the usual length', hum(seconds(21)), 'tooLong'],
  ['one with a silence of 3 s inside', joined(good, new Float32Array(seconds(3)), good), 'silence'],
  ['one that ends in a buzz', joined(good, buzz(seconds(2))), 'drone'],
  ['one that ends in a hiss', joined(good, hiss(seconds(2))), 'drone'],
];

describe('the check of a take', () => {
  const check = (samples: Float32Array<ArrayBuffer>, order = { text: TEXT, speed: 1 }, more = {}) =>
    checkTake({ samples, words: [], ...more } satisfies SpokenAudio, order);

  for (const [name, samples, kind] of takes)
    it(`${kind === undefined ? 'passes' : `finds ${kind} in`} ${name}`, () => {
      assert.equal(check(samples)?.kind, kind);
    });

  it('tells how much too long', () => {
    const problem = check(hum(seconds(20.5)));
    assert(problem?.kind === 'tooLong');
    assert.equal(Math.round(problem.times), 5);
  });

  for (const [speed, length, kind] of [
    [0.5, 8.2, undefined],
    [0.5, 41, 'tooLong'],
    [2, 2.1, undefined],
    [2, 11, 'tooLong'],
    [2, 0.3, 'tooShort'],
  ] as const)
    it(`${length} s at speed ${speed}: ${kind ?? 'right'}`, () => {
      assert.equal(check(hum(seconds(length)), { text: TEXT, speed })?.kind, kind);
    });

  it('goes by what the engine counted, where it did', () => {
    const counted = { tokens: 300, sounds: 220 };
    assert.equal(check(hum(seconds(15)), { text: '1', speed: 1 }, counted), undefined);
    assert.equal(check(hum(seconds(15)), { text: '1', speed: 1 })?.kind, 'tooLong');
    assert.equal(check(hum(seconds(4)), { text: TEXT, speed: 1 }, counted)?.kind, 'tooShort');
  });

  it('does not take marks for sounds', () => {
    assert.equal(check(hum(seconds(0.2)), { text: 'No?!?!?!?!?!?!?!?!', speed: 1 }), undefined);
  });
});
