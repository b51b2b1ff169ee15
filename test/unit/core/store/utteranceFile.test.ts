import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeUtterance, encodeUtterance } from '../../../../src/core/store/utteranceFile';

const words = fc.array(
  fc.record(
    { from: fc.nat(0xffff), to: fc.nat(0xffff), start: fc.nat(0x7fffffff), end: fc.nat(0x7fffffff) },
    { noNullPrototype: true },
  ),
);
const samples = fc.array(fc.float({ noNaN: true })).map((values) => Float32Array.from(values));

describe('utterance files', () => {
  it('give back every bit of what they were made from', () => {
    fc.assert(
      fc.property(samples, words, (samples, words) => {
        assert.deepEqual(decodeUtterance(encodeUtterance({ samples, words })), { samples, words });
      }),
    );
  });

  it('can be read from the middle of a larger buffer', () => {
    const audio = { samples: Float32Array.of(0.5, -0.25), words: [{ from: 0, to: 1, start: 0, end: 2 }] };
    const bytes = encodeUtterance(audio);
    const buffer = Buffer.concat([Buffer.alloc(3), bytes, Buffer.alloc(5)]);
    assert.deepEqual(decodeUtterance(buffer.subarray(3, 3 + bytes.length)), audio);
  });

  it('are noticed when any one bit has changed, or bytes are missing or too many', () => {
    const bytes = encodeUtterance({
      samples: Float32Array.of(0.5, -0.25, 1),
      words: [{ from: 0, to: 1, start: 0, end: 3 }],
    });
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(decodeUtterance(damaged), undefined, `bit ${bit}`);
    }
    for (let length = 0; length < bytes.length; length++) {
      assert.equal(decodeUtterance(bytes.subarray(0, length)), undefined, `${length} bytes`);
    }
    assert.equal(decodeUtterance(Buffer.concat([bytes, Buffer.alloc(4)])), undefined);
    assert.equal(decodeUtterance(Buffer.alloc(100)), undefined);
  });
});
