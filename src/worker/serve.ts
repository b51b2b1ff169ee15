import { messageOf, StoryFlowError } from '../core/errors';
import type { Operation, ReplyMessage, ReplyOf, RequestOf } from './protocol';
import { operations, requestMessage } from './protocol';

/** One function for every operation of the protocol: a missing one does not compile. */
export type Handlers = { [O in Operation]: (request: RequestOf<O>) => Promise<ReplyOf<O>> };

/** The end of a message port that a server needs. */
export interface Port {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  postMessage(message: ReplyMessage, transfer: readonly ArrayBuffer[]): void;
}

/**
 * Answers requests one after another, in the order in which they arrive: the engines are not reentrant.
 * `onIdle` is called `idleMs` after the last request was answered.
 */
export function serve(port: Port, handlers: Handlers, idle: { afterMs: number; onIdle: () => void }): void {
  let queue = Promise.resolve();
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  port.on('message', (message) => {
    clearTimeout(timer);
    waiting++;
    queue = queue.then(async () => {
      await answer(port, handlers, message);
      waiting--;
      if (waiting === 0) timer = setTimeout(idle.onIdle, idle.afterMs).unref();
    });
  });
}

async function answer(port: Port, handlers: Handlers, message: unknown): Promise<void> {
  const { id, operation, request } = requestMessage.parse(message);
  try {
    const reply = await run(handlers, operation, request);
    port.postMessage({ id, ok: true, reply }, buffersOf(reply));
  } catch (error) {
    const code = error instanceof StoryFlowError ? error.code : 'SpeechFailed';
    port.postMessage({ id, ok: false, error: { code, message: messageOf(error) } }, []);
  }
}

function run<O extends Operation>(handlers: Handlers, operation: O, request: unknown): Promise<ReplyOf<O>> {
  return handlers[operation](operations[operation].request.parse(request) as RequestOf<O>);
}

/** Sample buffers are moved to the host, not copied. */
function buffersOf(reply: ReplyOf<Operation>): ArrayBuffer[] {
  if ('samples' in reply) return [reply.samples.buffer];
  if ('peaks' in reply) return [reply.peaks.buffer];
  return [];
}
