import assert from 'node:assert/strict';
import { eventually } from './support/eventually';
import { holdsFocus } from './support/holdsFocus';
import { openWorkbench } from './support/openWorkbench';
import { playerViolations } from './support/playerViolations';
import type { Workbench } from './support/workbench';

const FERRY = `# The Ferry

## Boarding

The ferry left at six. Nobody on the pier waved.

### The ticket

He held it up against the wind like a small white flag.

## Landing

They were late for breakfast.
`;

/** Long enough to be cancelled. */
const LOGBOOK = [
  '# The Logbook',
  ...Array.from(
    { length: 200 },
    (_, day) => `## Day ${day + 1}\n\nOn day ${day + 1} the wind came from the north.`,
  ),
].join('\n\n');

describe('a writer without a mouse', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { 'ferry.story.md': FERRY, 'logbook.story.md': LOGBOOK } },
    });
    await workbench.page.evaluate(
      'window.clicks = 0; addEventListener("pointerdown", () => window.clicks++, true);',
    );
  });
  after(() => workbench.close());

  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  const player = () => workbench.webviewFrame('Player');

  /** Chooses a command in the palette. */
  async function command(title: string): Promise<void> {
    const option = workbench.option(title);
    await eventually(async () => {
      await workbench.press('Escape', 'F1');
      await workbench.page.keyboard.insertText(title);
      // A command whose `when` has just become true is there only in the next palette.
      await option.waitFor({ timeout: 2_000 });
    });
    for (let moves = 0; !((await option.getAttribute('class')) ?? '').includes('focused'); moves++) {
      assert.ok(moves < 20, `“${title}” cannot be reached.`);
      await workbench.press('ArrowDown');
    }
    await workbench.press('Enter');
    await workbench.input.waitFor({ state: 'hidden' });
  }

  /** What a screen reader says of the row of the tree that has the focus. */
  async function focusedRow(expected: RegExp): Promise<void> {
    const tree = workbench.page.getByRole('tree', { name: 'Stories' });
    await eventually(async () => {
      assert.ok(await holdsFocus(tree), 'The focus is not in the tree.');
      const id = (await tree.getAttribute('aria-activedescendant')) ?? '';
      assert.match((await tree.locator(`#${id}`).getAttribute('aria-label')) ?? '', expected);
    });
  }

  /** Chooses an entry of the menu that is open. */
  async function menuEntry(name: RegExp): Promise<void> {
    const entry = workbench.page.getByRole('menuitem', { name });
    await entry.waitFor();
    await eventually(async () => {
      const isFocused = await holdsFocus(entry);
      if (!isFocused) await workbench.press('ArrowDown');
      assert.ok(isFocused);
    });
    await workbench.press('Enter');
    await entry.waitFor({ state: 'detached' });
  }

  it('finds the stories by the palette and walks through them by the arrows', async () => {
    await command('StoryFlow: Focus on Stories View');
    await row(/^The Ferry, story, 0 of 3 segments ready$/u).waitFor();
    // VS Code gives the focus to no tree that is still being filled.
    await command('StoryFlow: Focus on Stories View');
    await workbench.press('Home');
    await focusedRow(/^The Ferry/u);
    await workbench.press('ArrowRight');
    await row(/^Landing, no audio$/u).waitFor();
    await workbench.press('ArrowDown');
    await focusedRow(/^Boarding, no audio$/u);
    await workbench.press('ArrowDown', 'ArrowDown');
    await focusedRow(/^Landing, no audio$/u);
  });

  it('comes to a heading by Enter', async () => {
    await workbench.press('Enter');
    await workbench.statusBarItem(/^Ln 11, Col 1/u).waitFor();
    await focusedRow(/^Landing/u);
  });

  it('has a segment voiced from its menu', async () => {
    await workbench.press('Shift+F10');
    await menuEntry(/^Generate Audio/u);
    await row(/^Landing, ready, [\d.]+ seconds?$/u).waitFor();
    await focusedRow(/^Landing/u);
  });

  it('has the segment at the cursor voiced by one chord, and the whole story by another', async () => {
    await workbench.press('ControlOrMeta+1');
    await workbench.page.locator('.part.editor .monaco-editor.focused').waitFor();
    await workbench.press('ControlOrMeta+Home', 'ArrowDown', 'ArrowDown');
    await workbench.statusBarItem(/^Ln 3, Col 1/u).waitFor();
    await workbench.press('ControlOrMeta+k', 'g');
    await row(/^Boarding, ready, [\d.]+ seconds?$/u).waitFor();
    await row(/^The ticket, no audio$/u).waitFor();
    await workbench.press('ControlOrMeta+k', 'Shift+g');
    await row(/^The ticket, ready, [\d.]+ seconds?$/u).waitFor();
    await row(/^The Ferry, story, 3 of 3 segments ready, [\d.]+ seconds?$/u).waitFor();
  });

  it('locks the segment at the cursor by the palette, and unlocks it again', async () => {
    await command('StoryFlow: Lock');
    await row(/^Boarding, ready, [\d.]+ seconds?, locked$/u).waitFor();
    await command('StoryFlow: Unlock');
    await row(/^Boarding, ready, [\d.]+ seconds?$/u).waitFor();
  });

  it('plays the segment at the cursor, pauses it and seeks', async () => {
    await command('StoryFlow: Play');
    await player().getByRole('heading', { name: 'Boarding' }).waitFor();
    await player().getByRole('button', { name: 'Pause' }).waitFor();
    await command('StoryFlow: Focus on Player View');
    await eventually(async () => {
      assert.ok(await holdsFocus(player().locator('body')));
    });
    await workbench.press('Home', 'Space');
    await player().getByRole('button', { name: 'Play', exact: true }).waitFor();
    await workbench.press('Tab');
    await player().locator('button:focus').waitFor();
  });

  it('cancels a long run by the palette, and what is done stays', async () => {
    await command('StoryFlow: Focus on Stories View');
    await workbench.press('End');
    await focusedRow(/^The Logbook, story, 0 of 200 segments ready$/u);
    await workbench.press('Shift+F10');
    await menuEntry(/^Generate All/u);
    await workbench.statusBarItem(/Generating “The Logbook”: segment [2-9]\d* of 200/u).waitFor();
    await command('StoryFlow: Cancel Generation');
    await workbench.statusBarItem(/stopped after \d+ of 200/u).waitFor();
    await workbench.statusBarItem(/Generating/u).waitFor({ state: 'detached' });
    const name = (await row(/^The Logbook/u).getAttribute('aria-label')) ?? '';
    const ready = Number(/(\d+) of 200 segments ready/u.exec(name)?.[1]);
    assert.ok(ready > 0 && ready < 200, name);
  });

  for (const theme of ['light', 'dark', 'hc', 'hcLight'] as const)
    it(`has nothing that only eyes can use, in the ${theme} theme`, async () => {
      await workbench.setTheme(theme);
      await command('StoryFlow: Focus on Stories View');
      await workbench.press('Home', 'Shift+F10');
      await menuEntry(/^Generate All/u);
      const message = workbench.notification(/“The Ferry”: Nothing to generate/u);
      await message.and(workbench.page.locator('.notification-fade-in-done')).waitFor();
      // What is around it, a list of dialogs, is VS Code's.
      assert.deepEqual(await workbench.violations(message.locator('.notification-list-item')), []);
      const sideBar = await workbench.violations(workbench.page.locator('.part.sidebar'));
      assert.deepEqual(
        // A row's label and description stand without a space between them, so no name has their text in it.
        sideBar.filter(({ rule }) => rule !== 'label-content-name-mismatch'),
        [],
      );
      assert.deepEqual(await playerViolations(workbench, player()), []);
      await command('Notifications: Clear All Notifications');
    });

  it('never used the mouse', async () => {
    assert.equal(await workbench.page.evaluate('window.clicks'), 0);
  });
});
