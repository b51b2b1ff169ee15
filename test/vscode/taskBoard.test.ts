import assert from 'node:assert/strict';
import type { TaskView } from '../../src/studio/protocol';
import { TaskBoard } from '../../src/vscode/taskBoard';

const SEGMENTS = ['one', 'two', 'three'];

describe('the tasks that the views show', () => {
  let board: TaskBoard;
  let versions: Map<string, string>;

  beforeEach(() => {
    versions = new Map([['one', 'old']]);
    board = new TaskBoard((id) => versions.get(id));
    board.update(task(1, []));
  });
  afterEach(() => {
    board.dispose();
  });

  /** A task that speaks the segment at `current`, counted from 1. */
  function task(current: number, completed: readonly string[], changes: Partial<TaskView> = {}): TaskView {
    return {
      status: {
        task_id: 'task',
        status: 'PROCESSING',
        progress: { current, total: SEGMENTS.length, percentage: 0 },
        completed_segments: completed.map((id) => ({ segment_id: id, audio_url: '', duration: 1 })),
        errors: [],
      },
      projectId: 'project',
      segmentIds: SEGMENTS,
      isCancelled: false,
      spokenCharacters: 0,
      totalCharacters: 0,
      elapsedMs: 0,
      ...changes,
    };
  }

  const activities = () => SEGMENTS.map((id) => board.activityOf(id) ?? 'none');

  it('one segment is generated, those after it wait', () => {
    assert.deepEqual(activities(), ['generating', 'queued', 'queued']);
  });

  it('a segment that is complete is still generating until its new audio is known', () => {
    board.update(task(1, ['one']));
    board.update(task(2, ['one']));
    assert.deepEqual(activities(), ['generating', 'generating', 'queued']);
    versions.set('one', 'new');
    assert.deepEqual(activities(), ['none', 'generating', 'queued']);
  });

  it('one that had no audio before, too', () => {
    board.update(task(2, ['one']));
    versions.set('one', 'new');
    board.update(task(3, ['one', 'two']));
    assert.deepEqual(activities(), ['none', 'generating', 'generating']);
    versions.set('two', 'new');
    assert.deepEqual(activities(), ['none', 'none', 'generating']);
  });

  it('nothing is waited for when the task has ended', () => {
    const done = task(3, SEGMENTS);
    board.update({ ...done, status: { ...done.status, status: 'COMPLETED' } });
    assert.deepEqual(activities(), ['none', 'none', 'none']);
  });

  it('what was cancelled and did not begin waits no more', () => {
    board.update(task(1, [], { isCancelled: true }));
    assert.deepEqual(activities(), ['generating', 'none', 'none']);
  });
});
