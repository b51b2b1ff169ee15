import assert from 'node:assert/strict';
import type { TaskStatusResponse } from '../../../src/api';
import { newTaskState } from '../../../src/core/tasks/taskState';
import { clientFunctions } from '../../../src/shared/clientFunctions';
import type { PageMessage } from '../../../src/shared/playerProtocol';
import { effectRunner } from '../../../webview-ui/effects';
import { connectHost } from '../../../webview-ui/hostConnection';
import type { AudioEffect, Effect, PageEvent } from '../../../webview-ui/pageState';
import { soundtrackOf } from './support/page';

const running: TaskStatusResponse = { ...newTaskState('t1'), status: 'PROCESSING' };
const completed: TaskStatusResponse = { ...running, status: 'COMPLETED' };

/** Lets what was promised happen. */
const settle = () => new Promise(setImmediate);

/** A page's effects, a host that is a list of messages, and time that passes when it is told to. */
function setUp() {
  const messages: PageMessage[] = [];
  const events: PageEvent[] = [];
  const heard: AudioEffect[] = [];
  const timers = new Set<{ readonly ms: number; readonly callback: () => void }>();
  const post = (message: PageMessage) => messages.push(message);
  const host = connectHost(post, { state: () => undefined, control: () => undefined });
  const start = (ms: number, callback: () => void) => {
    const timer = { ms, callback };
    timers.add(timer);
    return timer;
  };
  const client = clientFunctions(host.send, {
    every: (ms, callback) => {
      const timer = start(ms, callback);
      return () => timers.delete(timer);
    },
  });
  const run: (effect: Effect) => void = effectRunner({
    audio: (effect) => heard.push(effect),
    showHelp: () => undefined,
    post,
    send: host.send,
    client,
    later: (ms, callback) => {
      const timer = start(ms, () => {
        timers.delete(timer);
        callback();
      });
    },
    dispatch: (event) => events.push(event),
  });
  return {
    run,
    messages,
    events,
    heard,
    times: () => [...timers].map(({ ms }) => ms),
    /** Lets all timers come to their end once. */
    pass: () => {
      for (const { callback } of [...timers]) callback();
    },
    /** The host answers what it was asked last. */
    reply: async (reply: unknown) => {
      const id = messages.filter((message) => message.kind === 'request').at(-1)!.id;
      host.receive({ kind: 'reply', id, ok: true, reply });
      await settle();
    },
    refuse: async () => {
      const id = messages.filter((message) => message.kind === 'request').at(-1)!.id;
      host.receive({
        kind: 'reply',
        id,
        ok: false,
        error: { code: 'SegmentNotFound', message: 'It is gone.' },
      });
      await settle();
    },
    asked: () => messages.flatMap((message) => (message.kind === 'request' ? [message.operation] : [])),
  };
}

describe('effectRunner', () => {
  it('tells the host what it is to know', () => {
    const { run, messages } = setUp();
    const told: Effect[] = [
      { kind: 'playhead', playhead: null },
      { kind: 'choose', segmentId: 's2', play: true },
      { kind: 'step', from: 's1', direction: 'next', play: false },
    ];
    for (const effect of told) run(effect);
    assert.deepEqual(messages, told);
  });

  it('leaves the sound to the audio element', () => {
    const { run, heard } = setUp();
    run({ kind: 'seek', time: 3 });
    run({ kind: 'play' });
    assert.deepEqual(heard, [{ kind: 'seek', time: 3 }, { kind: 'play' }]);
  });

  it('asks what is to be heard, and does without where the host has none', async () => {
    const { run, messages, events, reply, refuse } = setUp();
    run({ kind: 'getSoundtrack', segmentId: 's1', version: '1' });
    const request = { segmentId: 's1', version: '1' };
    assert.deepEqual(messages, [{ kind: 'request', id: 1, operation: 'getSoundtrack', request }]);
    await reply(soundtrackOf('1'));
    assert.deepEqual(events, [{ kind: 'soundtrack', segmentId: 's1', soundtrack: soundtrackOf('1') }]);
    run({ kind: 'getSoundtrack', segmentId: 's1', version: '0' });
    await refuse();
    assert.equal(events.length, 1);
  });

  it('70: follows a task every 2 s until it is over', async () => {
    const { run, asked, events, times, pass, reply } = setUp();
    run({ kind: 'follow', taskId: 't1' });
    assert.deepEqual([asked(), times()], [[], [2000]]);
    pass();
    await reply(running);
    pass();
    await reply(completed);
    assert.deepEqual(asked(), ['getTaskStatus', 'getTaskStatus']);
    assert.deepEqual(times(), []);
    assert.deepEqual(events, [
      { kind: 'taskStatus', status: running },
      { kind: 'taskStatus', status: completed },
    ]);
  });

  it('72: a task that the host does not know is not asked for again', async () => {
    const { run, times, events, pass, refuse } = setUp();
    run({ kind: 'follow', taskId: 't1' });
    pass();
    await refuse();
    assert.deepEqual([times(), events], [[], []]);
  });

  it('follows one task at a time, or none', () => {
    const { run, times } = setUp();
    run({ kind: 'follow', taskId: 't1' });
    run({ kind: 'follow', taskId: 't2' });
    assert.deepEqual(times(), [2000]);
    run({ kind: 'follow', taskId: undefined });
    assert.deepEqual(times(), []);
  });

  it('asks once how a task has ended', async () => {
    const { run, asked, events, times, reply } = setUp();
    run({ kind: 'askTask', taskId: 't1' });
    await reply(completed);
    assert.deepEqual([asked(), times()], [['getTaskStatus'], []]);
    assert.deepEqual(events, [{ kind: 'taskStatus', status: completed }]);
  });

  it('ends a summary after 3 s', () => {
    const { run, events, times, pass } = setUp();
    run({ kind: 'endSummary', taskId: 't1' });
    assert.deepEqual([events, times()], [[], [3000]]);
    pass();
    assert.deepEqual([events, times()], [[{ kind: 'summaryOver', taskId: 't1' }], []]);
  });

  for (const [title, act, expected] of [
    ['tells what the host found', 'reply', 'missing'],
    ['holds a file for damaged that the host could not look at', 'refuse', 'unplayable'],
  ] as const) {
    it(title, async () => {
      const page = setUp();
      page.run({ kind: 'checkAudio', segmentId: 's1', uri: 'media:s1' });
      await page[act]({ problem: 'missing' });
      assert.deepEqual(page.events, [{ kind: 'audioChecked', uri: 'media:s1', problem: expected }]);
    });
  }

  it('generating has an answer, whatever it is', async () => {
    const { run, events, reply, refuse } = setUp();
    run({ kind: 'generate', segmentId: 's1' });
    await reply({});
    run({ kind: 'generate', segmentId: 's1' });
    await refuse();
    const answered = { kind: 'answered', segmentId: 's1' };
    assert.deepEqual(events, [answered, answered]);
  });
});
