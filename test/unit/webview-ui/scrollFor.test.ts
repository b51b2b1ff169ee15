import assert from 'node:assert/strict';
import { scrollFor } from '../../../webview-ui/scrollFor';

describe('scrollFor', () => {
  const seen = { top: 100, height: 200 };
  for (const [title, piece, top] of [
    ['what is seen', { top: 150, height: 20 }, undefined],
    ['what begins at the upper edge', { top: 100, height: 20 }, undefined],
    ['what ends at the lower edge', { top: 280, height: 20 }, undefined],
    ['what is below', { top: 400, height: 20 }, 350],
    ['what is cut off below', { top: 290, height: 20 }, 240],
    ['what is above', { top: 80, height: 20 }, 30],
    ['what is at the very beginning', { top: 10, height: 20 }, 0],
    ['what is nearly as high as the window', { top: 400, height: 190 }, 390],
    ['what is higher than the window', { top: 400, height: 900 }, 400],
  ] as const) {
    it(`${title}: ${top === undefined ? 'stays' : `scrolls to ${top}`}`, () => {
      assert.equal(scrollFor(seen, piece), top);
    });
  }
});
