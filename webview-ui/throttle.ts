/** Calls back once, after so many milliseconds. Browsers and tests each have their own. */
export type Later = (ms: number, callback: () => void) => void;

/**
 * Hands on the latest value at most every `ms` milliseconds: the first one at once, and one that came too soon when
 * the time is over.
 */
export function throttle<T>(ms: number, later: Later, use: (value: T) => void): (value: T) => void {
  let waiting: { readonly value: T } | undefined;
  let isResting = false;
  const rest = () => {
    isResting = true;
    later(ms, () => {
      isResting = false;
      if (!waiting) return;
      const { value } = waiting;
      waiting = undefined;
      rest();
      use(value);
    });
  };
  return (value) => {
    if (isResting) {
      waiting = { value };
      return;
    }
    rest();
    use(value);
  };
}
