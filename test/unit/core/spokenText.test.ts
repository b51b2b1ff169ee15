import assert from 'node:assert/strict';
import type { SpokenText } from '../../../src/core/model';
import {
  appendSpoken,
  isLiteral,
  joinSpoken,
  sliceSpoken,
  sourceRange,
  trimSpoken,
} from '../../../src/core/spokenText';

// As spoken from the source `Tom &amp; *Ann*`: an entity in the middle, marks before and after the name.
const source = 'Tom &amp; *Ann*';
const spoken: SpokenText = {
  text: 'Tom & Ann',
  spans: [
    { at: 0, length: 4, source: { from: 0, to: 4 } },
    { at: 4, length: 1, source: { from: 4, to: 9 } },
    { at: 5, length: 1, source: { from: 9, to: 10 } },
    { at: 6, length: 3, source: { from: 11, to: 14 } },
  ],
};

const cut = (text: SpokenText, from: number, to: number): string => {
  const range = sourceRange(text, { from, to });
  return source.slice(range.from, range.to);
};

describe('spokenText', () => {
  describe('sourceRange', () => {
    const rows: [from: number, to: number, expected: string][] = [
      [0, 9, 'Tom &amp; *Ann'],
      [0, 3, 'Tom'],
      [1, 2, 'o'],
      [4, 5, '&amp;'],
      [2, 5, 'm &amp;'],
      [5, 7, ' *A'],
      [6, 9, 'Ann'],
      [8, 9, 'n'],
    ];
    for (const [from, to, expected] of rows) {
      it(`${spoken.text.slice(from, to)} ▶ ${expected}`, () => {
        assert.equal(cut(spoken, from, to), expected);
      });
    }

    it('gives the place of an empty range', () => {
      assert.deepEqual(sourceRange(spoken, { from: 2, to: 2 }), { from: 2, to: 2 });
      assert.deepEqual(sourceRange(spoken, { from: 6, to: 6 }), { from: 11, to: 11 });
      assert.deepEqual(sourceRange(spoken, { from: 9, to: 9 }), { from: 14, to: 14 });
      assert.deepEqual(sourceRange({ text: '', spans: [] }, { from: 0, to: 0 }), { from: 0, to: 0 });
    });

    it('gives an added character an empty place, and does not widen the range of its neighbour', () => {
      const sentence = appendSpoken(spoken, '.');
      assert.equal(sentence.text, 'Tom & Ann.');
      assert.deepEqual(sourceRange(sentence, { from: 9, to: 10 }), { from: 14, to: 14 });
      assert.equal(cut(sentence, 6, 10), 'Ann');
    });
  });

  it('sliceSpoken keeps the source of every character', () => {
    for (let from = 0; from <= spoken.text.length; from++) {
      for (let to = from; to <= spoken.text.length; to++) {
        const part = sliceSpoken(spoken, { from, to });
        assert.equal(part.text, spoken.text.slice(from, to));
        for (let at = from; at < to; at++) {
          assert.equal(
            cut(part, at - from, at - from + 1),
            cut(spoken, at, at + 1),
            `${from} to ${to}, ${at}`,
          );
        }
      }
    }
  });

  it('trimSpoken cuts white space at both ends', () => {
    const part = trimSpoken(sliceSpoken(spoken, { from: 3, to: 6 }));
    assert.equal(part.text, '&');
    assert.equal(cut(part, 0, 1), '&amp;');
    assert.deepEqual(trimSpoken(sliceSpoken(spoken, { from: 3, to: 4 })), { text: '', spans: [] });
    assert.equal(trimSpoken(spoken), spoken);
  });

  it('joinSpoken puts what is added after each part but the last', () => {
    const tom = sliceSpoken(spoken, { from: 0, to: 3 });
    const ann = sliceSpoken(spoken, { from: 6, to: 9 });
    const both = joinSpoken([tom, ann], () => ', ');
    assert.equal(both.text, 'Tom, Ann');
    assert.equal(cut(both, 0, 5), 'Tom');
    assert.equal(cut(both, 5, 8), 'Ann');
    assert.deepEqual(
      joinSpoken([], () => ', '),
      { text: '', spans: [] },
    );
  });

  describe('marks', () => {
    const marked: SpokenText = {
      ...spoken,
      marks: [
        { kind: 'voice', from: 0, to: 9, voice: 'am_adam' },
        { kind: 'pause', from: 3, to: 3, milliseconds: 500 },
        { kind: 'pronounce', from: 6, to: 9, phonemes: 'ˈæn' },
      ],
    };
    const shown = ({ text, marks = [] }: SpokenText): string[] =>
      marks.map(({ kind, from, to }) =>
        kind === 'pause' ? `pause ${String(from)}` : `${kind} ${text.slice(from, to)}`,
      );

    const slices: [from: number, to: number, marks: string[]][] = [
      [0, 9, ['voice Tom & Ann', 'pause 3', 'pronounce Ann']],
      [0, 3, ['voice Tom']],
      [3, 7, ['voice  & A', 'pause 0', 'pronounce A']],
      [4, 9, ['voice & Ann', 'pronounce Ann']],
      [9, 9, []],
    ];
    for (const [from, to, marks] of slices) {
      it(`sliceSpoken from ${String(from)} to ${String(to)} ▶ ${marks.join(', ')}`, () => {
        assert.deepEqual(shown(sliceSpoken(marked, { from, to })), marks);
      });
    }

    it('trimSpoken keeps the pauses at the ends', () => {
      const text: SpokenText = {
        text: '  Ann ',
        spans: [],
        marks: [1, 6].map((at) => ({ kind: 'pause', from: at, to: at, milliseconds: 1 })),
      };
      assert.deepEqual(shown(trimSpoken(text)), ['pause 0', 'pause 3']);
    });

    it('joinSpoken moves them, and appendSpoken leaves them as they are', () => {
      const both = joinSpoken([sliceSpoken(marked, { from: 0, to: 3 }), marked], () => ', ');
      assert.deepEqual(shown(both), ['voice Tom', 'voice Tom & Ann', 'pause 8', 'pronounce Ann']);
      assert.deepEqual(appendSpoken(marked, '.').marks, marked.marks);
    });

    it('none are absent', () => {
      for (const each of [joinSpoken([spoken, spoken], () => ' '), sliceSpoken(marked, { from: 9, to: 9 })])
        assert.ok(!('marks' in each));
    });
  });

  it('isLiteral tells copied runs from those that stand for their source as a whole', () => {
    assert.deepEqual(spoken.spans.map(isLiteral), [true, false, true, true]);
  });
});
