import type { Page } from 'playwright-core';

/**
 * Notes all that parts of the window say from now on, however short they say it: the `attribute` of the elements that
 * the selector finds, or their text. The function that is returned gives each text once, in order.
 */
export async function recordTexts(
  page: Page,
  selector: string,
  attribute?: string,
): Promise<() => Promise<readonly string[]>> {
  const texts = await page.evaluateHandle(watch, { selector, attribute });
  return () => texts.evaluate((seen) => [...seen]);
}

/** As much of a page as `watch` needs: the tests know no DOM. */
interface PageGlobals {
  readonly document: {
    querySelectorAll(selector: string): Iterable<{
      readonly textContent: string | null;
      getAttribute(name: string): string | null;
    }>;
  };
  readonly MutationObserver: new (changed: () => void) => { observe(target: unknown, options: object): void };
}

/** Runs in the page. */
function watch({
  selector,
  attribute,
}: {
  selector: string;
  attribute: string | undefined;
}): ReadonlySet<string> {
  const { document, MutationObserver } = globalThis as unknown as PageGlobals;
  const seen = new Set<string>();
  const look = () => {
    for (const element of document.querySelectorAll(selector)) {
      const text = attribute === undefined ? element.textContent : element.getAttribute(attribute);
      // VS Code draws spaces that do not break.
      if (text !== null && text !== '') seen.add(text.replaceAll('\u00a0', ' ').trim());
    }
  };
  look();
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  return seen;
}
