import assert from 'node:assert/strict';
import type { TaskStatus, TaskStatusResponse } from '../../../src/api';
import { newTaskState } from '../../../src/core/tasks/taskState';
import { clientFunctions } from '../../../src/shared/clientFunctions';
import type { SendRequest } from '../../../src/shared/playerProtocol';
import { deferred } from '../core/tasks/deferred';
import { fakeClock } from '../core/tasks/fakeClock';

const answer = (status: TaskStatus): TaskStatusResponse => ({ ...newTaskState('t1'), status });

/** The functions over a host that gives these answers one after another, the last one for ever. */
function setUp(...answers: readonly unknown[]) {
  const clock = fakeClock();
  const sent: [operation: string, request: unknown][] = [];
  const send = ((operation: string, request: unknown) => {
    sent.push([operation, request]);
    const next = answers[Math.min(sent.length, answers.length) - 1];
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  }) as SendRequest;
  return { clock, sent, client: clientFunctions(send, clock) };
}

describe('clientFunctions', () => {
  it('67: generateSegmentAudio sends one request that names the segment, and resolves with the handle', async () => {
    const handle = {
      task_id: 't1',
      segment_id: 's1',
      status: 'PENDING',
      message: 'Audio generation started',
    };
    const { client, sent } = setUp(handle);
    assert.equal(await client.generateSegmentAudio('s1'), handle);
    assert.deepEqual(sent, [['generateSegmentAudio', { segmentId: 's1' }]]);
  });

  for (const [title, options, expected] of [
    ['without options', undefined, { skipLocked: true, forceRegenerate: false }],
    ['with none of them', {}, { skipLocked: true, forceRegenerate: false }],
    ['with one of them', { forceRegenerate: true }, { skipLocked: true, forceRegenerate: true }],
    ['with the other', { skipLocked: false }, { skipLocked: false, forceRegenerate: false }],
    ['with both', { skipLocked: false, forceRegenerate: true }, { skipLocked: false, forceRegenerate: true }],
  ] as const) {
    it(`68: generateAllAudio ${title} sends ${JSON.stringify(expected)}`, async () => {
      const { client, sent } = setUp({});
      await client.generateAllAudio('p1', options);
      assert.deepEqual(sent, [['generateAllAudio', { projectId: 'p1', ...expected }]]);
    });
  }

  it('69: getTaskStatus asks for the status and for nothing else, however often', async () => {
    const status = answer('PROCESSING');
    const { client, sent, clock } = setUp(status);
    assert.equal(await client.getTaskStatus('t1'), status);
    assert.equal(await client.getTaskStatus('t1'), status);
    assert.deepEqual(sent, [
      ['getTaskStatus', { taskId: 't1' }],
      ['getTaskStatus', { taskId: 't1' }],
    ]);
    assert.equal(clock.timers, 0);
  });

  it('70, 71: pollTaskStatus asks every 2,000 ms until the task has ended, and tells every answer', async () => {
    const { client, sent, clock } = setUp(answer('PENDING'), answer('PROCESSING'), answer('FAILED'));
    const heard: TaskStatus[] = [];
    const polled = client.pollTaskStatus('t1', ({ status }) => heard.push(status));
    await clock.advance(1_999);
    assert.deepEqual(sent, []);
    await clock.advance(1);
    assert.deepEqual(sent, [['getTaskStatus', { taskId: 't1' }]]);
    await clock.advance(60_000);
    assert.deepEqual(heard, ['PENDING', 'PROCESSING', 'FAILED']);
    assert.equal((await polled).status, 'FAILED');
    assert.deepEqual([sent.length, clock.timers], [3, 0]);
  });

  it('70: the interval can be set', async () => {
    const { client, sent, clock } = setUp(answer('PROCESSING'));
    void client.pollTaskStatus('t1', () => undefined, 500);
    await clock.advance(1_600);
    assert.equal(sent.length, 3);
  });

  it('72: pollTaskStatus rejects with the host’s error, and asks no more', async () => {
    const { client, sent, clock } = setUp(new Error('There is no task "t1".'), answer('COMPLETED'));
    const polled = client.pollTaskStatus('t1', () => assert.fail());
    polled.catch(() => undefined);
    await clock.advance(60_000);
    await assert.rejects(polled, /There is no task/u);
    assert.deepEqual([sent.length, clock.timers], [1, 0]);
  });

  it('72: pollTaskStatus ends when its signal is aborted', async () => {
    const { client, sent, clock } = setUp(answer('PROCESSING'));
    const closing = new AbortController();
    const polled = client.pollTaskStatus('t1', () => undefined, undefined, closing.signal);
    polled.catch(() => undefined);
    await clock.advance(2_000);
    closing.abort();
    await assert.rejects(polled, { name: 'AbortError' });
    await clock.advance(60_000);
    assert.deepEqual([sent.length, clock.timers], [1, 0]);
  });

  it('72: a host that answers slowly is never asked twice at a time', async () => {
    const clock = fakeClock();
    const question = deferred<unknown>();
    let asked = 0;
    const send = (() => {
      asked++;
      return question.promise;
    }) as SendRequest;
    const polled = clientFunctions(send, clock).pollTaskStatus('t1', () => undefined);
    await clock.advance(11_000);
    assert.equal(asked, 1);
    question.resolve(answer('COMPLETED'));
    assert.equal((await polled).status, 'COMPLETED');
  });
});
