import { messageOf, StoryFlowError } from '../core/errors';
import { replyMessage, type NameOf, type Operations, type ReplyOf, type RequestMessage } from './messages';

interface Pending {
  /** Parses the reply and settles the caller's promise with it. */
  succeed(reply: unknown): void;
  fail(error: StoryFlowError): void;
}

/** Requests that were sent and not answered yet. Nobody waits for ever: `failAll` when the other end is gone. */
export class PendingCalls<T extends Operations> {
  readonly #operations: T;
  readonly #pending = new Map<number, Pending>();
  readonly #onIdle: () => void;
  #lastId = 0;
  #whenIdle: (() => void)[] = [];

  /** `onIdle` is called whenever the last open request was settled. */
  constructor(operations: T, onIdle: () => void = () => undefined) {
    this.#operations = operations;
    this.#onIdle = onIdle;
  }

  /** Sends a request by `post`. Rejects with the other end's error, and with SpeechFailed when it cannot be sent or read. */
  call<O extends NameOf<T>>(
    operation: O,
    request: unknown,
    post: (message: RequestMessage) => void,
  ): Promise<ReplyOf<T, O>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, {
        succeed: (reply) => {
          // The table of operations ties the schema to the operation, which the compiler cannot follow.
          const parsed = this.#operations[operation]?.reply.safeParse(reply);
          if (parsed?.success) resolve(parsed.data as ReplyOf<T, O>);
          else
            reject(
              new StoryFlowError('SpeechFailed', `Wrong answer to “${operation}”: ${parsed?.error.message}`),
            );
        },
        fail: reject,
      });
      try {
        post({ id, operation, request });
      } catch (error) {
        // A message that cannot be cloned never arrives, so no reply would ever settle it.
        this.#take(id)?.fail(new StoryFlowError('SpeechFailed', messageOf(error), { cause: error }));
      }
    });
  }

  /** Settles the request that a message answers. Returns false for a message that answers none. */
  receive(message: unknown): boolean {
    const parsed = replyMessage.safeParse(message);
    if (!parsed.success) return false;
    const pending = this.#take(parsed.data.id);
    if (parsed.data.ok) pending?.succeed(parsed.data.reply);
    else pending?.fail(new StoryFlowError(parsed.data.error.code, parsed.data.error.message));
    return true;
  }

  failAll(error: StoryFlowError): void {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.fail(error);
  }

  /** Resolves when no request is open. */
  async whenIdle(): Promise<void> {
    if (this.#pending.size > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) {
      this.#onIdle();
      for (const resolve of this.#whenIdle.splice(0)) resolve();
    }
    return pending;
  }
}
