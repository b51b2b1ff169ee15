import type { Page } from 'playwright-core';

/** What VS Code itself says in a browser, whoever's extensions are installed. */
const NOT_OURS = [/native-watchdog/u, /\/pwa-icon/u, /authentication provider/u];

/**
 * Notes every error that nobody caught in the window and the pages in it, and what is printed as an error that names
 * StoryFlow. The function that is returned gives them in order.
 */
export function recordErrors(page: Page): () => readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    errors.push(`${message.text()} (${url})`);
  });
  return () => errors.filter((error) => !NOT_OURS.some((pattern) => pattern.test(error)));
}
