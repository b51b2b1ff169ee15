import assert from 'node:assert/strict';
import { halvesOf, marksPath, stretchOf } from '../../../webview-ui/layers';
import { soundtrackOf } from './support/page';

const track = soundtrackOf('1');

describe('marksPath', () => {
  it('has a line where each sentence but the first begins', () => {
    assert.equal(marksPath(track, 800), 'M0.2 0V1M0.475 0V1M0.75 0V1');
  });

  it('has none where they would be too close, or where there is nothing', () => {
    assert.equal(marksPath(track, 20), '');
    assert.equal(marksPath({ ...track, durationSeconds: 0 }, 800), '');
    assert.equal(marksPath({ ...track, sentences: [] }, 800), '');
  });
});

describe('stretchOf', () => {
  for (const [sentence, from, width] of [
    [0, 0, 0.2],
    [1, 0.2, 0.275],
    [3, 0.75, 0.25],
    [undefined, 0, 0],
  ] as const) {
    it(`sentence ${sentence ?? 'unknown'}: ${width} from ${from}`, () => {
      const stretch = stretchOf(track, sentence);
      assert.deepEqual([stretch.from, Number(stretch.width.toFixed(6))], [from, width]);
    });
  }

  it('of audio without length is nothing', () => {
    assert.deepEqual(stretchOf({ ...track, durationSeconds: 0 }, 1), { from: 0, width: 0 });
  });
});

describe('halvesOf', () => {
  it('takes the pairs apart', () => {
    assert.deepEqual(halvesOf([-0.1, 0.2, -0.3, 0.4]), [
      [0.2, 0.4],
      [-0.1, -0.3],
    ]);
  });
});
