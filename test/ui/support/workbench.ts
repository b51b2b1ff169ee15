import { mkdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { extensionHosts } from '../../editors/extensionHosts';
import { writeMachineSettings, type Server, type Settings } from '../../editors/startServer';
import type { Workspace } from '../../editors/workspace';
import { violations, type Violation } from './accessibility';
import { eventually } from './eventually';

/** The name of each theme, and what the window's class says when it is there. */
const THEMES = {
  light: ['Light Modern', 'light_modern'],
  dark: ['Dark Modern', 'dark_modern'],
  hc: ['Default High Contrast', 'hc_black'],
  hcLight: ['Default High Contrast Light', 'hc_light'],
} as const;
export type Theme = keyof typeof THEMES;

/** Longest wait for something that a person would see, in milliseconds. */
export const PATIENCE_MS = 45_000;

const SCREENSHOTS = resolve('.vscode-test', 'screenshots');

interface WorkbenchParts {
  readonly server: Server;
  readonly context: BrowserContext;
  readonly workspace: Workspace;
  readonly home: string;
  readonly dataFolder: string;
  /** What else ends with it. */
  readonly onClose: () => Promise<void>;
}

/** A window of VS Code, used as a person uses it. */
export class Workbench {
  #page: Page | undefined;
  #settings: Settings = {};
  readonly #others: Workbench[] = [];

  constructor(private readonly parts: WorkbenchParts) {}

  /** Playwright's page, for all that has no method here. */
  get page(): Page {
    if (!this.#page) throw new Error('The window is not open.');
    return this.#page;
  }

  /** Absolute path of the first folder of the workspace. */
  get folder(): string {
    const [folder] = this.parts.workspace.folders;
    if (folder === undefined) throw new Error('This window has no folder.');
    return folder;
  }

  /** StoryFlow's own folder: models, cache. */
  get home(): string {
    return this.parts.home;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async open(): Promise<void> {
    this.#page = await this.parts.context.newPage();
    this.#page.setDefaultTimeout(PATIENCE_MS);
    await this.#page.goto(this.parts.server.address(this.parts.workspace));
    await this.#ready();
  }

  /** Closes the window and waits for the end of its extension host; `open` opens it again. */
  async closeWindow(): Promise<void> {
    await this.page.close();
    await eventually(async () => {
      const left = await extensionHosts(this.parts.server.pid);
      if (left.length > 0) throw new Error('The extension host still lives.');
    });
  }

  async close(): Promise<void> {
    for (const other of this.#others) await other.close();
    await this.parts.context.close();
    await this.parts.onClose();
  }

  /** Another window on the same workspace with an extension host of its own. It ends with this one at the latest. */
  async secondWindow(): Promise<Workbench> {
    const second = new Workbench({
      ...this.parts,
      context: await this.parts.context.browser()!.newContext({ viewport: this.page.viewportSize() }),
      onClose: () => Promise.resolve(),
    });
    this.#others.push(second);
    await second.open();
    return second;
  }

  /** As the command "Developer: Reload Window" does it. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  /** Kills the extension hosts of all windows of this server, as a crash would. */
  async killExtensionHost(): Promise<void> {
    const hosts = await extensionHosts(this.parts.server.pid);
    if (hosts.length === 0) throw new Error('There is no extension host to kill.');
    for (const host of hosts) process.kill(host, 'SIGKILL');
    await eventually(async () => {
      const left = await extensionHosts(this.parts.server.pid);
      if (left.some((host) => hosts.includes(host))) throw new Error('The extension host still lives.');
    });
  }

  /** StoryFlow's icon in the activity bar is the last that comes, and its commands come with it. */
  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
    await this.activity('StoryFlow').waitFor();
  }

  /** An icon in the activity bar. */
  activity(name: string): Locator {
    return this.page.locator('.part.activitybar').getByRole('tab', { name });
  }

  /** Chooses a command in the palette, as "Category: Title". */
  async runCommand(title: string): Promise<void> {
    const option = this.option(title);
    await eventually(async () => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      // Not typed: out of a webview the key comes late, and the text would be there before the palette.
      await this.input.fill(`>${title}`, { timeout: 5_000 });
      // A command whose `when` has just become true is there only in the next palette.
      await option.waitFor({ timeout: 2_000 });
    });
    await option.click();
  }

  /** The input of the palette, a quick pick or an input box. */
  get input(): Locator {
    return this.page
      .locator('.quick-input-widget:visible')
      .getByRole('combobox')
      .or(this.page.locator('.quick-input-widget:visible').getByRole('textbox'))
      .first();
  }

  /** An entry of the palette or of a quick pick, by its whole label. */
  option(label: string): Locator {
    return this.page
      .locator('.quick-input-widget:visible')
      .getByRole('option')
      .filter({ has: this.page.locator('.monaco-icon-label').getByText(label, { exact: true }) })
      .first();
  }

  /** Names a file in the dialog of this title, which is VS Code's own by the setting `files.simpleDialog.enable`. */
  async chooseFile(title: string | RegExp, path: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget:visible').filter({ hasText: title });
    await dialog.waitFor();
    const { input } = this;
    await eventually(async () => {
      if (await dialog.isVisible()) {
        // It fills in where it begins, in steps, and what was there before that is lost.
        await settled(input);
        await input.fill(path, { timeout: 2_000 });
        if ((await settled(input)) !== path) throw new Error('It began only now.');
        await input.press('Enter', { timeout: 2_000 });
      }
      await dialog.waitFor({ state: 'hidden', timeout: 2_000 });
    });
  }

  /** Shows a file of the first folder in an editor, by Quick Open. */
  async openFile(name: string): Promise<void> {
    const option = this.page.locator('.quick-input-widget:visible').getByRole('option', { name }).first();
    await eventually(
      async () => {
        await this.page.keyboard.press('Escape');
        await this.page.keyboard.press('ControlOrMeta+p');
        // What is under way may take the focus, and Quick Open closes then, or its list is drawn anew under the mouse.
        await this.input.fill(name, { timeout: 5_000 });
        await option.click({ timeout: 10_000 });
        await this.editor(basename(name)).waitFor({ timeout: 20_000 });
      },
      { timeout: 2 * PATIENCE_MS },
    );
    // An editor takes its first place in the text late; a cursor that was put elsewhere before would be lost.
    await this.statusBarItem(/^Ln \d+, Col \d+/u).waitFor();
  }

  /** The open editor of this file. */
  editor(name: string): Locator {
    return this.page
      .locator(`.editor-instance[aria-label*="${name}"], .editor-instance:has([aria-label*="${name}"])`)
      .first();
  }

  /** A notification toast with this text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
  }

  /** A modal dialog. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** An entry of a tree view, by the accessible names of both. A string matches any part of the name. */
  treeItem(view: string | RegExp, label: string | RegExp): Locator {
    return this.page.getByRole('tree', { name: view }).getByRole('treeitem', { name: label });
  }

  /** Presses a button that an entry of a tree shows while the mouse is over it; the entry may be drawn anew meanwhile. */
  async actOn(entry: Locator, act: string): Promise<void> {
    // Its name may end with its keys in parentheses.
    const button = entry.getByRole('button', { name: new RegExp(`^${act}(?: \\(|$)`, 'u') });
    await eventually(async () => {
      await entry.hover({ timeout: 5_000 });
      await button.click({ timeout: 2_000 });
    });
  }

  /** An entry of the status bar. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar').getByRole('button', { name: text });
  }

  /** The document inside one of StoryFlow's webviews, by the webview's title. */
  webviewFrame(title: string): FrameLocator {
    return this.page
      .locator('iframe.webview[src*="extensionId=storyflow.storyflow&"]')
      .contentFrame()
      .locator(`iframe#active-frame[title="${title}"]`)
      .contentFrame();
  }

  /** Presses keys one after another, for example `press('ControlOrMeta+k', 'n')` for a chord. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Changes settings; the window takes them up at once. */
  async updateSettings(settings: Settings): Promise<void> {
    this.#settings = { ...this.#settings, ...settings };
    await writeMachineSettings(this.parts.dataFolder, this.#settings);
  }

  async setTheme(theme: Theme): Promise<void> {
    const [name, file] = THEMES[theme];
    await this.updateSettings({ 'workbench.colorTheme': name });
    await this.page.locator(`.monaco-workbench[class*="-themes-${file}-"]`).waitFor();
  }

  /** Keeps what is to be seen, or only a part of it, as `.vscode-test/screenshots/NAME.png`. */
  async screenshot(name: string, part?: Locator): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    await (part ?? this.page).screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
  }

  /** What axe finds against the accessibility of a part of the window; nothing is best. */
  violations(part: Locator): Promise<readonly Violation[]> {
    return violations(part);
  }
}

/** What stands in an input that fills itself, once it does so no more. */
async function settled(input: Locator): Promise<string> {
  const before = await input.inputValue({ timeout: 2_000 });
  await new Promise((next) => setTimeout(next, 300));
  const value = await input.inputValue({ timeout: 2_000 });
  if (value === '' || value !== before) throw new Error('It is still being filled in.');
  return value;
}
