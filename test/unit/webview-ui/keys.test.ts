import assert from 'node:assert/strict';
import { eventOfKey, keyHelp, type KeyTarget } from '../../../webview-ui/keys';

const toggle = { kind: 'toggle' };
const back = { kind: 'seekBy', seconds: -5 };
const forth = { kind: 'seekBy', seconds: 5 };
const start = { kind: 'seekTo', time: 0 };
const end = { kind: 'seekTo', time: Number.POSITIVE_INFINITY };
const loop = { kind: 'toggleLoop' };
const mute = { kind: 'toggleMuted' };
const help = { kind: 'showHelp' };
const none = undefined;

/** What each key does on the page, on a button, on the position's slider, and where arrows change a value. */
const table: [key: string, ...events: [page: unknown, button: unknown, position: unknown, value: unknown]][] =
  [
    [' ', toggle, none, toggle, none],
    ['ArrowLeft', back, back, back, none],
    ['ArrowRight', forth, forth, forth, none],
    ['ArrowUp', none, none, forth, none],
    ['ArrowDown', none, none, back, none],
    ['Home', start, start, start, none],
    ['End', end, end, end, none],
    ['l', loop, loop, loop, none],
    ['m', mute, mute, mute, none],
    ['M', mute, mute, mute, none],
    ['?', help, help, help, none],
    ['Enter', none, none, none, none],
    ['Tab', none, none, none, none],
    ['Escape', none, none, none, none],
    ['a', none, none, none, none],
  ];
const targets: KeyTarget[] = ['page', 'button', 'position', 'value'];

const name = (key: string) => (key === ' ' ? 'Space' : key);
const tell = (event: unknown) => (event ? JSON.stringify(event) : 'nothing');

describe('eventOfKey', () => {
  for (const [key, ...events] of table) {
    for (const [index, target] of targets.entries()) {
      it(`${name(key)} on ${target}: ${tell(events[index])}`, () => {
        const press = { key, target, isRepeat: false };
        assert.deepEqual(eventOfKey({ ...press, modifier: 'none' }), events[index]);
        assert.equal(eventOfKey({ ...press, modifier: 'other' }), undefined);
      });
    }
  }

  for (const [modifier, key, event] of [
    ['shift', 'ArrowLeft', { kind: 'stepSentence', direction: 'previous' }],
    ['shift', 'ArrowRight', { kind: 'stepSentence', direction: 'next' }],
    ['shift', '?', help],
    ['shift', ' ', none],
    ['shift', 'Home', none],
    ['shift', 'L', none],
    ['control', 'ArrowLeft', { kind: 'step', direction: 'previous' }],
    ['control', 'ArrowRight', { kind: 'step', direction: 'next' }],
    ['control', 'l', none],
    ['control', '?', none],
  ] as const) {
    it(`${modifier} + ${name(key)}: ${tell(event)}`, () => {
      const press = { key, modifier, isRepeat: false };
      for (const target of ['page', 'button', 'position'] as const)
        assert.deepEqual(eventOfKey({ ...press, target }), event);
      assert.equal(eventOfKey({ ...press, target: 'value' }), undefined);
    });
  }

  for (const [modifier, key, event] of [
    ['none', ' ', none],
    ['none', 'l', none],
    ['none', 'm', none],
    ['control', 'ArrowRight', none],
    ['none', 'ArrowRight', forth],
    ['shift', 'ArrowRight', { kind: 'stepSentence', direction: 'next' }],
  ] as const) {
    it(`${modifier} + ${name(key)}, held down: ${tell(event)}`, () => {
      assert.deepEqual(eventOfKey({ key, modifier, isRepeat: true, target: 'page' }), event);
    });
  }
});

describe('keyHelp', () => {
  it('tells each key once', () => {
    assert.equal(new Set(keyHelp.map(([key]) => key)).size, keyHelp.length);
    assert.ok(keyHelp.every(([, what]) => /^[A-Z]/u.test(what)));
  });
});
