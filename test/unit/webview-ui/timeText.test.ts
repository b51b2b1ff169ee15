import assert from 'node:assert/strict';
import { timeText } from '../../../webview-ui/timeText';

describe('timeText', () => {
  for (const [seconds, text] of [
    [0, '0:00'],
    [0.99, '0:00'],
    [9, '0:09'],
    [59.999, '0:59'],
    [60, '1:00'],
    [754.2, '12:34'],
    [3599.9, '59:59'],
    [3600, '1:00:00'],
    [7265, '2:01:05'],
    [-1, '0:00'],
    [Number.NaN, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ] as const) {
    it(`${seconds} s is ${text}`, () => {
      assert.equal(timeText(seconds), text);
    });
  }
});
