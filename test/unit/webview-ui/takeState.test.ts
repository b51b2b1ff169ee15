import assert from 'node:assert/strict';
import { initialState, type Effect, type PageEvent } from '../../../webview-ui/pageState';
import { parseSaved } from '../../../webview-ui/saved';
import { audioOf } from '../../support/player';
import { say, time, playing, paused, other, newer, seek, load } from './support/events';
import { after, happen, inTable } from './support/page';

describe('at', () => {
  const play: Effect = { kind: 'play' };
  inTable([
    ['loads and stands there', [say({}, { at: 7 })], [load('s1', '1', 7)]],
    ['loads and plays there', [say({}, { at: 7, play: true })], [load('s1', '1', 7), play]],
    ['0 is a place, too', [say(), time(12), paused, say(other), say({}, { at: 0 })], [load('s1', '1', 0)]],
    ['goes there in what is loaded', [say(), say({}, { at: 7, play: true })], [seek(7), play]],
    ['goes there silently', [say(), say({}, { at: 7 })], [seek(7)]],
    [
      'means the newest audio',
      [say(), playing, say(newer, { at: 7, play: true })],
      [load('s1', '2', 7), play],
    ],
    ['not beyond the end', [say(), say({}, { at: 99 })], [seek(20)]],
  ]);
});

it('long audio is not fetched before it is to sound', () => {
  const isLazy = (durationSeconds: number) =>
    after(say({ audio: { ...audioOf('s1', '1'), durationSeconds } })).effects.map(
      (effect) => effect.kind === 'load' && effect.isLazy,
    );
  assert.deepEqual([599, 600, 7_200].map(isLazy), [[false], [true], [true]]);
});

describe('newer audio', () => {
  const length = (duration: number): PageEvent => ({ kind: 'audioDuration', duration });
  inTable([
    ['waits while the old one plays', [say(), playing, length(20), say(newer)], []],
    [
      'takes the place of one that was cut off',
      [say(), playing, length(9), say(newer)],
      [load('s1', '2', 0)],
    ],
    ['takes the place of one that is empty', [say(), length(0), say(newer)], [load('s1', '2', 0)]],
  ]);
});

describe('what the host remembered', () => {
  const positions = [{ segmentId: 's1', version: '1', time: 12 }];
  const saved = JSON.stringify({ positions, rate: 1.5 });

  it('is taken by a page that had nothing', () => {
    const { state, effects } = after(say({}, { saved }));
    assert.deepEqual(effects, [load('s1', '1', 12)]);
    assert.equal(state.saved.rate, 1.5);
  });

  it('is taken by a page whose own memory is older', () => {
    const had = initialState(parseSaved({ rate: 2 }));
    const { state, effects } = happen(had, say({}, { saved }));
    assert.deepEqual([state.saved.rate, effects], [1.5, [load('s1', '1', 12)]]);
  });

  it('is believed as far as it makes sense', () => {
    for (const wrong of ['', '{', '5', '{"rate":99}'])
      assert.equal(after(say({}, { saved: wrong })).state.saved.rate, 1);
  });
});
