import assert from 'node:assert/strict';
import { progressOf } from '../../../../src/core/tasks/taskState';

describe('progressOf', () => {
  const cases: [current: number, total: number, percentage: number][] = [
    [4, 10, 40],
    [7, 12, 58],
    [29, 100, 29],
    [57, 100, 57],
    [0, 5, 0],
    [5, 5, 100],
    [0, 0, 0],
    [3, 0, 0],
    [6, 5, 100],
    [-1, 5, 0],
  ];
  for (const [current, total, percentage] of cases) {
    it(`24, 111: ${current}/${total} is ${percentage} %`, () => {
      assert.deepEqual(progressOf(current, total), { current, total, percentage });
    });
  }

  it('names the segment only when there is one', () => {
    assert.deepEqual(Object.keys(progressOf(1, 2)), ['current', 'total', 'percentage']);
    assert.equal(progressOf(1, 2, 's1').current_segment_id, 's1');
  });
});
