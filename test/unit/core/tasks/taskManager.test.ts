import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { TaskStatusResponse } from '../../../../src/api';
import { StoryFlowError } from '../../../../src/core/errors';
import type { TaskContext } from '../../../../src/core/tasks/task';
import { TaskManager } from '../../../../src/core/tasks/taskManager';
import { memoryLog } from '../../../support/logs';
import { deferred } from './deferred';
import { fakeClock, settled } from './fakeClock';

const HOUR = 3_600_000;

function setUp(options: { purgeAfterMs?: number; purgeEveryMs?: number } = {}) {
  const clock = fakeClock();
  const log = memoryLog();
  const manager = new TaskManager({ clock, log, ...options });
  /** A task that runs until its gate is opened; `events` tells when it ran. */
  const events: string[] = [];
  const submitGated = (name: string, subject: { projectId?: string; segmentId?: string } = {}) => {
    const gate = deferred();
    const id = manager.submit({
      ...subject,
      run: async () => {
        events.push(`${name} begins`);
        await gate.promise;
        events.push(`${name} ends`);
      },
    });
    return { id, gate };
  };
  const statusOf = (id: string) => manager.getTaskStatus(id).status;
  return { clock, log, manager, events, submitGated, statusOf };
}

const audioOf = (segment: string, duration = 1) => ({
  segment_id: segment,
  audio_url: `/media/projects/p/audio/${segment}.wav`,
  duration,
});

/** The loop that a bulk run is: what fails is recorded and the rest goes on. */
async function bulk(task: TaskContext, segments: readonly string[], speak: (id: string) => Promise<void>) {
  for (const [index, id] of segments.entries()) {
    if (task.isCancelled()) return;
    task.updateProgress(index + 1, segments.length, id);
    try {
      await speak(id);
      task.addCompleted(audioOf(id));
    } catch (error) {
      task.addError(id, (error as Error).message);
    }
  }
}

const notFound = { code: 'TaskNotFound', status: 404 };

describe('TaskManager', () => {
  describe('status', () => {
    it('31, 33: a new task is PENDING at 0/0/0 with empty lists', () => {
      const { manager } = setUp();
      const id = manager.submit({ run: () => Promise.resolve() });
      assert.deepEqual(manager.getTaskStatus(id), {
        task_id: id,
        status: 'PENDING',
        progress: { current: 0, total: 0, percentage: 0 },
        completed_segments: [],
        errors: [],
      });
    });

    it('1, 37: a task is still PENDING when the function that submitted it has been awaited', async () => {
      const { manager, statusOf, events } = setUp();
      const request = async () => {
        await Promise.resolve();
        return manager.submit({
          run: () => {
            events.push('run');
            return Promise.resolve();
          },
        });
      };
      const id = await request();
      assert.equal(statusOf(id), 'PENDING');
      assert.deepEqual(events, []);
      await manager.whenEnded(id);
      assert.deepEqual(events, ['run']);
    });

    const ends: [TaskStatusResponse['status'], () => Promise<void>][] = [
      ['COMPLETED', () => Promise.resolve()],
      ['FAILED', () => Promise.reject(new Error('no voice'))],
    ];
    for (const [end, run] of ends) {
      it(`32, 37: it goes from PENDING by PROCESSING to ${end}, never backwards`, async () => {
        const { manager, statusOf } = setUp();
        const seen: string[] = [];
        manager.onDidChange((id) => seen.push(statusOf(id)));
        await manager.whenEnded(manager.submit({ run }));
        assert.deepEqual(seen, ['PENDING', 'PROCESSING', end]);
      });
    }

    for (const run of [
      () => Promise.resolve(),
      (task: TaskContext) => {
        task.addCompleted(audioOf('s1', 5.23));
        return Promise.resolve();
      },
      () => Promise.reject(new Error('no voice')),
    ]) {
      it('33: a finished task of one segment is at 1/1/100', async () => {
        const { manager } = setUp();
        const { progress } = await manager.whenEnded(manager.submit({ segmentId: 's1', run }));
        assert.deepEqual(progress, { current: 1, total: 1, percentage: 100, current_segment_id: 's1' });
      });
    }

    it('34, 35: completed segments and errors grow in order', async () => {
      const { manager } = setUp();
      const id = manager.submit({
        run: (task) => {
          task.addCompleted(audioOf('s1', 5.23));
          task.addError('s2', 'locked');
          task.addCompleted(audioOf('s3', 3.87));
          task.addError('s4', 'deleted');
          return Promise.resolve();
        },
      });
      const { completed_segments, errors } = await manager.whenEnded(id);
      assert.deepEqual(completed_segments, [audioOf('s1', 5.23), audioOf('s3', 3.87)]);
      assert.deepEqual(errors, [
        { segment_id: 's2', error: 'locked' },
        { segment_id: 's4', error: 'deleted' },
      ]);
    });

    it('35: the error of a single task that failed is an object too', async () => {
      const { manager, log } = setUp();
      const run = () => Promise.reject(new StoryFlowError('SpeechFailed', 'The engine gave no sound.'));
      const single = await manager.whenEnded(manager.submit({ segmentId: 's1', run }));
      const other = await manager.whenEnded(manager.submit({ run }));
      assert.deepEqual(single.errors, [{ segment_id: 's1', error: 'The engine gave no sound.' }]);
      assert.deepEqual(other.errors, [{ segment_id: '', error: 'The engine gave no sound.' }]);
      assert.ok(log.lines.includes(`error: Task ${single.task_id} failed: The engine gave no sound.`));
    });

    it('36: an unknown id is TaskNotFound', async () => {
      const { manager } = setUp();
      assert.throws(() => manager.getTaskStatus('tts_x_00000000'), notFound);
      await assert.rejects(manager.whenEnded('tts_x_00000000'), notFound);
    });

    it('38: a snapshot and the manager do not change each other', async () => {
      const { manager } = setUp();
      const gate = deferred();
      const entry = audioOf('s1');
      const id = manager.submit({
        run: async (task) => {
          task.updateProgress(1, 2, 's1');
          task.addCompleted(entry);
          task.addError('s0', 'locked');
          await gate.promise;
          task.updateProgress(2, 2, 's2');
        },
      });
      await settled();
      const before = manager.getTaskStatus(id);
      const copy = structuredClone(before);
      before.status = 'FAILED';
      before.progress.current = 99;
      before.completed_segments[0]!.duration = 99;
      before.completed_segments.length = 0;
      before.errors[0]!.error = 'changed';
      entry.duration = 99;
      assert.deepEqual(manager.getTaskStatus(id), copy);

      const early = manager.getTaskStatus(id);
      gate.resolve();
      await manager.whenEnded(id);
      assert.deepEqual(early, copy);
    });

    it('64: reports for an unknown task are ignored, and so are those that come after the end', async () => {
      const { manager } = setUp();
      let late: TaskContext | undefined;
      const id = manager.submit({
        run: (task) => {
          late = task;
          return Promise.resolve();
        },
      });
      const end = await manager.whenEnded(id);
      manager.updateProgress('unknown', 1, 2);
      manager.addCompleted('unknown', audioOf('s1'));
      manager.addError('unknown', 's1', 'x');
      late?.updateProgress(1, 2);
      late?.addCompleted(audioOf('s1'));
      late?.addError('s1', 'x');
      assert.deepEqual(manager.getTaskStatus(id), end);
      assert.throws(() => manager.getTaskStatus('unknown'), notFound);
    });

    it('65: another manager knows nothing of the tasks of an earlier one', () => {
      const first = setUp().manager;
      const id = first.submit({ run: () => Promise.resolve() });
      assert.throws(() => setUp().manager.getTaskStatus(id), notFound);
    });
  });

  describe('queue', () => {
    it('54, 55: single and bulk tasks run one at a time, in order of submission', async () => {
      const { submitGated, statusOf, events } = setUp();
      const a = submitGated('a', { segmentId: 's1' });
      const b = submitGated('b', { projectId: 'p1' });
      const c = submitGated('c', { segmentId: 's2' });
      await settled();
      assert.deepEqual([a, b, c].map(({ id }) => statusOf(id)), ['PROCESSING', 'PENDING', 'PENDING']); // prettier-ignore
      c.gate.resolve();
      b.gate.resolve();
      await settled();
      assert.deepEqual(events, ['a begins']);
      a.gate.resolve();
      await settled();
      assert.deepEqual(events, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
      assert.equal(statusOf(c.id), 'COMPLETED');
    });

    it('85: no option makes two tasks run at once', async () => {
      const options: object = { concurrency: 4, maxWorkers: 4, max_workers: 4 };
      const { submitGated, events } = setUp(options);
      const gates = ['a', 'b', 'c'].map((name) => submitGated(name).gate);
      await settled();
      assert.deepEqual(events, ['a begins']);
      for (const gate of gates) gate.resolve();
    });

    const failures: [title: string, run: () => Promise<void>, message: string][] = [
      ['rejects', () => Promise.reject(new Error('no voice')), 'no voice'],
      [
        'throws at once',
        () => {
          throw new Error('no voice');
        },
        'no voice',
      ],
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      ['rejects with nothing', () => Promise.reject(undefined), 'undefined'],
    ];
    for (const [title, run, message] of failures) {
      it(`62: after a task that ${title}, the next one runs`, async () => {
        const { manager, submitGated, clock } = setUp();
        const failing = manager.submit({ run });
        const next = submitGated('next');
        next.gate.resolve();
        await manager.whenEnded(next.id);
        assert.equal(manager.getTaskStatus(failing).status, 'FAILED');
        assert.equal(manager.getTaskStatus(failing).errors[0]?.error, message);
        // Only a task with a time of completion is ever forgotten.
        await clock.advance(HOUR + 1);
        manager.submit({ run: () => Promise.resolve() });
        assert.throws(() => manager.getTaskStatus(failing), notFound);
      });
    }

    it('63: an id is made when none is given, and a given one is kept', () => {
      const { manager } = setUp();
      const run = () => Promise.resolve();
      assert.match(manager.submit({ run }), /^task_[0-9a-f]{12}$/u);
      assert.equal(manager.submit({ id: 'tts_s1_0123abcd', run }), 'tts_s1_0123abcd');
      assert.throws(() => manager.submit({ id: 'tts_s1_0123abcd', run }), { code: 'WrongUse' });
    });

    it('83: the active task of a segment is found until it ends', async () => {
      const { manager, submitGated } = setUp();
      const running = submitGated('a', { projectId: 'p1', segmentId: 's1' });
      const waiting = submitGated('b', { projectId: 'p1', segmentId: 's2' });
      const other = submitGated('c', { projectId: 'p2' });
      await settled();
      assert.equal(manager.activeTaskOf('s1'), running.id);
      assert.equal(manager.activeTaskOf('s2'), waiting.id);
      assert.equal(manager.activeTaskOf('s3'), undefined);
      assert.deepEqual(manager.activeTasks(), [running.id, waiting.id, other.id]);
      assert.deepEqual(manager.activeTasks({ projectId: 'p1' }), [running.id, waiting.id]);
      running.gate.resolve();
      await manager.whenEnded(running.id);
      assert.equal(manager.activeTaskOf('s1'), undefined);
      assert.deepEqual(manager.activeTasks({ projectId: 'p1' }), [waiting.id]);
    });
  });

  describe('bulk run', () => {
    it('25, 104, 107: the second of three fails, and the task is COMPLETED at 3/3', async () => {
      const { manager } = setUp();
      const speak = (id: string) => (id === 's2' ? Promise.reject(new Error('no sound')) : Promise.resolve());
      const id = manager.submit({ run: (task) => bulk(task, ['s1', 's2', 's3'], speak) });
      const end = await manager.whenEnded(id);
      assert.equal(end.status, 'COMPLETED');
      assert.deepEqual(end.completed_segments.map((each) => each.segment_id), ['s1', 's3']); // prettier-ignore
      assert.deepEqual(end.errors, [{ segment_id: 's2', error: 'no sound' }]);
      assert.deepEqual(end.progress, { current: 3, total: 3, percentage: 100, current_segment_id: 's3' });
    });

    it('56: a thousand reports and as many reads never show a torn or decreasing state', async () => {
      const total = 1000;
      const { manager } = setUp();
      const order = shuffled(total);
      const id = manager.submit({
        run: async (task) => {
          // Reports arrive from many promises at once, some of them late.
          await Promise.all(
            order.map(async (current) => {
              for (let turn = 0; turn < current % 7; turn++) await Promise.resolve();
              task.updateProgress(current, total, `s${current}`);
              task.addCompleted(audioOf(`s${current}`));
              if (current % 10 === 0) await pause(0);
            }),
          );
        },
      });
      const words = ['PENDING', 'PROCESSING', 'COMPLETED'];
      let last = manager.getTaskStatus(id);
      let reads = 0;
      const read = () => {
        const next = manager.getTaskStatus(id);
        const { current, percentage, current_segment_id } = next.progress;
        assert.equal(percentage, Math.floor((100 * current) / total));
        if (current > 0) assert.equal(current_segment_id, `s${current}`);
        assert.ok(current >= last.progress.current);
        assert.ok(next.completed_segments.length >= last.completed_segments.length);
        assert.ok(words.indexOf(next.status) >= words.indexOf(last.status));
        last = next;
        reads++;
      };
      const reader = async () => {
        while (last.status !== 'COMPLETED') {
          read();
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      let problem = '';
      manager.onDidChange(() => {
        // The manager catches what a listener throws, so it is kept for the end.
        try {
          read();
        } catch (error) {
          problem ||= String(error);
        }
      });
      await Promise.all([reader(), reader(), manager.whenEnded(id)]);
      assert.equal(problem, '');
      assert.ok(reads > 2 * total);
      assert.equal(last.progress.current, total);
      assert.equal(last.completed_segments.length, total);
    });
  });

  describe('cancel', () => {
    it('60: the segment at hand is finished and listed, and no further one begins', async () => {
      const { manager } = setUp();
      const gate = deferred();
      const spoken: string[] = [];
      const id = manager.submit({
        run: (task) =>
          bulk(task, ['s1', 's2', 's3'], async (segment) => {
            spoken.push(segment);
            if (segment === 's2') await gate.promise;
          }),
      });
      await settled();
      assert.equal(manager.isCancelled(id), false);
      manager.cancelTask(id);
      assert.equal(manager.isCancelled(id), true);
      assert.equal(manager.getTaskStatus(id).status, 'PROCESSING');
      gate.resolve();
      const end = await manager.whenEnded(id);
      assert.deepEqual(spoken, ['s1', 's2']);
      assert.deepEqual(end.completed_segments.map((each) => each.segment_id), ['s1', 's2']); // prettier-ignore
      assert.deepEqual([end.status, end.cancelled, end.progress.current], ['COMPLETED', true, 2]);
    });

    it('61: an unknown or finished task is left alone', async () => {
      const { manager } = setUp();
      const id = manager.submit({ run: () => Promise.resolve() });
      const end = await manager.whenEnded(id);
      manager.cancelTask(id);
      manager.cancelTask(id, 'now');
      manager.cancelTask('unknown');
      manager.cancelTask('unknown', 'now');
      assert.deepEqual(manager.getTaskStatus(id), end);
      assert.equal(manager.isCancelled(id), false);
      assert.equal(manager.isCancelled('unknown'), false);
    });

    it('a graceful cancel leaves the signal alone; a second one stops at once', async () => {
      const { manager } = setUp();
      let signal: AbortSignal | undefined;
      const id = manager.submit({
        segmentId: 's1',
        run: async (task) => {
          signal = task.signal;
          await pause(HOUR, undefined, { signal: task.signal });
        },
      });
      await settled();
      manager.cancelTask(id);
      assert.equal(signal?.aborted, false);
      assert.equal(manager.activeTaskOf('s1'), id);
      manager.cancelTask(id, 'now');
      // It will not give the segment its audio any more, so a new request must not be answered with it.
      assert.equal(manager.activeTaskOf('s1'), undefined);
      assert.deepEqual(manager.activeTasks({ segmentId: 's1' }), [id]);
      const end = await manager.whenEnded(id);
      assert.deepEqual([end.status, end.cancelled, end.errors], ['COMPLETED', true, []]);
      assert.deepEqual(end.progress, { current: 0, total: 0, percentage: 0 });
    });

    const stops: [title: string, stop: (signal: AbortSignal) => void, status: string][] = [
      ['throws the reason of the signal', (signal) => { signal.throwIfAborted(); }, 'COMPLETED'], // prettier-ignore
      ['returns', () => undefined, 'COMPLETED'],
      ['fails for another reason', () => { throw new Error('The disk is full.'); }, 'FAILED'], // prettier-ignore
    ];
    for (const [title, stop, status] of stops) {
      it(`a task that was told to stop and ${title} is ${status}`, async () => {
        const { manager } = setUp();
        const gate = deferred();
        const id = manager.submit({
          run: async ({ signal }) => {
            await gate.promise;
            stop(signal);
          },
        });
        await settled();
        manager.cancelTask(id, 'now');
        gate.resolve();
        const end = await manager.whenEnded(id);
        assert.equal(end.status, status);
        assert.equal(end.cancelled, status === 'COMPLETED' ? true : undefined);
      });
    }

    it('a task that calls itself cancelled without being told so has failed', async () => {
      const { manager } = setUp();
      const run = () => Promise.reject(new StoryFlowError('Cancelled', 'The worker was ended.'));
      assert.equal((await manager.whenEnded(manager.submit({ run }))).status, 'FAILED');
    });

    for (const mode of ['graceful', 'now'] as const) {
      it(`a task cancelled (${mode}) before its turn ends at once and never runs`, async () => {
        const { manager, submitGated, events } = setUp();
        const first = submitGated('a');
        const second = submitGated('b', { segmentId: 's1' });
        const third = submitGated('c');
        manager.cancelTask(second.id, mode);
        const end = await manager.whenEnded(second.id);
        assert.deepEqual([end.status, end.cancelled, end.progress.total], ['COMPLETED', true, 0]);
        for (const { gate } of [first, second, third]) gate.resolve();
        await manager.whenEnded(third.id);
        assert.deepEqual(events, ['a begins', 'a ends', 'c begins', 'c ends']);
        assert.deepEqual(manager.getTaskStatus(second.id), end);
      });
    }

    it('cancelAll ends every task of a project and leaves the others', async () => {
      const { manager, submitGated, statusOf } = setUp();
      const running = submitGated('a', { projectId: 'p1' });
      const waiting = submitGated('b', { projectId: 'p1', segmentId: 's1' });
      const other = submitGated('c', { projectId: 'p2' });
      await settled();
      manager.cancelAll('graceful', { projectId: 'p1' });
      assert.deepEqual(
        [running, waiting, other].map(({ id }) => [statusOf(id), manager.isCancelled(id)]),
        [
          ['PROCESSING', true],
          ['COMPLETED', true],
          ['PENDING', false],
        ],
      );
      manager.cancelAll();
      assert.equal(statusOf(other.id), 'COMPLETED');
      running.gate.resolve();
      await manager.whenEnded(running.id);
      assert.deepEqual(manager.activeTasks(), []);
    });
  });

  describe('forgetting', () => {
    const ended = async (options?: { purgeAfterMs: number }) => {
      const all = setUp(options);
      const id = all.manager.submit({ run: () => Promise.resolve() });
      await all.manager.whenEnded(id);
      return { ...all, id, submitAnother: () => all.manager.submit({ run: () => Promise.resolve() }) };
    };

    it('57, 58: a finished task is kept for exactly an hour, and forgotten by a later submission', async () => {
      const { manager, clock, log, id, submitAnother } = await ended();
      await clock.advance(HOUR);
      submitAnother();
      assert.equal(manager.getTaskStatus(id).status, 'COMPLETED');
      await clock.advance(1);
      submitAnother();
      assert.throws(() => manager.getTaskStatus(id), notFound);
      assert.deepEqual(log.lines, ['info: Forgot 1 finished tasks.']);
    });

    it('58: the limit can be set', async () => {
      const { manager, clock, id, submitAnother } = await ended({ purgeAfterMs: 10 });
      await clock.advance(11);
      submitAnother();
      assert.throws(() => manager.getTaskStatus(id), notFound);
    });

    it('58: it happens every ten minutes too', async () => {
      const { manager, clock, id } = await ended();
      await clock.advance(HOUR + 1);
      assert.equal(manager.getTaskStatus(id).status, 'COMPLETED');
      await clock.advance(10 * 60_000);
      assert.throws(() => manager.getTaskStatus(id), notFound);
    });

    it('59: tasks that have not ended are never forgotten', async () => {
      const { manager, clock, submitGated, statusOf } = setUp();
      const running = submitGated('a');
      const waiting = submitGated('b');
      await clock.advance(100 * HOUR);
      manager.submit({ run: () => Promise.resolve() });
      assert.deepEqual([statusOf(running.id), statusOf(waiting.id)], ['PROCESSING', 'PENDING']);
      running.gate.resolve();
      waiting.gate.resolve();
    });
  });

  describe('listeners', () => {
    it('a listener that throws harms neither the task nor the other listeners', async () => {
      const { manager, log, statusOf } = setUp();
      const seen: string[] = [];
      manager.onDidChange(() => {
        throw new Error('view gone');
      });
      manager.onDidChange((id) => seen.push(statusOf(id)));
      const id = manager.submit({ run: () => Promise.resolve() });
      await manager.whenEnded(id);
      assert.deepEqual(seen, ['PENDING', 'PROCESSING', 'COMPLETED']);
      assert.equal(log.lines[0], `error: A listener to task ${id} failed: view gone`);
    });

    it('a listener hears nothing once it was removed', () => {
      const { manager } = setUp();
      const seen: string[] = [];
      const listener = (id: string) => seen.push(id);
      const stopFirst = manager.onDidChange(listener);
      manager.onDidChange(listener);
      stopFirst();
      stopFirst();
      const id = manager.submit({ run: () => Promise.resolve() });
      assert.deepEqual(seen, [id]);
    });

    it('a listener may cancel the task it hears of', async () => {
      const { manager, events, statusOf } = setUp();
      manager.onDidChange((id) => {
        if (statusOf(id) === 'PENDING') manager.cancelTask(id);
      });
      const id = manager.submit({
        run: () => {
          events.push('run');
          return Promise.resolve();
        },
      });
      assert.equal((await manager.whenEnded(id)).cancelled, true);
      await settled();
      assert.deepEqual(events, []);
    });
  });

  describe('shutdown', () => {
    it('66: what waits ends, what runs is stopped, and what comes later is refused', async () => {
      const { manager, submitGated, statusOf, clock } = setUp();
      const gate = deferred();
      let told: unknown;
      const running = manager.submit({
        run: async ({ signal }) => {
          await gate.promise;
          told = signal.reason;
          signal.throwIfAborted();
        },
      });
      const waiting = submitGated('b');
      await settled();
      let isDown = false;
      const down = manager.shutdown().then(() => {
        isDown = true;
      });
      assert.equal(statusOf(waiting.id), 'COMPLETED');
      await settled();
      assert.equal(isDown, false);
      gate.resolve();
      await down;
      assert.ok(told instanceof StoryFlowError && told.code === 'Cancelled');
      assert.equal(manager.getTaskStatus(running).cancelled, true);
      assert.throws(() => manager.submit({ run: () => Promise.resolve() }), { code: 'WorkerLost' });
      assert.equal(clock.timers, 0);
      await manager.shutdown();
    });
  });
});

/** The numbers 1 to n in an order that is always the same and far from sorted (n is no multiple of 7919). */
function shuffled(n: number): number[] {
  return Array.from({ length: n }, (_, index) => ((index * 7919) % n) + 1);
}
