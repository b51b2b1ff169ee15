import assert from 'node:assert/strict';
import { chunksOf } from '../../../../../src/core/speech/kokoro/chunks';
import { SPACE } from '../../../../../src/core/speech/kokoro/vocabulary';

/** Letters are tokens, a blank is the space token. */
const tokens = (text: string): number[] =>
  Array.from(text, (letter) => (letter === ' ' ? SPACE : letter.charCodeAt(0)));

const rows: readonly [text: string, limit: number, pieces: string[]][] = [
  ['', 10, []],
  ['abcdefghij', 10, ['abcdefghij']],
  ['abcde fghij', 10, ['abcde', 'fghij']],
  ['ab cd ef gh', 10, ['ab cd', 'ef gh']],
  ['a b c d e f g h i j k', 10, ['a b c d', 'e f g h', 'i j k']],
  ['abcdefghijklmno', 10, ['abcdefgh', 'ijklmno']],
  ['ab abcdefghijklmnop', 10, ['ab', 'abcdefgh', 'ijklmnop']],
];

describe('chunksOf', () => {
  for (const [text, limit, pieces] of rows) {
    it(`cuts ${JSON.stringify(text)} by ${limit}`, () => {
      assert.deepEqual(
        chunksOf(tokens(text), limit).map(({ start, end }) => text.slice(start, end)),
        pieces,
      );
    });
  }

  for (const length of [509, 510, 511, 512, 1020, 1021, 5000]) {
    it(`keeps every token but spaces of ${length}, in balanced pieces`, () => {
      const text = 'seven7 '.repeat(1000).slice(0, length);
      const pieces = chunksOf(tokens(text)).map(({ start, end }) => text.slice(start, end));
      assert.equal(pieces.join(' ').trim(), text.trim());
      assert(pieces.every((piece) => piece.length <= 510));
      const lengths = pieces.map((piece) => piece.length);
      assert(Math.max(...lengths) - Math.min(...lengths) < 25, lengths.join());
    });
  }
});
