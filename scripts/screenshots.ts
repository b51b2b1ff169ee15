import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { closeWorkbenches, openWorkbench } from '../test/ui/support/openWorkbench';
import { PLAYED_STORY, playerScenes } from '../test/ui/support/playerStates';
import type { Workbench } from '../test/ui/support/workbench';

// Makes the pictures of the documents: the samples, narrated by the draft voice in a real VS Code.
const FOLDER = join('docs', 'images');
// These are not packaged: they are not in the README.
const PLAYER_FOLDER = join('docs', 'player');
const STORY = 'the-lighthouse.story.md';

const SETTINGS = {
  'editor.minimap.enabled': false,
  'workbench.hover.delay': 600_000,
  'workbench.tips.enabled': false,
};

try {
  for (const folder of [FOLDER, PLAYER_FOLDER]) await mkdir(folder, { recursive: true });
  const workbench = await openWorkbench({ settings: SETTINGS });
  await widenSideBar(workbench);
  await makeStates(workbench);
  await pictureStates(workbench);
  await picturePlayer(workbench);
  await pictureProgress(workbench);
  await pictureScenes();
} finally {
  await closeWorkbenches();
}

async function widenSideBar(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.activity('StoryFlow').click();
  const box = await page.locator('.part.sidebar').boundingBox();
  if (!box) throw new Error('The side bar cannot be seen.');
  const edge = box.x + box.width + 1;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + 90, 400, { steps: 5 });
  await page.mouse.up();
}

/** Ready, out of date and locked in one story. */
async function makeStates(workbench: Workbench): Promise<void> {
  await row(workbench, 'The Lighthouse').locator('.monaco-tl-twistie').click();
  await press(workbench, 'The Lighthouse', 'Generate What Changed');
  await row(workbench, 'The Lighthouse', ', story, 4 of 4 segments ready').waitFor();
  await press(workbench, 'The Logbook', 'Lock');
  await row(workbench, 'The Logbook', '.*, locked').waitFor();
  const text = await readFile(workbench.path(STORY), 'utf8');
  await writeFile(
    workbench.path(STORY),
    text.replace('Two cups.', 'Two cups, and no kettle.').replace('At 7:04 she', 'At 7:05 she'),
  );
  await row(workbench, 'The Answer', ', out of date').waitFor();
}

async function pictureStates(workbench: Workbench): Promise<void> {
  await row(workbench, 'The Keeper').click();
  await workbench.page.locator('.codelens-decoration').filter({ hasText: 'Out of date' }).first().waitFor();
  for (const [theme, name] of [
    ['light', 'light'],
    ['dark', 'dark'],
    ['hc', 'high-contrast'],
  ] as const) {
    await workbench.setTheme(theme);
    await picture(workbench, `states-${name}`);
  }
  await workbench.setTheme('dark');
}

async function picturePlayer(workbench: Workbench): Promise<void> {
  await press(workbench, 'The Crossing', 'Play');
  const player = workbench.webviewFrame('Player');
  await player.getByRole('button', { name: 'Pause' }).waitFor();
  // Late enough that the slider has moved.
  await player.getByText('0:05', { exact: true }).waitFor();
  await picture(workbench, 'player', workbench.page.locator('.part.panel'));
  await workbench.runCommand('View: Toggle Panel Visibility');
}

async function pictureProgress(workbench: Workbench): Promise<void> {
  await row(workbench, 'The Map Under the Water').locator('.monaco-tl-twistie').click();
  await press(workbench, 'The Map Under the Water', 'Generate What Changed');
  await workbench.notification(/segment [3-8] of 9, about/u).waitFor();
  await picture(workbench, 'progress');
}

/** Every state of the player; how it looks while it plays in other themes, and where there is little room. */
async function pictureScenes(): Promise<void> {
  const workbench = await openWorkbench({
    workspace: { stories: { 'ferry.story.md': PLAYED_STORY } },
    settings: SETTINGS,
  });
  const player = workbench.webviewFrame('Player');
  const panel = workbench.page.locator('.part.panel');
  await workbench.openFile('ferry.story.md');
  for (const { name, enter } of playerScenes(workbench, player)) {
    await enter();
    if (name !== 'playing') {
      // The palette would close the help.
      if (name !== 'help') await clearNotifications(workbench);
      await keep(PLAYER_FOLDER, name, panel);
      continue;
    }
    await workbench.page.setViewportSize({ width: 1280, height: 560 });
    await workbench.runCommand('View: Toggle Maximized Panel');
    for (const [theme, suffix] of [
      ['light', '-light'],
      ['hc', '-high-contrast'],
      ['dark', ''],
    ] as const) {
      await workbench.setTheme(theme);
      await keep(PLAYER_FOLDER, name + suffix, panel);
    }
  }
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.page.setViewportSize({ width: 370, height: 700 });
  await keep(PLAYER_FOLDER, 'narrow', panel);
}

/** Keeps what is to be seen, or a part of it, without what only stands there by chance. */
async function picture(workbench: Workbench, name: string, part?: Locator): Promise<void> {
  if (name !== 'progress') await clearNotifications(workbench);
  await workbench.page.mouse.move(900, 795);
  await keep(FOLDER, name, part ?? workbench.page);
}

async function clearNotifications(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Notifications: Clear All Notifications');
}

async function keep(folder: string, name: string, part: Pick<Locator, 'screenshot'>): Promise<void> {
  await part.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** A row of the tree, by its label and what a screen reader says after it. */
function row(workbench: Workbench, label: string, words = ''): Locator {
  return workbench.treeItem('Stories', new RegExp(`^${label}(?=,|$)${words}`, 'u')).first();
}

async function press(workbench: Workbench, label: string, button: string): Promise<void> {
  await workbench.actOn(row(workbench, label), button);
}
