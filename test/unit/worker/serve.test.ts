import assert from 'node:assert/strict';
import { on } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { StoryFlowError } from '../../../src/core/errors';
import type { Handlers as HandlersOf, ReplyMessage } from '../../../src/rpc/messages';
import type { SpeechOperations } from '../../../src/worker/protocol';
import { serve } from '../../../src/worker/serve';

type Handlers = HandlersOf<SpeechOperations>;

describe('serve', () => {
  const ends: (() => void)[] = [];
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  /** A server at one end of a channel; `ask` resolves with the reply at the other. */
  function start(handlers: Partial<Handlers>, onIdle: () => void = () => undefined) {
    const { port1, port2 } = new MessageChannel();
    ends.push(() => {
      port1.close();
    });
    const never = () => Promise.reject(new Error('not asked for'));
    serve(
      port1,
      { synthesize: never, phonemize: never, inspectModel: never, writeWav: never, ...handlers },
      { afterMs: 5, onIdle },
    );
    return async (message: { id: number; operation: string; request: unknown }): Promise<ReplyMessage> => {
      port2.postMessage(message);
      for await (const [reply] of on(port2, 'message') as AsyncIterable<[ReplyMessage]>) {
        if (reply.id === message.id) return reply;
      }
      throw new Error('The port was closed.');
    };
  }
  const speech = (id: number, text: string) => ({
    id,
    operation: 'synthesize',
    request: { text, voice: 'draft:en-us', speed: 1 },
  });
  const audio = (length: number) => ({ samples: new Float32Array(length), words: [] });

  it('answers with the number of the request and moves the samples', async () => {
    const samples = new Float32Array([1, 2]);
    const ask = start({ synthesize: () => Promise.resolve({ samples, words: [] }) });
    const reply = await ask(speech(7, 'one'));
    assert.deepEqual([reply.id, reply.ok], [7, true]);
    assert.equal(samples.length, 0, 'the buffer belongs to the other end now');
  });

  it('works on one request at a time, in the order of arrival', async () => {
    const events: string[] = [];
    const ask = start({
      synthesize: async ({ text }) => {
        events.push(`${text} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        events.push(`${text} ends`);
        return audio(1);
      },
    });
    await Promise.all([ask(speech(1, 'a')), ask(speech(2, 'b'))]);
    await ask(speech(3, 'c'));
    assert.deepEqual(events, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  const failures: [string, () => never, { code: string; message: string }][] = [
    [
      'an error with a name keeps it',
      () => {
        throw new StoryFlowError('InvalidVoice', 'There is no such voice.');
      },
      { code: 'InvalidVoice', message: 'There is no such voice.' },
    ],
    [
      'any other error is a failure to speak',
      () => {
        throw new Error('out of memory');
      },
      { code: 'SpeechFailed', message: 'out of memory' },
    ],
  ];
  for (const [title, fail, error] of failures) {
    it(title, async () => {
      const ask = start({ synthesize: async () => Promise.resolve(fail()) });
      assert.deepEqual(await ask(speech(1, 'one')), { id: 1, ok: false, error });
    });
  }

  it('does not believe a request of the wrong shape', async () => {
    const ask = start({ synthesize: () => Promise.resolve(audio(1)) });
    const reply = await ask({
      id: 1,
      operation: 'synthesize',
      request: { text: 'one', voice: 'x', speed: 9 },
    });
    assert.equal(reply.ok, false);
  });

  it('goes on after a failure, and tells when it is idle', async () => {
    let fails = true;
    const idle = new Promise<void>((resolve) => {
      const ask = start(
        {
          synthesize: () => (fails ? Promise.reject(new Error('once')) : Promise.resolve(audio(1))),
        },
        resolve,
      );
      void (async () => {
        assert.equal((await ask(speech(1, 'one'))).ok, false);
        fails = false;
        assert.equal((await ask(speech(2, 'two'))).ok, true);
      })();
    });
    // The idle timer keeps no process alive, so something else has to.
    const alive = setInterval(() => undefined, 1000);
    await idle;
    clearInterval(alive);
  });
});
