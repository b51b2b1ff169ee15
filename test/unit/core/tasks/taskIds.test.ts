import assert from 'node:assert/strict';
import { anonymousTaskId, batchTaskId, singleTaskId } from '../../../../src/core/tasks/taskIds';

const segmentId = '0b8e6d0e-4a0f-4a55-9d3c-3f2f9a1f5b77';

describe('taskIds', () => {
  const cases: [title: string, make: () => string, form: RegExp][] = [
    ['3: a single task', () => singleTaskId(segmentId), new RegExp(`^tts_${segmentId}_[0-9a-f]{8}$`, 'u')],
    ['18: a batch', () => batchTaskId(segmentId), new RegExp(`^tts_batch_${segmentId}_[0-9a-f]{8}$`, 'u')],
    ['63: a task without an id of its own', () => anonymousTaskId(), /^task_[0-9a-f]{12}$/u],
  ];
  for (const [title, make, form] of cases) {
    it(`${title} has an id of its form, another one each time`, () => {
      const ids = Array.from({ length: 100 }, make);
      for (const id of ids) assert.match(id, form);
      assert.equal(new Set(ids).size, 100);
    });
  }
});
