import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changedRuns } from '../../../../src/core/story/changedRuns';

/** What is different, as `old>wanted` for each run. */
function runs(old: string, wanted: string): string {
  return changedRuns(Array.from(old), Array.from(wanted))
    .map((run) => `${old.slice(run.old.from, run.old.to)}>${wanted.slice(run.wanted.from, run.wanted.to)}`)
    .join(' ');
}

describe('changedRuns', () => {
  const rows: [old: string, wanted: string, changed: string][] = [
    ['abc', 'abc', ''],
    ['', 'a', '>a'],
    ['a', '', 'a>'],
    ['abc', 'axc', 'b>x'],
    ['abc', 'ac', 'b>'],
    ['ac', 'abc', '>b'],
    ['abcde', 'xbcdy', 'a>x e>y'],
    ['abc', 'bca', 'a> >a'],
    ['abcd', 'dabc', '>d d>'],
    ['aXbXc', 'aYbYYc', 'X>Y X>YY'],
  ];
  for (const [old, wanted, changed] of rows)
    it(`${JSON.stringify(old)} ▶ ${JSON.stringify(wanted)}: ${JSON.stringify(changed)}`, () => {
      assert.equal(runs(old, wanted), changed);
    });

  /** The length of the longest common subsequence, by trying everything. */
  const longest = (old: string, wanted: string): number =>
    old === '' || wanted === ''
      ? 0
      : old.at(0) === wanted.at(0)
        ? 1 + longest(old.slice(1), wanted.slice(1))
        : Math.max(longest(old.slice(1), wanted), longest(old, wanted.slice(1)));

  it('what stays is the same on both sides, and as much as can be', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (old, wanted) => {
        let [stays, rest, done, doneThere] = ['', '', 0, 0];
        for (const run of [
          ...changedRuns(Array.from(old), Array.from(wanted)),
          { old: { from: old.length, to: 0 }, wanted: { from: wanted.length, to: 0 } },
        ]) {
          stays += old.slice(done, run.old.from);
          rest += wanted.slice(doneThere, run.wanted.from);
          [done, doneThere] = [run.old.to, run.wanted.to];
        }
        assert.equal(stays, rest);
        assert.equal(stays.length, longest(old, wanted));
      }),
      { numRuns: 500 },
    );
  });

  it('lists that are too long to compare are one run', () => {
    const [old, wanted] = ['o', 'w'].map((mark) =>
      Array.from({ length: 3_000 }, (_, index) => (index % 2 ? `${index}` : mark)),
    );
    assert.deepEqual(changedRuns(old!, wanted!), [
      { old: { from: 0, to: 2_999 }, wanted: { from: 0, to: 2_999 } },
    ]);
  });
});
