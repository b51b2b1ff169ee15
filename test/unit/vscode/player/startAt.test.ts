import assert from 'node:assert/strict';
import { startAt } from '../../../../src/vscode/player/startAt';

describe('startAt', () => {
  const sentences = [
    { from: 0.2, source: { from: 10, to: 20 } },
    { from: 2, source: { from: 21, to: 30 } },
    { from: 4 },
    { from: 6, source: { from: 41, to: 50 } },
  ];
  const table: [title: string, offset: number, seconds: number][] = [
    ['in the heading', 0, 0],
    ['in the first sentence, with the audio before it', 15, 0],
    ['at the beginning of a sentence', 21, 2],
    ['at the end of a sentence', 30, 2],
    ['in a sentence that the audio does not have', 35, 2],
    ['in the last sentence', 45, 6],
    ['behind everything', 999, 6],
  ];
  for (const [title, offset, seconds] of table)
    it(`${title}: ${seconds} s`, () => {
      assert.equal(startAt(sentences, offset), seconds);
    });

  it('without sentences it is the beginning', () => {
    assert.equal(startAt([], 5), 0);
  });

  it('goes by the text where its paragraphs were moved since', () => {
    const moved = [
      { from: 0, source: { from: 50, to: 60 } },
      { from: 3, source: { from: 10, to: 20 } },
    ];
    assert.deepEqual([startAt(moved, 15), startAt(moved, 30), startAt(moved, 55)], [3, 3, 0]);
  });
});
