import { handleMessage, type MessageHandlers } from '../src/shared/handleMessage';
import type { HostMessage, PageMessage, SendRequest } from '../src/shared/playerProtocol';

/** An error of the host, with its code. */
export class HostError extends Error {
  readonly code: string;

  constructor({ code, message }: { readonly code: string; readonly message: string }) {
    super(message);
    this.name = 'HostError';
    this.code = code;
  }
}

export interface HostConnection {
  readonly send: SendRequest;
  /** Takes whatever came from the host. */
  receive(message: HostMessage): void;
}

interface Pending {
  resolve(reply: unknown): void;
  reject(error: HostError): void;
}

/** The page's end of the talk with its host: every request has a number, and its reply settles it. */
export function connectHost(
  post: (message: PageMessage) => void,
  handlers: Omit<MessageHandlers<HostMessage>, 'reply'>,
): HostConnection {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  const all: MessageHandlers<HostMessage> = {
    ...handlers,
    reply: (message) => {
      const waiting = pending.get(message.id);
      pending.delete(message.id);
      if (message.ok) waiting?.resolve(message.reply);
      else waiting?.reject(new HostError(message.error));
    },
  };
  return {
    send: (operation, request) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        pending.set(id, { resolve, reject });
        post({ kind: 'request', id, operation, request });
      }),
    receive: (message) => {
      handleMessage(message, all);
    },
  };
}
