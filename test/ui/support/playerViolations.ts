import type { FrameLocator } from 'playwright-core';
import type { Violation } from './accessibility';
import type { Workbench } from './workbench';

/** What axe finds in the player's page. The page is painted as the panel behind it, which axe cannot see. */
export async function playerViolations(
  workbench: Workbench,
  player: FrameLocator,
): Promise<readonly Violation[]> {
  const body = player.locator('body');
  await body.evaluate(paint, await workbench.page.locator('.part.panel').evaluate(backgroundOf));
  return workbench.violations(body);
}

/** Runs in the window. */
function backgroundOf(element: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(of: unknown): { backgroundColor: string } };
  return page.getComputedStyle(element).backgroundColor;
}

/** Runs in the page. */
function paint(element: unknown, color: string): void {
  (element as { style: { backgroundColor: string } }).style.backgroundColor = color;
}
