import assert from 'node:assert/strict';
import { Speed } from '../../../../src/core/download/speed';

// What came by when (milliseconds, bytes), bytes in a second, and seconds until 10,000 are there.
const rows: [
  name: string,
  samples: [number, number][],
  perSecond: number | undefined,
  left: number | undefined,
][] = [
  ['nothing came', [], undefined, undefined],
  ['it has just begun', [[0, 0], [500, 500]], undefined, undefined], // prettier-ignore
  ['it is even', [[0, 0], [1000, 1000], [2000, 2000]], 1000, 8], // prettier-ignore
  ['a part was there before', [[0, 6000], [1000, 8000]], 2000, 1], // prettier-ignore
  ['only the last seconds count', [[0, 0], [5000, 5000], [10_000, 5500]], 100, 45], // prettier-ignore
  ['it stands still', [[0, 5000], [2000, 5000]], 0, undefined], // prettier-ignore
  ['it began anew', [[0, 0], [2000, 5000], [3000, 0], [4000, 1000]], 1000, 9], // prettier-ignore
];

describe('the speed at which something arrives', () => {
  for (const [name, samples, perSecond, left] of rows) {
    it(`when ${name}: ${perSecond ?? 'unknown'}`, () => {
      let clock = 0;
      const speed = new Speed(() => clock);
      for (const [at, bytes] of samples) {
        clock = at;
        speed.add(bytes);
      }
      assert.deepEqual([speed.perSecond, speed.secondsUntil(10_000)], [perSecond, left]);
    });
  }
});
