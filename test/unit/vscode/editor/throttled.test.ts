import assert from 'node:assert/strict';
import { throttled } from '../../../../src/vscode/editor/throttled';
import { fakeClock } from '../../core/tasks/fakeClock';

describe('limiting how often something is done', () => {
  /** Calls and waits by turns: a number waits, in milliseconds, and `!` calls. Tells how often the work was done. */
  const counts: [title: string, acts: readonly (number | '!')[], done: number][] = [
    ['the first call works at once', ['!'], 1],
    ['calls in a pause work once, when it ends', ['!', '!', 50, '!', 50], 2],
    ['and not before', ['!', '!', 99], 1],
    ['a pause without calls ends it', ['!', 1000], 1],
    ['after a pause a call works at once again', ['!', 100, '!'], 2],
    ['the work at a pause’s end begins a pause of its own', ['!', '!', 100, '!', 99], 2],
    ['which ends with work, too', ['!', '!', 100, '!', 100], 3],
  ];
  for (const [title, acts, done] of counts)
    it(title, async () => {
      let count = 0;
      const clock = fakeClock();
      const call = throttled(100, () => count++, clock);
      for (const act of acts)
        if (act === '!') call();
        else await clock.advance(act);
      assert.equal(count, done);
    });

  it('nothing is done any more when it was disposed', async () => {
    let count = 0;
    const clock = fakeClock();
    const call = throttled(100, () => count++, clock);
    call();
    call();
    call.dispose();
    await clock.advance(1000);
    assert.equal(count, 1);
    assert.equal(clock.timers, 0);
  });

  it('no timer goes on when there is nothing to do', async () => {
    const clock = fakeClock();
    throttled(100, () => undefined, clock)();
    await clock.advance(100);
    assert.equal(clock.timers, 0);
  });
});
