import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { installServer } from '../../editors/installServer';
import { installVsix } from '../../editors/installVsix';
import { linkCheckout } from '../../editors/linkCheckout';
import { openChromium } from '../../editors/openChromium';
import { startServer, writeUserSettings, type Settings } from '../../editors/startServer';
import { temporaryFolder } from '../../editors/temporaryFolder';
import { createWorkspace, type WorkspaceContent } from '../../editors/workspace';
import { Workbench } from './workbench';

export interface WorkbenchOptions {
  /** `{ stories: 'samples' }` by default: one folder with a copy of the sample stories. */
  readonly workspace?: WorkspaceContent;
  /** Settings of the user. */
  readonly settings?: Settings;
  /** VS Code's Restricted Mode. */
  readonly restricted?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

let browser: Promise<Browser> | undefined;
const VIEW = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };
const open = new Set<Workbench>();

/**
 * Opens a whole VS Code: a server, a window, an empty profile and a StoryFlow home, all of its own. It is closed
 * after the suite at the latest.
 */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { workspace = { stories: 'samples' }, settings = {}, restricted = false, env = {} } = options;
  browser ??= openChromium();
  const chromium = await browser;
  const installed = await installServer();
  const base = await temporaryFolder();
  const dataFolder = join(base, 'data');
  const home = join(base, 'home');
  await mkdir(home);
  await writeUserSettings(dataFolder, settings);
  const server = await startServer(installed, {
    dataFolder,
    home,
    env,
    asksForTrust: restricted,
    extensions: (await installVsix(installed)) ?? (await linkCheckout(base)),
  });
  const workbench = new Workbench({
    server,
    context: await chromium.newContext(VIEW),
    workspace: await createWorkspace(join(base, 'workspace'), workspace),
    home,
    dataFolder,
    onClose: async () => {
      open.delete(workbench);
      await server.stop();
      await rm(base, { recursive: true, force: true, maxRetries: 5 });
    },
  });
  open.add(workbench);
  await workbench.open();
  return workbench;
}

/** Closes every window, and the browser. */
export async function closeWorkbenches(): Promise<void> {
  await Promise.all([...open].map((workbench) => workbench.close()));
  await (await browser)?.close();
}

// Hooks of the whole suite, because this module is loaded outside of every `describe`. A script has no suite.
if ('afterEach' in globalThis) {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    const name = test.fullTitle().replace(/[^\w]+/g, '-');
    for (const [index, workbench] of [...open].entries())
      await workbench.screenshot(`failed-${name}-${index}`);
  });

  after(closeWorkbenches);
}
