import assert from 'node:assert/strict';
import type { TaskStatus, TaskStatusResponse } from '../../../src/api';
import { StoryFlowError } from '../../../src/core/errors';
import { newTaskState } from '../../../src/core/tasks/taskState';
import { pollTaskStatus } from '../../../src/shared/pollTaskStatus';
import { deferred, type Deferred } from '../core/tasks/deferred';
import { fakeClock, settled } from '../core/tasks/fakeClock';

const answer = (status: TaskStatus): TaskStatusResponse => ({ ...newTaskState('t1'), status });

/** Polls a task that gives these answers one after another, the last one for ever. */
function setUp(answers: readonly (TaskStatus | Error)[], intervalMs?: number) {
  const clock = fakeClock();
  const controller = new AbortController();
  const asked: number[] = [];
  const heard: TaskStatus[] = [];
  const start = clock.now();
  const getStatus = (taskId: string) => {
    assert.equal(taskId, 't1');
    asked.push(clock.now() - start);
    const next = answers[Math.min(asked.length, answers.length) - 1]!;
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(answer(next));
  };
  const polled = pollTaskStatus(getStatus, 't1', (status) => heard.push(status.status), intervalMs, {
    timer: clock,
    signal: controller.signal,
  });
  polled.catch(() => undefined);
  return { clock, controller, asked, heard, polled };
}

describe('pollTaskStatus', () => {
  it('70: asks nothing before 2,000 ms, then once every 2,000 ms, and tells every answer', async () => {
    const { clock, asked, heard, polled } = setUp(['PENDING', 'PROCESSING', 'PROCESSING', 'COMPLETED']);
    await clock.advance(1_999);
    assert.deepEqual(asked, []);
    await clock.advance(1);
    assert.deepEqual(asked, [2_000]);
    await clock.advance(60_000);
    assert.deepEqual(asked, [2_000, 4_000, 6_000, 8_000]);
    assert.deepEqual(heard, ['PENDING', 'PROCESSING', 'PROCESSING', 'COMPLETED']);
    assert.equal((await polled).status, 'COMPLETED');
  });

  it('70: the interval can be set', async () => {
    const { clock, asked } = setUp(['PROCESSING'], 500);
    await clock.advance(1_600);
    assert.deepEqual(asked, [500, 1_000, 1_500]);
  });

  for (const status of ['COMPLETED', 'FAILED'] as const) {
    it(`71, 72: resolves with a ${status} task and clears its timer`, async () => {
      const { clock, asked, polled } = setUp([status]);
      await clock.advance(2_000);
      assert.equal((await polled).status, status);
      assert.equal(clock.timers, 0);
      await clock.advance(10_000);
      assert.equal(asked.length, 1);
    });
  }

  it('72: rejects with the error of an expired task, and asks no more', async () => {
    const { clock, asked, polled } = setUp([
      'PROCESSING',
      new StoryFlowError('TaskNotFound', 'There is no task "t1".'),
      'COMPLETED',
    ]);
    await clock.advance(20_000);
    await assert.rejects(polled, { code: 'TaskNotFound', status: 404 });
    assert.equal(clock.timers, 0);
    assert.deepEqual(asked, [2_000, 4_000]);
  });

  it('72: rejects when the listener throws, and asks no more', async () => {
    const clock = fakeClock();
    let asked = 0;
    const polled = pollTaskStatus(
      () => {
        asked++;
        return answer('PROCESSING');
      },
      't1',
      () => {
        throw new Error('page gone');
      },
      undefined,
      { timer: clock },
    );
    polled.catch(() => undefined);
    await clock.advance(20_000);
    await assert.rejects(polled, /page gone/u);
    assert.deepEqual([asked, clock.timers], [1, 0]);
  });

  it('72: rejects when the panel is closed between two questions', async () => {
    const { clock, controller, asked, polled } = setUp(['PROCESSING']);
    await clock.advance(2_000);
    controller.abort(new Error('closed'));
    await assert.rejects(polled, /closed/u);
    assert.equal(clock.timers, 0);
    await clock.advance(10_000);
    assert.deepEqual(asked, [2_000]);
  });

  it('72: asks nothing at all when the panel was closed before', async () => {
    const clock = fakeClock();
    const signal = AbortSignal.abort();
    const polled = pollTaskStatus(
      () => answer('COMPLETED'),
      't1',
      () => assert.fail(),
      1,
      { timer: clock, signal },
    );
    await assert.rejects(polled, { name: 'AbortError' });
    assert.equal(clock.timers, 0);
  });

  describe('with slow answers', () => {
    const slow = () => {
      const clock = fakeClock();
      const controller = new AbortController();
      const questions: Deferred<TaskStatusResponse>[] = [];
      const heard: TaskStatus[] = [];
      const polled = pollTaskStatus(
        () => {
          const question = deferred<TaskStatusResponse>();
          questions.push(question);
          return question.promise;
        },
        't1',
        (status) => heard.push(status.status),
        undefined,
        { timer: clock, signal: controller.signal },
      );
      polled.catch(() => undefined);
      return { clock, controller, questions, heard, polled };
    };

    it('72: never has two questions in flight', async () => {
      const { clock, questions, polled } = slow();
      await clock.advance(9_000);
      assert.equal(questions.length, 1);
      questions[0]?.resolve(answer('PROCESSING'));
      await settled();
      assert.equal(questions.length, 1);
      await clock.advance(1_000);
      assert.equal(questions.length, 2);
      questions[1]?.resolve(answer('COMPLETED'));
      assert.equal((await polled).status, 'COMPLETED');
    });

    it('72: an answer that comes after the panel was closed is not told', async () => {
      const { clock, controller, questions, heard, polled } = slow();
      await clock.advance(2_000);
      controller.abort(new Error('closed'));
      await assert.rejects(polled, /closed/u);
      questions[0]?.resolve(answer('COMPLETED'));
      await clock.advance(10_000);
      assert.deepEqual(heard, []);
      assert.equal(questions.length, 1);
    });
  });
});
