import assert from 'node:assert/strict';
import { PlayerMemory } from '../../../../src/vscode/player/playerMemory';
import { fakeClock } from '../../core/tasks/fakeClock';

function setUp(stored?: unknown) {
  const clock = fakeClock();
  const written: unknown[] = [];
  const storage = {
    get: () => stored,
    update: (_key: string, value: unknown) => written.push(value),
  };
  return { memory: new PlayerMemory(storage, clock), clock, written };
}

describe('what the player remembers', () => {
  it('is stored at once, and then now and then', async () => {
    const { memory, clock, written } = setUp();
    memory.put({ saved: '1', place: 'view' });
    memory.put({ saved: '2' });
    memory.put({ saved: '3' });
    assert.deepEqual(memory.get(), { saved: '3', place: 'view' });
    await clock.advance(1000);
    assert.deepEqual(written, [
      { saved: '1', place: 'view' },
      { saved: '3', place: 'view' },
    ]);
  });

  it('is stored when VS Code closes', () => {
    const { memory, clock, written } = setUp();
    memory.put({ saved: '1' });
    memory.put({ saved: '2' });
    memory.dispose();
    assert.deepEqual(written, [{ saved: '1' }, { saved: '2' }]);
    assert.equal(clock.timers, 0);
  });

  for (const [title, stored, expected] of [
    ['nothing', undefined, {}],
    ['what makes no sense', { saved: 5 }, {}],
    ['too much', { saved: 'x'.repeat(200_001) }, {}],
    [
      'what was',
      { saved: 'x', place: 'editor', segmentId: 'a' },
      { saved: 'x', place: 'editor', segmentId: 'a' },
    ],
  ] as const)
    it(`of another day is ${title}`, () => {
      assert.deepEqual(setUp(stored).memory.get(), expected);
    });
});
