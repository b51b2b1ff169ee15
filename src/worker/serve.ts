import { answer } from '../rpc/answer';
import type { Handlers, ReplyMessage } from '../rpc/messages';
import { operations, type SpeechOperations } from './protocol';

/** The end of a message port that a server needs. */
export interface Port {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  postMessage(message: ReplyMessage, transfer: readonly ArrayBuffer[]): void;
}

/**
 * Answers requests one after another, in the order in which they arrive: the engines are not reentrant.
 * `onIdle` is called `idleMs` after the last request was answered.
 */
export function serve(
  port: Port,
  handlers: Handlers<SpeechOperations>,
  idle: { afterMs: number; onIdle: () => void },
): void {
  let queue = Promise.resolve();
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;
  port.on('message', (message) => {
    clearTimeout(timer);
    waiting++;
    queue = queue.then(async () => {
      const reply = await answer(message, { operations, handlers, fallbackCode: 'SpeechFailed' });
      port.postMessage(reply, buffersOf(reply));
      waiting--;
      if (waiting === 0) timer = setTimeout(idle.onIdle, idle.afterMs).unref();
    });
  });
}

/** Sample buffers are moved to the host, not copied. */
function buffersOf(message: ReplyMessage): ArrayBuffer[] {
  const reply: unknown = message.ok ? message.reply : undefined;
  if (typeof reply !== 'object' || reply === null) return [];
  return Object.values(reply).flatMap((value: unknown) =>
    value instanceof Float32Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
}
