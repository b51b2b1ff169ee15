import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { isErrorCode } from '../../../src/core/errors';
import { SpeechWorker } from '../../../src/worker/client';
import { memoryLog } from '../../support/logs';

describe('SpeechWorker', () => {
  const started: SpeechWorker[] = [];
  const start = () => {
    const log = memoryLog();
    const worker = new SpeechWorker({
      entry: resolve('test/fixtures/workers/unreliable.mjs'),
      settings: { espeakData: '', dictionary: '', modelsFolder: '', threads: 0, idleMs: 1000 },
      log,
    });
    started.push(worker);
    const say = (text: string) => worker.synthesize({ text, voice: 'draft:en-us', speed: 1 });
    return { worker, say, log };
  };
  afterEach(async () => {
    await Promise.all(started.splice(0).map((worker) => worker.dispose()));
  });

  it('starts no thread before the first request', () => {
    assert.deepEqual(start().log.lines, []);
  });

  it('starts one thread for many requests and answers each', async () => {
    const { say, log } = start();
    const replies = await Promise.all(['one', 'two', 'three'].map(say));
    assert.deepEqual(
      replies.map((reply) => [...reply.samples]),
      [[0.5], [0.5], [0.5]],
    );
    assert.equal(log.lines.length, 1);
  });

  for (const death of ['exit', 'throw']) {
    it(`rejects everything pending when the thread dies (${death}), and starts again for the next request`, async () => {
      const { say } = start();
      const replies = await Promise.allSettled([say(death), say('after'), say('later')]);
      for (const reply of replies) {
        assert.equal(reply.status, 'rejected');
        assert.ok(isErrorCode(reply.reason, 'WorkerLost'));
        assert.match(reply.reason.message, /Generate again/u);
      }
      assert.equal((await say('again')).samples.length, 1);
    });
  }

  it('rejects with the error that the worker names', async () => {
    await assert.rejects(start().say('refuse'), { code: 'InvalidVoice', message: 'There is no such voice.' });
  });

  it('does not believe a reply of the wrong shape', async () => {
    await assert.rejects(start().say('lie'), { code: 'SpeechFailed' });
  });

  it('lets nobody wait for an answer that makes no sense', async () => {
    const { say, log } = start();
    await assert.rejects(say('mumble'), { code: 'WorkerLost' });
    assert.ok(log.lines.some((line) => line.startsWith('error: The speech worker stopped')));
    assert.equal((await say('fine')).samples.length, 1);
  });

  it('66: refuses requests after it was disposed, and waits for the work that is under way', async () => {
    const { worker, say } = start();
    const busy = say('last words');
    await worker.dispose();
    assert.equal((await busy).samples.length, 1);
    await assert.rejects(say('too late'), { code: 'WorkerLost' });
  });
});
