import assert from 'node:assert/strict';
import { sentenceAt, sentenceBeside } from '../../../webview-ui/sentences';
import { soundtrackOf } from './support/page';

const { sentences } = soundtrackOf('1');

describe('sentenceAt', () => {
  for (const [time, index] of [
    [0, 0],
    [0.2, 0],
    [3.98, 0],
    [3.995, 1],
    [4, 1],
    [9.4, 1],
    [9.5, 2],
    [14.9, 2],
    [15, 3],
    [999, 3],
  ] as const) {
    it(`${time} s: sentence ${index}`, () => {
      assert.equal(sentenceAt(sentences, time), index);
    });
  }

  it('there are no sentences', () => {
    assert.equal(sentenceAt([], 3), undefined);
  });

  it('finds each of 2,000 where it begins, and until the next one does', () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({ from: 3.6 * index, text: 'x' }));
    for (const [index, { from }] of many.entries()) {
      assert.equal(sentenceAt(many, from), index);
      assert.equal(sentenceAt(many, from + 3.58), index);
    }
  });
});

describe('sentenceBeside', () => {
  for (const [direction, time, expected] of [
    ['next', 0, 4],
    ['next', 5, 9.5],
    ['next', 15, undefined],
    ['previous', 5.5, 4],
    ['previous', 4.5, 0.2],
    ['previous', 4, 0.2],
    ['previous', 0.1, 0.2],
    ['previous', 3, 0.2],
  ] as const) {
    it(`${direction} from ${time} s: ${expected ?? 'none'}`, () => {
      assert.equal(sentenceBeside(sentences, time, direction), expected);
    });
  }
});
