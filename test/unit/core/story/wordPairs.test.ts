import assert from 'node:assert/strict';
import { PairOwners } from '../../../../src/core/story/pairOwners';
import { likeness, wordPairsOf } from '../../../../src/core/story/wordPairs';

const likenessOf = (one: string, other: string) => likeness(wordPairsOf(one), wordPairsOf(other));

describe('word pairs', () => {
  const same: [what: string, one: string, other: string][] = [
    ['itself', 'The lamp went out.', 'The lamp went out.'],
    ['other punctuation and case', 'The lamp went out.', '“the LAMP — went; out!”'],
    ['other white space', 'The lamp went out.', ' The\tlamp\n\nwent out '],
    ['a pair that occurs again', 'on and on and on', 'on and on'],
    ['marks that belong to a letter', 'e\u0301te\u0301', 'E\u0301te\u0301'],
    ['signs without spaces', '灯塔的灯', '灯塔、的灯。'],
    ['letters beyond the first plane', '\u{10428}\u{1042a} \u{10428}', '\u{10428}\u{1042a}! \u{10428}'],
  ];
  for (const [what, one, other] of same) {
    it(`a text is like ${what}`, () => {
      assert.equal(likenessOf(one, other), 1);
    });
  }

  const unlike: [what: string, one: string, other: string, expected: number][] = [
    ['words in another order', 'out went lamp the', 'the lamp went out', 0],
    ['a word more', 'the lamp went out', 'the lamp went out again', 8 / 9],
    ['another first word', 'the lamp went out', 'a lamp went out', 4 / 8],
    ['letters that are put together otherwise', 'ab c', 'a bc', 0],
    ['nothing', 'the lamp', '', 0],
    ['nothing at all', '', ' … ', 0],
  ];
  for (const [what, one, other, expected] of unlike) {
    it(`${what}: ${expected.toFixed(2)}`, () => {
      assert.equal(likenessOf(one, other), expected);
      assert.equal(likenessOf(other, one), expected);
    });
  }

  it('half a character that a letter follows hides nothing', () => {
    assert.equal(wordPairsOf('\ud801a').length, wordPairsOf('a').length);
    assert.equal(likenessOf('\ud801a b', 'a b'), 1);
  });
});

describe('PairOwners', () => {
  const owners = (...texts: string[]) => new PairOwners(texts.map(wordPairsOf));

  it('finds the text that has most pairs which no other one has', () => {
    const known = owners('the lamp went out', 'the boat came in', 'the lamp came back');
    const asked = ['a lamp went out', 'a boat came in again', 'the lamp', 'nothing of that', ''];
    assert.deepEqual(
      asked.map((text) => known.ownerOfMost(wordPairsOf(text))),
      [0, 1, -1, -1, -1],
    );
    assert.equal(known.ownerOfMost(wordPairsOf('a lamp went out')), 0, 'votes are counted anew');
    assert.equal(known.ownerOfMost(wordPairsOf('the boat came in, a lamp went out')), 1);
    assert.equal(known.ownerOfMost(wordPairsOf('came in, went out')), 0, 'of two with as many the first');
  });

  it('of nothing there is none', () => {
    assert.equal(owners().ownerOfMost(wordPairsOf('the lamp')), -1);
    assert.equal(owners('').ownerOfMost(wordPairsOf('the lamp')), -1);
  });
});
