import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { isBelow } from '../../../src/core/isBelow';

const media = resolve('/stories/.storyflow/media');

describe('isBelow', () => {
  for (const [path, expected] of [
    [join(media, 'projects', 'p1', 'audio', 's1.wav'), true],
    [join(media, 'a.wav'), true],
    [join(media, '..a.wav'), true],
    [media, false],
    [resolve(media, '..'), false],
    [resolve(media, '..', 'storyflow.db'), false],
    [`${media}2/a.wav`, false],
    [join(media, '..', '..', 'a.wav'), false],
    [resolve('/elsewhere/a.wav'), false],
  ] as const) {
    it(`${path}: ${expected}`, () => {
      assert.equal(isBelow(media, path), expected);
    });
  }
});
