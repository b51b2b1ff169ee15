import assert from 'node:assert/strict';
import type { PageMessage } from '../../../src/shared/playerProtocol';
import { connectHost } from '../../../webview-ui/hostConnection';

function setUp() {
  const posted: PageMessage[] = [];
  const said: unknown[] = [];
  const host = connectHost((message) => posted.push(message), {
    state: (message) => {
      said.push(message);
    },
    control: (message) => {
      said.push(message);
    },
  });
  return { posted, said, host };
}

describe('connectHost', () => {
  it('gives every request a number, and each reply to the one that it answers', async () => {
    const { host, posted } = setUp();
    const first = host.send('checkAudio', { segmentId: 's1' });
    const second = host.send('cancelTask', { taskId: 't1', mode: 'now' });
    assert.deepEqual(posted, [
      { kind: 'request', id: 1, operation: 'checkAudio', request: { segmentId: 's1' } },
      { kind: 'request', id: 2, operation: 'cancelTask', request: { taskId: 't1', mode: 'now' } },
    ]);
    host.receive({ kind: 'reply', id: 2, ok: true, reply: undefined });
    host.receive({ kind: 'reply', id: 1, ok: true, reply: { problem: 'missing' } });
    assert.deepEqual(await Promise.all([first, second]), [{ problem: 'missing' }, undefined]);
  });

  it('72: a reply that says what failed rejects with its code', async () => {
    const { host } = setUp();
    const asked = host.send('getTaskStatus', { taskId: 't9' });
    const error = { code: 'TaskNotFound', message: 'There is no task "t9".' } as const;
    host.receive({ kind: 'reply', id: 1, ok: false, error });
    await assert.rejects(asked, { name: 'HostError', ...error });
  });

  it('a reply that nobody waits for is left alone', () => {
    const { host } = setUp();
    host.receive({ kind: 'reply', id: 5, ok: true, reply: 1 });
    host.receive({ kind: 'reply', id: 6, ok: false, error: { code: 'WrongUse', message: 'No.' } });
  });

  it('hands states and controls on', () => {
    const { host, said } = setUp();
    const state = { kind: 'state', state: { segments: [] }, play: false } as const;
    const control = { kind: 'control', control: 'toggle' } as const;
    host.receive(state);
    host.receive(control);
    assert.deepEqual(said, [state, control]);
  });
});
