import assert from 'node:assert/strict';
import { throttle } from '../../../webview-ui/throttle';

/** Time that passes when it is told to. */
function setUp() {
  const used: string[] = [];
  let callbacks: (() => void)[] = [];
  const say = throttle(
    2000,
    (ms, callback) => {
      assert.equal(ms, 2000);
      callbacks.push(callback);
    },
    (value: string) => used.push(value),
  );
  const pass = () => {
    const due = callbacks;
    callbacks = [];
    for (const callback of due) callback();
  };
  return { used, say, pass };
}

describe('throttle', () => {
  it('hands on the first value at once, and then the latest of those that came too soon', () => {
    const { used, say, pass } = setUp();
    for (const value of ['a', 'b', 'c']) say(value);
    assert.deepEqual(used, ['a']);
    pass();
    assert.deepEqual(used, ['a', 'c']);
    say('d');
    assert.deepEqual(used, ['a', 'c']);
    pass();
    assert.deepEqual(used, ['a', 'c', 'd']);
  });

  it('rests when nothing came', () => {
    const { used, say, pass } = setUp();
    say('a');
    pass();
    pass();
    say('b');
    assert.deepEqual(used, ['a', 'b']);
  });
});
