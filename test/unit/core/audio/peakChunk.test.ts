import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PEAK_LIMIT, readPeaks, writePeakChunk, writePeaks } from '../../../../src/core/audio/peakChunk';
import { peakMeter } from '../../../../src/core/audio/peaks';
import { pcmOf } from './material';

/** What stands before a chunk's data: its id and size. */
const HEAD = 8;

describe('peakChunk', () => {
  const samples = Int16Array.from({ length: 1000 }, (_, at) => (at < 480 ? 100 : at === 999 ? -32_768 : 7));
  const whole = writePeaks(pcmOf(samples));
  const data = whole.subarray(HEAD);

  it('is a levl chunk as EBU Tech 3285, Supplement 3, has it', () => {
    assert.equal(whole.toString('latin1', 0, 4), 'levl');
    assert.equal(whole.readUInt32LE(4), whole.length - HEAD);
    const header = Array.from({ length: 8 }, (_, index) => data.readUInt32LE(index * 4));
    assert.deepEqual(header, [1, 2, 2, 480, 1, 3, 0xffffffff, 128]);
    assert.ok(
      data.subarray(32, 120).every((byte) => byte === 0),
      'no time stamp, nothing in what is reserved',
    );
    const points = Array.from({ length: 6 }, (_, index) => data.readUInt16LE(120 + index * 2));
    assert.deepEqual(points, [100, 0, 7, 0, 7, 32_768], 'the largest, then the size of the smallest');
    assert.equal(data.length, 120 + 12);
  });

  it('is read as it was written', () => {
    assert.deepEqual([...(readPeaks(data, 1000) ?? [])], [0, 100, 0, 7, -32_768, 7]);
  });

  it('without samples there is none', () => {
    assert.equal(writePeaks(Buffer.alloc(0)).length, 0);
  });

  it('that of the longest wav is below the limit', () => {
    const { peaks } = peakMeter(2 ** 31);
    assert.ok(writePeakChunk(peaks, 2 ** 31).length < PEAK_LIMIT);
  });

  const patched = (at: number, value: number) => {
    const bytes = Buffer.from(data);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };

  const usable: [what: string, bytes: Buffer][] = [
    ['where the largest sample is', patched(24, 999)],
    ['a time stamp', Buffer.concat([data.subarray(0, 32), Buffer.alloc(28, '1'), data.subarray(60)])],
    ['something after the points', Buffer.concat([data, Buffer.alloc(1000, 255)])],
  ];
  for (const [what, bytes] of usable) {
    it(`another program may add ${what}`, () => {
      assert.deepEqual(readPeaks(bytes, 1000), readPeaks(data, 1000));
    });
  }

  const unusable: [what: string, bytes: Buffer, frames?: number][] = [
    ['nothing', Buffer.alloc(0)],
    ['half a header', data.subarray(0, 60)],
    ['a header without points', data.subarray(0, 120)],
    ['a point too few', data.subarray(0, -2)],
    ['another version', patched(0, 2)],
    ['8 bit points', patched(4, 1)],
    ['a format that does not exist', patched(4, 0xffffffff)],
    ['one point for each stretch', patched(8, 1)],
    ['stretches of another length', patched(12, 256)],
    ['stretches without length', patched(12, 0)],
    ['two channels', patched(16, 2)],
    ['the largest number of stretches', patched(20, 0xffffffff)],
    ['points somewhere else', patched(28, 4_000_000_000)],
    ['the outline of shorter audio', data, 1441],
    ['the outline of longer audio', data, 960],
    ['an outline, and no audio', data, 0],
  ];
  for (const [what, bytes, frames = 1000] of unusable) {
    it(`cannot be used: ${what}`, () => {
      assert.equal(readPeaks(bytes, frames), undefined);
    });
  }

  it('points beyond what a sample can be count as full scale', () => {
    assert.deepEqual(
      [...(readPeaks(Buffer.concat([data.subarray(0, 120), Buffer.alloc(12, 255)]), 1000) ?? [])],
      [-32_768, 32_767, -32_768, 32_767, -32_768, 32_767],
    );
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (bytes, frames) => {
        const mixed = Buffer.concat([data.subarray(0, bytes.length), bytes]);
        for (const each of [Buffer.from(bytes), mixed]) readPeaks(each, frames);
      }),
    );
  });
});
