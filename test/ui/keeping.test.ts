import assert from 'node:assert/strict';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { eventually } from './support/eventually';
import { wavSums } from './support/keptFiles';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const FERRY = '# The Ferry\n\n## Boarding\n\nThe ferry left at six.\n\n## Landing\n\nThey were late.\n';
const OTHER =
  '# The Inn\n\n## Boarding\n\nNobody had a room for them, and it rained.\n\n## Bed\n\nNot one.\n';
const LOCKS = '.storyflow/locks.json';

describe('what a writer keeps', function () {
  this.bail(true);
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { 'ferry.story.md': FERRY } },
      settings: { 'files.simpleDialog.enable': true, 'workbench.hover.delay': 600_000 },
    });
    await workbench.activity('StoryFlow').click();
    await workbench.openFile('ferry.story.md');
    await workbench.runCommand('StoryFlow: Generate All');
    await row(/^The Ferry, story, 2 of 2 segments ready/u).waitFor();
    await row(/^The Ferry/u).click();
    await workbench.press('ArrowRight');
  });
  after(() => workbench.close());

  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  const path = (name: string) => workbench.path(name);

  /** Rows are drawn anew all the time, and a button with them. */
  async function press(name: RegExp, button: string): Promise<void> {
    await eventually(async () => {
      await row(name).hover({ timeout: 2_000 });
      await row(name).getByRole('button', { name: button }).click({ timeout: 2_000 });
    });
  }

  it('D-12. a locked text that was changed by another program is marked in the tree and in the problems', async () => {
    await press(/^Boarding, ready/u, 'Lock');
    await row(/^Boarding, ready, .*locked$/u).waitFor();
    await writeFile(path('ferry.story.md'), FERRY.replace('at six', 'at seven'));
    await row(/^Boarding, out of date, text changed, locked$/u).waitFor();
    await workbench.statusBarItem(/Warnings: 1/u).waitFor();
    await writeFile(path('ferry.story.md'), FERRY);
    await row(/^Boarding, ready, [\d.]+ seconds?, locked$/u).waitFor();
    await workbench.statusBarItem('No Problems').waitFor();
  });

  it('conflict marks in locks.json are told once, with a button that opens it; all it names stays locked', async () => {
    const whole = await readFile(path(LOCKS), 'utf8');
    const conflict = whole.replace(/^( {4}\{.*)$/mu, '<<<<<<< HEAD\n$1\n=======\n>>>>>>> draft');
    assert.notEqual(conflict, whole);
    await writeFile(path(LOCKS), conflict);
    const notice = workbench.notification(/locks\.json has conflict marks of git: every segment/u);
    await notice.waitFor();
    await workbench.screenshot('locks-conflict');
    await press(/^Boarding, ready/u, 'Unlock');
    await workbench.notification(/The locks were left as they are, because .*conflict marks/u).waitFor();
    await row(/^Boarding, ready, [\d.]+ seconds?, locked$/u).waitFor();
    await notice.getByRole('button', { name: 'Open locks.json' }).click();
    await workbench.editor('locks.json').getByText('<<<<<<< HEAD').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await writeFile(path(LOCKS), `${conflict}\n`);
    await workbench.runCommand('StoryFlow: Refresh');
    assert.equal(await notice.count(), 0);
    await writeFile(path(LOCKS), whole);
    await press(/^Boarding, ready, .*locked$/u, 'Unlock');
    await row(/^Boarding, ready, [\d.]+ seconds?$/u).waitFor();
  });

  it('a story that is renamed outside of VS Code keeps its audio', async () => {
    const wavs = await wavSums(workbench);
    await rename(path('ferry.story.md'), path('crossing.story.md'));
    await eventually(async () => {
      await row(/^The Ferry, story, 2 of 2 segments ready/u).click({ timeout: 2_000 });
      await workbench.editor('crossing.story.md').waitFor({ timeout: 2_000 });
    });
    assert.deepEqual(await wavSums(workbench), wavs);
  });

  it('a story whose file vanished is shown as missing, and Locate says which file it is', async () => {
    await rm(path('crossing.story.md'));
    await row(/^The Ferry, story, missing: ferry\.story\.md$/u).waitFor();
    assert.equal(await row(/./u).count(), 1);
    await workbench.screenshot('tree-missing', workbench.page.locator('.part.sidebar'));
    await writeFile(path('inn.story.md'), OTHER);
    await row(/^The Inn, story/u).waitFor();
    await press(/^The Ferry, story, missing/u, 'Locate...');
    await workbench.chooseFile('Locate “The Ferry”', path('inn.story.md'));
    await row(/missing/u).waitFor({ state: 'detached' });
    await row(/^The Inn, story/u).click();
    await workbench.press('ArrowRight');
    await row(/^Boarding, out of date, text changed$/u).waitFor();
  });

  it('D-29. Delete Project can take the story as well, and asks again where there is no trash', async () => {
    await writeFile(path('pier.story.md'), '# The Pier\n\n## Planks\n\nThey creaked.\n');
    await row(/^The Pier, story/u).click();
    await workbench.editor('pier.story.md').waitFor();
    await workbench.runCommand('StoryFlow: Delete Project...');
    const { dialog } = workbench;
    await dialog.getByText('Delete what StoryFlow made for “The Pier”?').waitFor();
    await dialog.getByRole('button', { name: 'Also Move the Story to the Trash' }).click();
    const permanently = dialog.getByRole('button', { name: 'Delete Permanently' });
    await eventually(async () => {
      // A desktop has a trash.
      if (await permanently.isVisible()) await permanently.click({ timeout: 2_000 });
      await assert.rejects(stat(path('pier.story.md')), { code: 'ENOENT' });
    });
    await row(/^The Pier/u).waitFor({ state: 'detached' });
    await workbench.page.getByRole('tab', { name: /^pier\.story\.md/u }).waitFor({ state: 'detached' });
  });

  it('D-29. Remove with Audio asks once and deletes what is kept of it', async () => {
    await rm(path('inn.story.md'));
    await press(/^The Inn, story, missing: inn\.story\.md$/u, 'Remove with Audio...');
    const { dialog } = workbench;
    await dialog
      .getByText(/Its file inn\.story\.md is not there any more\. Deleted: 2 audio files, 0 images\./u)
      .waitFor();
    await dialog.getByRole('button', { name: 'Remove with Audio' }).click();
    await row(/missing/u).waitFor({ state: 'detached' });
    assert.equal((await wavSums(workbench)).size, 0);
    await workbench.page.getByText('There is no story here yet.').waitFor();
  });
});
