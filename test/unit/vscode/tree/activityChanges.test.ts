import assert from 'node:assert/strict';
import type { TaskView } from '../../../../src/studio/protocol';
import type { SegmentActivity } from '../../../../src/vscode/taskBoard';
import { ActivityChanges } from '../../../../src/vscode/tree/activityChanges';

const segmentIds = ['s1', 's2', 's3'];

function task(status: TaskView['status']['status'], current: number, isCancelled = false): TaskView {
  return {
    status: {
      task_id: 't1',
      status,
      progress: { current, total: 3, percentage: 0 },
      completed_segments: [],
      errors: [],
    },
    projectId: 'p1',
    segmentIds,
    isCancelled,
    spokenCharacters: 0,
    totalCharacters: 100,
    elapsedMs: 0,
  };
}

describe('whose row changes with a task', () => {
  let activities: Record<string, SegmentActivity>;
  let changes: ActivityChanges;

  beforeEach(() => {
    activities = {};
    changes = new ActivityChanges({ activityOf: (id) => activities[id] });
  });

  /** What a report of the task tells, with what the segments wait for by then. */
  function report(view: TaskView, now: Record<string, SegmentActivity>) {
    activities = now;
    return changes.of(view);
  }

  const waiting = { s1: 'queued', s2: 'queued', s3: 'queued' } as const;

  it('all that wait when it begins, then those whose turn comes and goes, at the end the rest', () => {
    assert.deepEqual(report(task('PENDING', 0), waiting), { segmentIds, isBeginOrEnd: true });
    assert.deepEqual(report(task('PROCESSING', 1), { ...waiting, s1: 'generating' }), {
      segmentIds: ['s1'],
      isBeginOrEnd: false,
    });
    assert.deepEqual(report(task('PROCESSING', 2), { s2: 'generating', s3: 'queued' }), {
      segmentIds: ['s1', 's2'],
      isBeginOrEnd: false,
    });
    assert.deepEqual(report(task('COMPLETED', 2), {}), { segmentIds: ['s2', 's3'], isBeginOrEnd: true });
  });

  it('nobody’s while a segment is being spoken', () => {
    report(task('PROCESSING', 1), { ...waiting, s1: 'generating' });
    assert.equal(report(task('PROCESSING', 1), { ...waiting, s1: 'generating' }), undefined);
  });

  it('those that wait no more when it is cancelled', () => {
    report(task('PROCESSING', 1), { ...waiting, s1: 'generating' });
    assert.deepEqual(report(task('PROCESSING', 1, true), { s1: 'generating' }), {
      segmentIds: ['s2', 's3'],
      isBeginOrEnd: false,
    });
  });

  it('a task that is repeated under the same id begins anew', () => {
    report(task('COMPLETED', 3), {});
    assert.equal(report(task('PENDING', 0), waiting)?.isBeginOrEnd, true);
  });
});
