import assert from 'node:assert/strict';
import { neighbourOf } from '../../../../src/vscode/player/playerModel';
import { playableStory } from '../../../support/player';

const audio = { path: '/media/old.wav', version: '1', durationSeconds: 1 };
const story = playableStory([
  { segmentId: 'a' },
  { segmentId: 'b' },
  { segmentId: 'chapter', hasText: false },
  { segmentId: 'c' },
  { segmentId: 'emptied', hasText: false, audio },
  { segmentId: 'end', hasText: false },
]);

describe('neighbourOf', () => {
  for (const [of, previous, next] of [
    ['a', undefined, 'b'],
    ['b', 'a', 'c'],
    ['chapter', 'b', 'c'],
    ['c', 'b', 'emptied'],
    ['emptied', 'c', undefined],
    ['end', 'emptied', undefined],
  ] as const) {
    it(`${of} stands between ${previous} and ${next}`, () => {
      const place = { story, segment: story.segments.find(({ segmentId }) => segmentId === of)! };
      assert.equal(neighbourOf(place, 'previous')?.segmentId, previous);
      assert.equal(neighbourOf(place, 'next')?.segmentId, next);
    });
  }
});
