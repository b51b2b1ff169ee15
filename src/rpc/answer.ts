import { messageOf, StoryFlowError, type ErrorCode } from '../core/errors';
import { requestMessage, type Handlers, type NameOf, type Operations, type ReplyMessage } from './messages';

export interface AnswerOptions<T extends Operations> {
  readonly operations: T;
  readonly handlers: Handlers<T>;
  /** The code of a failure that has no name of its own. */
  readonly fallbackCode: ErrorCode;
  /** Told of such a failure, because its reply cannot say where it happened. */
  readonly onUnexpected?: (error: unknown, operation: string) => void;
}

/** Carries out one request. Resolves with its reply, whatever happened; rejects only when the message is no request. */
export async function answer<T extends Operations>(
  message: unknown,
  { operations, handlers, fallbackCode, onUnexpected }: AnswerOptions<T>,
): Promise<ReplyMessage> {
  const { id, operation, request } = requestMessage.parse(message);
  try {
    if (!Object.hasOwn(operations, operation)) throw new Error(`There is no operation "${operation}".`);
    const name = operation as NameOf<T>;
    const parsed = operations[name]?.request.parse(request);
    // The table ties the handler's request to the schema that it was parsed with, which the compiler cannot follow.
    return { id, ok: true, reply: await handlers[name](parsed as never) };
  } catch (error) {
    if (error instanceof StoryFlowError) {
      return { id, ok: false, error: { code: error.code, message: error.message } };
    }
    onUnexpected?.(error, operation);
    return { id, ok: false, error: { code: fallbackCode, message: messageOf(error) } };
  }
}
