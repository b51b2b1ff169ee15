import type { StoryView } from '../../studio/protocol';

/** Makes something of a story's view once: a view never changes, a new one takes its place. */
export function perView<T extends object>(make: (view: StoryView) => T): (view: StoryView) => T {
  const made = new WeakMap<StoryView, T>();
  return (view) => {
    const known = made.get(view);
    if (known) return known;
    const value = make(view);
    made.set(view, value);
    return value;
  };
}
