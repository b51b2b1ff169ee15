/** One function for every kind of message: a missing one does not compile. */
export type MessageHandlers<M extends { readonly kind: string }> = {
  readonly [K in M['kind']]: (message: Extract<M, { readonly kind: K }>) => void;
};

/** Hands a message to the function for its kind. */
export function handleMessage<M extends { readonly kind: string }>(
  message: M,
  handlers: MessageHandlers<M>,
): void {
  // The table ties the function to the kind, which the compiler cannot follow.
  const handle = handlers[message.kind as M['kind']] as (message: M) => void;
  handle(message);
}
