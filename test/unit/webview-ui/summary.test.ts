import assert from 'node:assert/strict';
import type { TaskStatusResponse } from '../../../src/api';
import { newTaskState } from '../../../src/core/tasks/taskState';
import type { StoryTask } from '../../../src/shared/playerProtocol';
import type { PageEvent } from '../../../webview-ui/pageState';
import { viewOf } from '../../../webview-ui/view';
import { after, hostState } from './support/page';

const task: StoryTask = { taskId: 't1', total: 8, isStopping: false };
const say = (running?: StoryTask): PageEvent => ({
  kind: 'state',
  state: hostState({}, running ? { task: running } : {}),
  play: false,
});
const status = (changes: Partial<TaskStatusResponse> = {}): PageEvent => ({
  kind: 'taskStatus',
  status: {
    ...newTaskState('t1'),
    status: 'PROCESSING',
    progress: { current: 3, total: 8, percentage: 25 },
    ...changes,
  },
});
const done = Array.from({ length: 7 }, (_, index) => ({
  segment_id: `s${index}`,
  audio_url: '',
  duration: 1,
}));
const failed = [{ segment_id: 's8', error: 'The disk is full.' }];
const end = (changes: Partial<TaskStatusResponse> = {}) =>
  status({ status: 'COMPLETED', completed_segments: done, ...changes });

describe('a task of the story', () => {
  it('is followed, also where this segment is not in it', () => {
    assert.deepEqual(after(say(task)).effects.at(-1), { kind: 'follow', taskId: 't1' });
    assert.deepEqual(after(say(task), say({ ...task, spoken: 0.5 })).effects, []);
  });

  it('shows how far it is, and can be cancelled', () => {
    const { state } = after(say(task), status());
    assert.deepEqual(viewOf(state).progress, {
      text: 'Generating audio in this story. Segment 3 of 8 is being generated.',
      value: 25,
      cancel: 'Cancel',
    });
    assert.deepEqual(after(say(task), { kind: 'cancel' }).effects, [
      { kind: 'cancelTask', taskId: 't1', mode: 'graceful' },
    ]);
    assert.deepEqual(after(say({ ...task, isStopping: true }), { kind: 'cancel' }).effects, [
      { kind: 'cancelTask', taskId: 't1', mode: 'now' },
    ]);
  });

  it('is asked once more when the host has left it, and is not polled', () => {
    assert.deepEqual(after(say(task), say()).effects, [
      { kind: 'follow', taskId: undefined },
      { kind: 'askTask', taskId: 't1' },
    ]);
  });

  for (const [title, last, summary] of [
    ['all went well', end(), '7 generated.'],
    ['one failed', end({ errors: failed }), '7 generated, 1 failed.'],
    ['it was cancelled', end({ cancelled: true }), 'Cancelled: 7 generated.'],
    [
      'all failed',
      end({ status: 'FAILED', completed_segments: [], errors: failed }),
      '0 generated, 1 failed.',
    ],
    ['it goes on', status(), undefined],
    ['it was a single segment', end({ progress: { current: 1, total: 1, percentage: 100 } }), undefined],
  ] as const) {
    it(`${title}: ${summary ?? 'no summary'}`, () => {
      const { state, effects } = after(say(task), say(), last);
      assert.equal(viewOf(state).summary, summary);
      assert.deepEqual(effects, summary === undefined ? [] : [{ kind: 'endSummary', taskId: 't1' }]);
    });
  }

  it('tells its result once, and no longer than its own time', () => {
    const ended = [say(task), end(), say(), end()] as const;
    assert.deepEqual(after(...ended).effects, []);
    assert.equal(after(...ended, { kind: 'summaryOver', taskId: 't0' }).state.summary?.text, '7 generated.');
    assert.equal(after(...ended, { kind: 'summaryOver', taskId: 't1' }).state.summary, undefined);
  });
});
