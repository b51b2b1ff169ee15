/**
 * The form of all messages between threads. Every request has a number, every request gets exactly one reply, and
 * both ends parse what they receive.
 */
import * as z from 'zod';
import { errorCodes, type ErrorCode } from '../core/errors';

/** The operations that one end offers: by name, the shapes of the request and the reply. */
export type Operations = Readonly<Record<string, { readonly request: z.ZodType; readonly reply: z.ZodType }>>;

export type NameOf<T extends Operations> = keyof T & string;
export type RequestOf<T extends Operations, O extends NameOf<T>> = z.infer<T[O]['request']>;
export type ReplyOf<T extends Operations, O extends NameOf<T>> = z.infer<T[O]['reply']>;

/** One function for every operation: a missing one does not compile. */
export type Handlers<T extends Operations> = {
  [O in NameOf<T>]: (request: RequestOf<T, O>) => Promise<ReplyOf<T, O>>;
};

export const requestMessage = z.object({ id: z.int(), operation: z.string(), request: z.unknown() });
export type RequestMessage = z.infer<typeof requestMessage>;

export const replyMessage = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), reply: z.unknown() }),
  z.object({
    id: z.int(),
    ok: z.literal(false),
    error: z.object({ code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]), message: z.string() }),
  }),
]);
export type ReplyMessage = z.infer<typeof replyMessage>;
