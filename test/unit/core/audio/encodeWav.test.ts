import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeWav } from '../../../../src/core/audio/encodeWav';
import { writeIxml } from '../../../../src/core/audio/ixml';
import { writePeaks } from '../../../../src/core/audio/peakChunk';
import { SAMPLE_RATE } from '../../../../src/core/model';
import { readRiff } from '../../../support/riff';
import { pcmOf, tags, tone } from './material';

describe('encodeWav', () => {
  it('is 16-bit PCM, mono, 24 kHz (D-17)', () => {
    assert.deepEqual(readRiff(encodeWav(tone(480), [], tags)).format, {
      code: 1,
      channels: 1,
      rate: 24_000,
      bytesPerSecond: 48_000,
      bytesPerFrame: 2,
      bits: 16,
    });
  });

  it('rounds, clips at full scale and writes what is no number as 0', () => {
    const samples = Float32Array.of(
      0,
      1,
      -1,
      1.5,
      -9,
      Infinity,
      -Infinity,
      NaN,
      0.5,
      1 / 32_767,
      -0.4 / 32_767,
    );
    assert.deepEqual(
      [...readRiff(encodeWav(samples, [], tags)).samples],
      [0, 32_767, -32_767, 32_767, -32_767, 32_767, -32_767, 0, 16_384, 1, 0],
    );
  });

  it('without samples it is still a whole wav', () => {
    const riff = readRiff(encodeWav(new Float32Array(0), [], tags));
    assert.equal(riff.samples.length, 0);
    assert.deepEqual(
      riff.chunks.map((chunk) => chunk.id),
      ['iXML', 'fmt ', 'data'],
    );
  });

  it('carries the tags as iXML, and no INFO list', () => {
    const riff = readRiff(encodeWav(tone(480), [{ sample: 0, label: 'One.' }], tags));
    assert.equal(riff.ixml, writeIxml(tags));
    assert.deepEqual(
      riff.chunks.map((chunk) => chunk.id),
      ['iXML', 'fmt ', 'data', 'cue ', 'LIST', 'levl'],
    );
  });

  it('carries the outline of what is in the file', () => {
    const { chunks, samples } = readRiff(encodeWav(tone(2400, 2), [], tags));
    const outline = chunks.find(({ id }) => id === 'levl');
    assert.deepEqual(outline?.data, writePeaks(pcmOf(samples)).subarray(8));
  });

  const labels: [name: string, label: string, expected?: string][] = [
    ['even length', 'ab'],
    ['odd length', 'abc'],
    ['empty', ''],
    ['two bytes', 'é'],
    ['three bytes', '日本'],
    ['four bytes', '🚀 and 👩‍🚀'],
    ['quotes', '“Run!” <she> & he'],
    ['a null would end the label', 'a\0b', 'ab'],
    ['half a surrogate pair', 'a\udc00', 'a\ufffd'],
  ];
  for (const [name, label, expected = label] of labels) {
    it(`label: ${name}`, () => {
      const cues = [
        { sample: 0, label },
        { sample: 7, label: 'next' },
      ];
      assert.deepEqual(readRiff(encodeWav(tone(480), cues, tags)).cues, [
        { sample: 0, label: expected },
        { sample: 7, label: 'next' },
      ]);
    });
  }

  it('any cues and any heading keep every chunk in its place', () => {
    const cue = fc.record(
      { sample: fc.nat({ max: 480 }), label: fc.string({ unit: 'grapheme' }) },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(cue), fc.string({ unit: 'grapheme' }), (cues, heading) => {
        const riff = readRiff(encodeWav(tone(480), cues, { ...tags, heading }));
        assert.deepEqual(riff.cues, cues);
        assert.equal(riff.ixml, writeIxml({ ...tags, heading }));
        assert.equal(riff.samples.length, 480);
      }),
    );
  });

  it('takes time in proportion to the sound and its sentences', () => {
    const msFor = (minutes: number) => {
      const samples = new Float32Array(minutes * 60 * SAMPLE_RATE).fill(0.25);
      const cues = Array.from({ length: minutes * 30 }, (_, index) => ({
        sample: index * 48_000,
        label: `Sentence ${String(index)} ${'of some length '.repeat(6)}`,
      }));
      // The best of some, because others use the machine too.
      const all = Array.from({ length: 4 }, () => {
        const start = performance.now();
        encodeWav(samples, cues, tags);
        return performance.now() - start;
      });
      return Math.min(...all);
    };
    const ratio = msFor(10) / msFor(1);
    assert.ok(ratio < 40, `ten times as much takes ${ratio.toFixed(1)} times as long`);
  });
});
