import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const FERRY = '# The Ferry\n\n## Boarding\n\nThe ferry left at six.\n\n## Landing\n\nThey were late.\n';
const FILE = 'ferry.story.md';

describe('two windows on one folder', () => {
  let first: Workbench;
  let second: Workbench;

  before(async () => {
    first = await openWorkbench({ workspace: { stories: { [FILE]: FERRY } } });
    second = await first.secondWindow();
    for (const window of [first, second]) {
      await window.activity('StoryFlow').click();
      await row(window, /^The Ferry, story, 0 of 2 segments ready$/u).waitFor();
      await row(window, /^The Ferry/u).click();
      await window.press('ArrowRight');
    }
    await first.openFile(FILE);
  });
  after(() => first.close());

  const row = (window: Workbench, name: RegExp) => window.treeItem('Stories', name);
  const press = (window: Workbench, name: RegExp, button: string) => window.actOn(row(window, name), button);

  it('what is generated in one is ready in the other', async function () {
    await press(first, /^Boarding, no audio$/u, 'Generate Audio');
    await row(second, /^Boarding, ready, [\d.]+ seconds?$/u).waitFor();
    const shownAt = Date.now();
    const { mtimeMs } = await stat(first.path('.storyflow/storyflow.db'));
    // Printed, because a busy machine says nothing about it.
    this.test!.title += ` (${Math.round(shownAt - mtimeMs)} ms after it was recorded)`;
    await row(first, /^Boarding, ready/u).waitFor();
  });

  it('what is locked in one is locked in the other, which refuses to generate it', async () => {
    await press(first, /^Boarding, ready/u, 'Lock');
    await row(first, /^Boarding, ready, .*locked$/u).waitFor();
    await row(second, /^Boarding, ready, [\d.]+ seconds?, locked$/u).waitFor();
    await second.openFile(FILE);
    await second.press('ControlOrMeta+Home', 'ArrowDown', 'ArrowDown');
    await second.runCommand('StoryFlow: Generate Audio');
    await second.notification(/“Boarding” is locked.*unlock it first/u).waitFor();
    await second.runCommand('Notifications: Clear All Notifications');
  });

  it('what is unlocked in the other can be generated in the first again', async () => {
    await press(second, /^Boarding, ready, .*locked$/u, 'Unlock');
    await row(first, /^Boarding, ready, [\d.]+ seconds?$/u).waitFor();
  });

  it('what is typed and saved in one is shown in the other: a new name, and audio that is out of date', async () => {
    await first.page.locator('.view-line').filter({ hasText: 'Landing' }).click();
    await first.press('End');
    await first.page.keyboard.insertText(' at last');
    await first.press('ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'End');
    await first.page.keyboard.insertText(' It rained.');
    await first.press('ControlOrMeta+s');
    await row(second, /^Landing at last, no audio$/u).waitFor();
    await row(second, /^Boarding, out of date, text changed$/u).waitFor();
    assert.equal(await row(second, /^Landing, /u).count(), 0);
  });
});
