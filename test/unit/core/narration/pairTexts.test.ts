import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pairTexts } from '../../../../src/core/narration/pairTexts';
import { sentence } from '../../../support/stories';

describe('pairTexts', () => {
  /** Each letter is a text; of `one`, those with a partner are shown with its place in `other`. */
  const cases: [what: string, one: string, other: string, pairs: string][] = [
    ['the same', 'abc', 'abc', 'a0 b1 c2'],
    ['nothing in common', 'abc', 'xyz', ''],
    ['an empty list', 'abc', '', ''],
    ['one is changed', 'abc', 'axc', 'a0 c2'],
    ['one is inserted', 'abc', 'axbc', 'a0 b2 c3'],
    ['one is removed', 'abc', 'ac', 'a0 c1'],
    ['first and last are changed', 'abcd', 'xbcy', 'b1 c2'],
    ['one has moved', 'abcde', 'bcdea', 'b0 c1 d2 e3'],
    ['all are the same text', 'aaa', 'aaa', 'a0 a1 a2'],
    ['one of many equal ones is removed', 'aaa', 'aa', 'a0 a1'],
    ['equal ones keep to their neighbours', 'nanb', 'anb', 'a0 n1 b2'],
    ['equal ones, and an insertion before them', 'anbn', 'xanbn', 'a1 n2 b3 n4'],
    ['a repetition is inserted', 'ab', 'aab', 'a0 b2'],
  ];
  for (const [what, one, other, pairs] of cases) {
    it(what, () => {
      const found = [...pairTexts(Array.from(one), Array.from(other))].sort(([a], [b]) => a - b);
      assert.equal(found.map(([at, against]) => `${one[at] ?? ''}${against}`).join(' '), pairs);
    });
  }

  it('pairs only what is equal, in order, and each place once', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 30 });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const pairs = [...pairTexts(one, other)].sort(([a], [b]) => a - b);
        for (const [index, [at, against]] of pairs.entries()) {
          assert.equal(one[at], other[against]);
          assert.ok(against > (pairs[index - 1]?.[1] ?? -1));
        }
      }),
    );
  });

  it('keeps ten thousand sentences apart although every tenth was changed', () => {
    const one = Array.from({ length: 10_000 }, (_, at) => sentence(at));
    const other = one.map((text, at) => (at % 10 === 0 ? text.toUpperCase() : text));
    const pairs = pairTexts(one, ['Inserted.', ...other]);
    assert.equal(pairs.size, 9_000);
    assert.ok([...pairs].every(([at, against]) => against === at + 1));
  });
});
