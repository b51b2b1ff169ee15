import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { isReachable } from './isReachable';
import { answers, runCommand } from './runCommand';
import { CannotRun } from './cannotRun';
import { say } from './say';

/** Programs that are a Chromium, as Linux distributions and Google name them. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium: the one named in STORYFLOW_TEST_CHROMIUM, an installed one, Playwright's own, or
 * Debian's; the last two are installed when they can be.
 */
export async function findChromium(): Promise<string> {
  const named = process.env['STORYFLOW_TEST_CHROMIUM'];
  if (named) {
    if (await isFile(named)) return named;
    throw new CannotRun(
      `There is no file ${named}: set STORYFLOW_TEST_CHROMIUM to the path of a Chromium or Chrome.`,
    );
  }
  const path = (await installed()) ?? (await downloaded()) ?? (await fromDebian());
  if (path) return path;
  throw new CannotRun(
    'No Chromium was found and none could be installed: install Chromium or Chrome, or set STORYFLOW_TEST_CHROMIUM to the path of one.',
  );
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

async function installed(): Promise<string | undefined> {
  const onPath = (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':');
  const places = [
    ...onPath.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    chromium.executablePath(),
  ];
  for (const place of places) if (await isFile(place)) return place;
  return undefined;
}

async function downloaded(): Promise<string | undefined> {
  if (!(await isReachable('https://cdn.playwright.dev'))) return undefined;
  say('Installing Playwright’s Chromium …');
  const cli = resolve('node_modules', 'playwright-core', 'cli.js');
  try {
    await runCommand(process.execPath, [cli, 'install', 'chromium'], { timeout: 600_000 });
    return chromium.executablePath();
  } catch (error) {
    say(`It could not be installed: ${String(error)}`);
    return undefined;
  }
}

async function fromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || !(await answers('apt-get'))) return undefined;
  say('Installing Debian’s Chromium …');
  try {
    await runCommand('apt-get', ['update', '-qq']);
    await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    return await installed();
  } catch (error) {
    say(`It could not be installed: ${String(error)}`);
    return undefined;
  }
}
