import { format } from 'node:util';
import type { Page } from 'playwright-core';
import type { HostEditor, HostWindow } from './chooseEditor';
import { extensionHosts } from './extensionHosts';
import { installServer, type InstalledServer } from './installServer';
import { openChromium } from './openChromium';
import { startServer } from './startServer';

/** Longest run of one window, in milliseconds. */
const PATIENCE_MS = 600_000;
/** How often it is asked whether the extension host still lives, in milliseconds. */
const PULSE_MS = 1_000;

/** VS Code as a server, with a Chromium as its window. */
export async function browserEditor(): Promise<HostEditor> {
  const installed = await installServer();
  const browser = await openChromium();
  return {
    name: `VS Code ${installed.version} as a server, in Chromium ${browser.version()}`,
    close: () => browser.close(),
    run: async (window) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      try {
        return await runIn(await context.newPage(), installed, window);
      } finally {
        await context.close();
      }
    },
  };
}

async function runIn(page: Page, installed: InstalledServer, window: HostWindow): Promise<string> {
  const server = await startServer(installed, { ...window, asksForTrust: window.restricted });
  const over = new AbortController();
  try {
    const exited = new Promise<string>((done, failed) => {
      const exit = (code: number) => {
        done(`VS Code ended with ${code}.`);
      };
      page.exposeFunction('codeAutomationExit', exit).catch(failed);
    });
    // The workbench calls this for each line of its own console and the extension host's.
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
      window.onLine(format(...args));
    });
    await page.goto(server.address(window.workspace, { extensionTestsPath: server.fileUri(window.index) }));
    return await Promise.race([
      exited,
      new Promise<string>((done) =>
        page.on('crash', () => {
          done('the page crashed.');
        }),
      ),
      server.ended.then(() => 'the VS Code server ended.'),
      hostGone(server.pid, over.signal),
    ]);
  } finally {
    over.abort();
    // First, so that the page does not look for its server.
    await page.close();
    await server.stop();
  }
}

/** VS Code starts a new extension host where one crashed, and the tests would begin again: once is enough. */
async function hostGone(server: number, over: AbortSignal): Promise<string> {
  const started = performance.now();
  let host: number | undefined;
  while (!over.aborted && performance.now() - started < PATIENCE_MS) {
    await new Promise((next) => setTimeout(next, PULSE_MS));
    const [found] = await extensionHosts(server);
    if (host !== undefined && found !== host) return 'the extension host crashed.';
    host = found;
  }
  return `they were not done after ${PATIENCE_MS / 60_000} minutes.`;
}
