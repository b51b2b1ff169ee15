import assert from 'node:assert/strict';
import type { TaskProgress, TaskStatus } from '../../../../src/api';
import type { TaskView } from '../../../../src/studio/protocol';
import { hasEnded, runProgress } from '../../../../src/vscode/generate/runProgress';

interface Facts {
  readonly id?: string;
  readonly status: TaskStatus;
  readonly segments: number;
  readonly current?: number;
  readonly spoken?: number;
  readonly total?: number;
  readonly elapsedMs?: number;
}

function taskView({
  id = 't',
  status,
  segments,
  current = 0,
  spoken = 0,
  total = 0,
  elapsedMs = 0,
}: Facts): TaskView {
  const progress: TaskProgress = { current, total: segments, percentage: 0 };
  return {
    status: { task_id: id, status, progress, completed_segments: [], errors: [] },
    projectId: 'p1',
    segmentIds: Array.from({ length: segments }, (_, index) => `s${index}`),
    isCancelled: false,
    spokenCharacters: spoken,
    totalCharacters: total,
    elapsedMs,
  };
}

const waiting = taskView({ id: 'waiting', status: 'PENDING', segments: 3, total: 300 });
const working = taskView({
  id: 'working',
  status: 'PROCESSING',
  segments: 12,
  current: 3,
  spoken: 400,
  total: 1000,
  elapsedMs: 20_000,
});
const ended = taskView({
  id: 'ended',
  status: 'COMPLETED',
  segments: 5,
  current: 5,
  spoken: 500,
  total: 500,
  elapsedMs: 25_000,
});

describe('how far a run is', () => {
  const runs: [title: string, tasks: TaskView[], current: number, total: number, task: string | undefined][] =
    [
      ['one task that waits is at its first', [waiting], 1, 3, 'waiting'],
      ['one task at its third segment', [working], 3, 12, 'working'],
      ['a task that has just begun is at its first', [{ ...working, ...begun() }], 1, 12, 'working'],
      ['what joined counts', [working, waiting], 3, 15, 'working'],
      ['what ended counts as done', [ended, working, waiting], 8, 20, 'working'],
      ['what failed counts as done', [{ ...ended, ...failed() }, waiting], 6, 8, 'waiting'],
      ['all have ended', [ended], 5, 5, undefined],
      ['a task that was started later may be worked on first', [waiting, working], 3, 15, 'working'],
    ];
  for (const [title, tasks, current, total, task] of runs)
    it(title, () => {
      const run = runProgress(tasks);
      assert.deepEqual([run.current, run.total, run.task?.status.task_id], [current, total, task]);
    });

  const shares: [
    title: string,
    tasks: TaskView[],
    fraction: number | undefined,
    seconds: number | undefined,
  ][] = [
    ['by the text', [working], 0.4, 30],
    ['what waits is left to be spoken', [working, waiting], 400 / 1300, 45],
    ['what ended shows how fast it goes', [ended, working], 0.6, 30],
    ['of what was stopped nothing is left', [{ ...ended, spokenCharacters: 100 }, working], 500 / 1100, 54],
    [
      'unknown while a task has not counted its text',
      [working, { ...waiting, totalCharacters: 0 }],
      undefined,
      undefined,
    ],
    ['unknown without any text', [{ ...waiting, totalCharacters: 0 }], undefined, undefined],
  ];
  for (const [title, tasks, fraction, seconds] of shares)
    it(title, () => {
      const run = runProgress(tasks);
      assert.deepEqual([run.fraction, run.secondsLeft], [fraction, seconds]);
    });

  const states: [TaskStatus, boolean][] = [
    ['PENDING', false],
    ['PROCESSING', false],
    ['COMPLETED', true],
    ['FAILED', true],
  ];
  for (const [status, isOver] of states)
    it(`${status} is ${isOver ? '' : 'not '}the end`, () => {
      assert.equal(hasEnded(taskView({ status, segments: 1 })), isOver);
    });
});

function begun(): Pick<TaskView, 'status'> {
  return { status: { ...working.status, progress: { current: 0, total: 1, percentage: 0 } } };
}

function failed(): Pick<TaskView, 'status'> {
  return { status: { ...ended.status, status: 'FAILED' } };
}
