import type { Locator } from 'playwright-core';

/** Whether an element, or something in it, has the keyboard's focus. */
export function holdsFocus(part: Locator): Promise<boolean> {
  return part.evaluate(containsActive);
}

/** Runs in the page. */
function containsActive(element: unknown): boolean {
  const { document } = globalThis as unknown as { document: { readonly activeElement: unknown } };
  return (element as { contains(other: unknown): boolean }).contains(document.activeElement);
}
