import assert from 'node:assert/strict';
import { distance } from '../../../../../src/core/speech/draft/distance';

describe('distance of two words', () => {
  for (const [a, b, expected] of [
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['french', 'french', 0],
    ['frensh', 'french', 1],
    ['kitten', 'sitting', 3],
    ['en-us', 'en-gb', 2],
  ] as const) {
    it(`"${a}" to "${b}" is ${expected}`, () => {
      assert.equal(distance(a, b), expected);
    });
  }
});
