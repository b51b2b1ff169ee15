import assert from 'node:assert/strict';
import type { BulkTaskResponse, NothingToDoResponse, TaskResponse, TaskStatusResponse } from '../../src/api';
import { batchTaskId, singleTaskId } from '../../src/core/tasks/taskIds';
import { TaskManager } from '../../src/core/tasks/taskManager';
import { memoryLog } from '../support/logs';
import {
  bulkTaskResponse,
  nothingToDoResponse,
  taskResponse,
  taskStatus,
  taskStatusResponse,
} from './core/tasks/contractShapes';
import { fakeClock } from './core/tasks/fakeClock';

describe('api', () => {
  it('74: a task status is one of four words', () => {
    assert.deepEqual(taskStatus.options, ['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']);
    assert.throws(() => taskStatus.parse('CANCELLED'));
  });

  it('75, 76: handles have the fields of the contract and no others', () => {
    const single: TaskResponse = {
      task_id: singleTaskId('s1'),
      segment_id: 's1',
      status: 'PENDING',
      message: 'Audio generation started',
    };
    const bulk: BulkTaskResponse = {
      task_id: batchTaskId('p1'),
      project_id: 'p1',
      status: 'PENDING',
      total_segments: 12,
      segments_to_process: 10,
      message: 'Audio generation started for 10 of 12 segments; 2 were skipped.',
    };
    const nothing: NothingToDoResponse = {
      message: 'All audio is up to date.',
      total_segments: 3,
      segments_to_process: 0,
      skipped: 3,
    };
    assert.deepEqual(taskResponse.parse(single), single);
    assert.deepEqual(bulkTaskResponse.parse(bulk), bulk);
    assert.deepEqual(nothingToDoResponse.parse(nothing), nothing);
    assert.throws(() => taskResponse.parse(bulk));
    assert.throws(() => nothingToDoResponse.parse({ ...nothing, task_id: 'none' }));
  });

  it('77-81: what the manager answers has the shape of the contract at every moment of a task', async () => {
    const manager = new TaskManager({ clock: fakeClock(), log: memoryLog() });
    const seen: TaskStatusResponse[] = [];
    manager.onDidChange((id) => seen.push(manager.getTaskStatus(id)));
    const audio_url = '/media/projects/p1/audio/s1.wav';
    const bulk = manager.submit({
      projectId: 'p1',
      run: async (task) => {
        task.updateProgress(1, 2, 's1');
        task.addCompleted({ segment_id: 's1', audio_url, duration: 5.23 });
        task.updateProgress(2, 2, 's2');
        task.addError('s2', 'The segment is locked: unlock it first.');
        return Promise.resolve();
      },
    });
    const broken = manager.submit({ run: () => Promise.reject(new Error('The disk is full.')) });
    const cancelled = manager.submit({ run: () => Promise.resolve() });
    manager.cancelTask(cancelled);
    await manager.whenEnded(broken);

    // Pending, processing, four reports and the end; pending, processing and the end; pending and the end.
    assert.equal(seen.length, 7 + 3 + 2);
    for (const status of seen) {
      // What crosses to the player is copied as JSON can be: nothing may be lost on the way.
      assert.deepEqual(taskStatusResponse.parse(JSON.parse(JSON.stringify(status))), status);
    }
    assert.equal(manager.getTaskStatus(bulk).cancelled, undefined);
    assert.equal(manager.getTaskStatus(cancelled).cancelled, true);
  });
});
