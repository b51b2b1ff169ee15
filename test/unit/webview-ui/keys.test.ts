import assert from 'node:assert/strict';
import { eventOfKey, type KeyTarget } from '../../../webview-ui/keys';

const toggle = { kind: 'toggle' };
const back = { kind: 'seekBy', seconds: -5 };
const forth = { kind: 'seekBy', seconds: 5 };
const start = { kind: 'seekTo', time: 0 };
const end = { kind: 'seekTo', time: Number.POSITIVE_INFINITY };

/** What each key does on the page, on a button, on the position's slider, and where arrows change a value. */
const table: [key: string, ...events: [page: unknown, button: unknown, position: unknown, value: unknown]][] =
  [
    [' ', toggle, undefined, toggle, undefined],
    ['ArrowLeft', back, back, back, undefined],
    ['ArrowRight', forth, forth, forth, undefined],
    ['ArrowUp', undefined, undefined, forth, undefined],
    ['ArrowDown', undefined, undefined, back, undefined],
    ['Home', start, start, start, undefined],
    ['End', end, end, end, undefined],
    ['Enter', undefined, undefined, undefined, undefined],
    ['Tab', undefined, undefined, undefined, undefined],
    ['a', undefined, undefined, undefined, undefined],
  ];
const targets: KeyTarget[] = ['page', 'button', 'position', 'value'];

describe('eventOfKey', () => {
  for (const [key, ...events] of table) {
    for (const [index, target] of targets.entries()) {
      it(`${key === ' ' ? 'Space' : key} on ${target}: ${events[index] ? JSON.stringify(events[index]) : 'nothing'}`, () => {
        const press = { key, target, isRepeat: false };
        assert.deepEqual(eventOfKey({ ...press, hasModifier: false }), events[index]);
        assert.equal(eventOfKey({ ...press, hasModifier: true }), undefined);
      });
    }
  }

  it('a key that is held down seeks on and on, but does not play and pause in turn', () => {
    const held = { target: 'page', hasModifier: false, isRepeat: true } as const;
    assert.equal(eventOfKey({ ...held, key: ' ' }), undefined);
    assert.deepEqual(eventOfKey({ ...held, key: 'ArrowRight' }), forth);
  });
});
