import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Locator } from 'playwright-core';

/** A rule of axe that is broken, and where. */
export interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly places: readonly string[];
}

/** Runs axe inside the frame of this element and on nothing but it. */
export async function violations(part: Locator): Promise<readonly Violation[]> {
  const source = await readFile(resolve('node_modules', 'axe-core', 'axe.min.js'), 'utf8');
  const { violations: found } = await part.evaluate(runAxe, { source, options: OPTIONS });
  return found.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    places: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`),
  }));
}

const OPTIONS: RunOptions = { resultTypes: ['violations'] };

interface Axe {
  run(context: ElementContext, options: RunOptions): Promise<AxeResults>;
}

/** Runs in the page. */
async function runAxe(
  element: unknown,
  { source, options }: { source: string; options: RunOptions },
): Promise<AxeResults> {
  const page = globalThis as typeof globalThis & { axe?: Axe };

  if (!page.axe) (0, eval)(source);
  return page.axe!.run(element as ElementContext, options);
}
