import assert from 'node:assert/strict';
import { joinUtterances } from '../../../../src/core/audio/join';
import type { Boundary } from '../../../../src/core/model';
import { SAMPLE_RATE } from '../../../../src/core/model';
import { part, pauses, sequence, tone } from './material';

const second = SAMPLE_RATE;

describe('join: pauses', () => {
  const lengths: Record<Boundary, number> = {
    part: 2400,
    sentence: 9600,
    paragraph: 19_200,
    heading: 28_800,
    end: 0,
  };
  for (const [boundary, silence] of Object.entries(lengths) as [Boundary, number][]) {
    it(`${boundary}: exactly ${String(silence)} samples of silence, and none after the last utterance`, () => {
      const parts = [
        part({ 0: 'One.' }, tone(1000), { boundary }),
        part({ 1: 'Two.' }, tone(2000), { boundary }),
      ];
      const { samples } = joinUtterances(parts, ['One.', 'Two.'], pauses);
      assert.equal(samples.length, 1000 + silence + 2000);
      assert.ok(samples.subarray(1000, 1000 + silence).every((sample) => sample === 0));
      assert.ok(Math.abs(samples[1000 + silence + 1000]!) > 0.01);
    });
  }

  it('rounds a pause to whole samples and takes a negative one as none', () => {
    const parts = [part({ 0: 'One.' }, tone(10)), part({ 1: 'Two.' }, tone(10))];
    const lengthWith = (sentence: number) =>
      joinUtterances(parts, [], { ...pauses, sentence }).samples.length - 20;
    assert.deepEqual([0.1, 33.3, -5].map(lengthWith), [2, 799, 0]);
  });

  const asked: [boundary: Boundary, pause: number, silence: number][] = [
    ['part', 500, 12_000],
    ['sentence', 500, 12_000],
    ['sentence', 100, 2400],
    ['sentence', 0, 0],
    ['paragraph', 500, 19_200],
    ['paragraph', 1500, 36_000],
    ['heading', 500, 28_800],
    ['heading', 1500.02, 36_000],
  ];
  for (const [boundary, pause, silence] of asked) {
    it(`a pause of ${String(pause)} ms that the text asks for at the end of a ${boundary}: ${String(silence)} samples`, () => {
      const [first, last] = [part({ 0: 'One.' }, tone(1000)), part({ 1: 'Two.' }, tone(2000))];
      const parts = [{ ...first, utterance: { ...first.utterance, boundary, pause } }, last];
      const { samples, cues } = joinUtterances(parts, ['One.', 'Two.'], pauses);
      assert.equal(samples.length, 1000 + silence + 2000);
      assert.ok(samples.subarray(1000, 1000 + silence).every((sample) => sample === 0));
      assert.deepEqual(
        cues.map(({ sample }) => sample),
        [0, 1000 + silence],
      );
    });
  }

  it('a pause at either end of the segment is part of it', () => {
    const { audio, utterance } = part({ 0: 'One.' }, tone(1000), { boundary: 'end' });
    const parts = [{ audio, utterance: { ...utterance, lead: 1000, pause: 2000 } }];
    const { samples, cues } = joinUtterances(parts, ['One.'], pauses);
    assert.equal(samples.length, second + 1000 + 2 * second);
    assert.ok(samples.subarray(0, second).every((sample) => sample === 0));
    assert.ok(samples.subarray(second + 1000).every((sample) => sample === 0));
    assert.deepEqual(cues, [{ sample: second, label: 'One.' }]);
  });

  it('no utterances: no samples, and every cue at 0', () => {
    const { samples, cues } = joinUtterances([], ['***'], pauses);
    assert.equal(samples.length, 0);
    assert.deepEqual(cues, [{ sample: 0, label: '***' }]);
  });
});

describe('join: edges', () => {
  const wave = tone(second, 1, 997);
  const before = Float32Array.from(wave);
  const { samples } = joinUtterances(
    [part({ 0: 'One.' }, wave, { boundary: 'part' }), part({ 0: 'Two.' }, wave)],
    ['One. Two.'],
    { ...pauses, part: 0 },
  );
  const steps = samples.subarray(1).map((sample, index) => Math.abs(sample - samples[index]!));
  const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, value), 0);

  it('every utterance begins and ends at zero', () => {
    assert.deepEqual(
      [0, second - 1, second, 2 * second - 1].map((at) => Math.abs(samples[at]!)),
      [0, 0, 0, 0],
    );
  });

  it('no step at a join is larger than the steps of the sound itself', () => {
    const inside = largest(steps.subarray(second / 4, second / 2));
    assert.ok(inside > 0.2, 'the tone itself moves fast');
    assert.ok(largest(steps) <= inside * 1.001);
    assert.ok(largest(steps.subarray(second - 12, second + 12)) < 0.02, 'half a millisecond around the join');
  });

  it('only 5 ms at either edge are changed, and the engine’s samples are not', () => {
    assert.deepEqual(samples.subarray(120, second - 120), wave.subarray(120, second - 120));
    assert.deepEqual(wave, before);
  });

  it('an utterance shorter than two fades is still faded from zero to zero', () => {
    const short = joinUtterances([part({ 0: 'a' }, new Float32Array(7).fill(1))], ['a'], pauses).samples;
    assert.deepEqual([short[0], short[3], short[6]], [0, 1, 0]);
    assert.ok([1, 2, 4, 5].every((at) => short[at]! > 0 && short[at]! < 1));
  });
});

describe('join: cues', () => {
  it('a sentence at the start of an utterance begins with its first sample', () => {
    const { cues } = joinUtterances(
      [
        part({ 0: 'One.' }, tone(1000), { boundary: 'heading' }),
        part({ 1: 'Two.' }, tone(2000), { boundary: 'paragraph' }),
        part({ 2: 'Three.' }, tone(3000)),
      ],
      ['One.', 'Two.', 'Three.'],
      pauses,
    );
    assert.deepEqual(cues, [
      { sample: 0, label: 'One.' },
      { sample: 29_800, label: 'Two.' },
      { sample: 51_000, label: 'Three.' },
    ]);
  });

  it('a later sentence of a merged utterance begins with its first word', () => {
    const words = [
      { from: 0, to: 2, start: 10, end: 700 },
      { from: 4, to: 6, start: 900, end: 1200 },
      { from: 7, to: 10, start: 1300, end: 1500 },
      { from: 12, to: 16, start: 1700, end: 1900 },
    ];
    const merged = part({ 1: 'No.', 2: 'He ran.', 3: 'Home.' }, tone(2000), { words });
    const { cues } = joinUtterances(
      [part({ 0: 'Why?' }, tone(400)), merged],
      ['Why?', 'No.', 'He ran.', 'Home.'],
      pauses,
    );
    assert.deepEqual(
      cues.map((cue) => cue.sample),
      [0, 10_000, 10_900, 11_700],
    );
  });

  it('without words it begins at the quietest 10 ms near its share of the characters', () => {
    // The share points to sample 12,000; the gap between the sentences is at 14,400 to 15,600.
    const samples = sequence(tone(14_400), 1200, tone(8400));
    const { cues } = joinUtterances([part({ 0: 'abcde', 1: 'fghi' }, samples)], ['abcde', 'fghi'], pauses);
    const share = (24_000 * 6) / 10;
    assert.equal(share, 14_400);
    assert.ok(cues[1]!.sample >= 14_400 && cues[1]!.sample + 240 <= 15_600 + 24, String(cues[1]!.sample));
  });

  it('a quiet place out of reach is not taken', () => {
    const samples = sequence(tone(2000), 1200, tone(20_800));
    const { cues } = joinUtterances([part({ 0: 'abcde', 1: 'fghi' }, samples)], ['abcde', 'fghi'], pauses);
    assert.ok(Math.abs(cues[1]!.sample - 14_400) <= 7200, String(cues[1]!.sample));
  });

  it('words of other sentences do not place a sentence that has none', () => {
    const samples = sequence(tone(14_400), 1200, tone(8400));
    const words = [{ from: 0, to: 5, start: 0, end: 14_000 }];
    const { cues } = joinUtterances(
      [part({ 0: 'abcde', 1: 'fghi' }, samples, { words })],
      ['abcde', 'fghi'],
      pauses,
    );
    assert.ok(cues[1]!.sample >= 14_400 && cues[1]!.sample < 15_600);
  });

  it('sentences of one utterance never begin before the one before or after its end', () => {
    const words = [
      { from: 2, to: 3, start: 900, end: 950 },
      { from: 4, to: 5, start: 300, end: 350 },
      { from: 6, to: 7, start: 5000, end: 5100 },
    ];
    const merged = part({ 0: 'a', 1: 'b', 2: 'c', 3: 'd' }, tone(1000), { words });
    const { cues } = joinUtterances([merged], ['a', 'b', 'c', 'd'], pauses);
    assert.deepEqual(
      cues.map((cue) => cue.sample),
      [0, 900, 900, 1000],
    );
  });

  it('a split sentence has one cue, at its first piece', () => {
    const { cues } = joinUtterances(
      [
        part({ 0: 'It was' }, tone(500), { boundary: 'part' }),
        part({ 0: 'late' }, tone(500)),
        part({ 1: 'Very.' }, tone(500)),
      ],
      ['It was late', 'Very.'],
      pauses,
    );
    assert.deepEqual(cues, [
      { sample: 0, label: 'It was late' },
      { sample: 500 + 2400 + 500 + 9600, label: 'Very.' },
    ]);
  });

  it('a sentence without speech shares the next one’s cue, or the end', () => {
    const { cues } = joinUtterances(
      [part({ 1: 'One.' }, tone(500)), part({ 3: 'Two.' }, tone(500))],
      ['* * *', 'One.', '—', 'Two.', '…'],
      pauses,
    );
    assert.deepEqual(
      cues.map((cue) => cue.sample),
      [0, 0, 10_100, 10_100, 10_600],
    );
  });
});
