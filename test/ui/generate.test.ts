import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence } from '../support/stories';
import { FAULTY, installToneModel } from '../support/toneModels';
import { eventually } from './support/eventually';
import { openWorkbench, type WorkbenchOptions } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

let day = 0;

/** So slow that a person, and a test, can follow. */
const SLOW = { ballast: 40 };

/** A story of so many segments that nobody spoke before. */
function story(title: string, segments: number, sentences = 1): string {
  const section = (at: number) =>
    `## Part ${at + 1}\n\n${Array.from({ length: sentences }, () => sentence(day++)).join(' ')}\n`;
  return `# ${title}\n\n${Array.from({ length: segments }, (_, at) => section(at)).join('\n')}`;
}

/** Wavs that were ever made in this window's folder. */
async function wavs(workbench: Workbench): Promise<string[]> {
  const names = await readdir(join(workbench.folder, '.storyflow'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.wav')).sort();
}

describe('generating, as the writer sees it', () => {
  let workbench: Workbench;
  const open = async (options: WorkbenchOptions) => {
    workbench = await openWorkbench(options);
    await workbench.openFile('tale.story.md');
  };
  const models = () => join(workbench.home, 'models');
  const write = (text: string) => writeFile(workbench.path('tale.story.md'), text);
  const button = (text: string | RegExp, name: string) =>
    workbench.notification(text).getByRole('button', { name });
  const generateAll = () => workbench.runCommand('StoryFlow: Generate All');
  const isReady = (segments: number) =>
    eventually(async () => {
      assert.equal((await wavs(workbench)).length, segments);
    });
  const clearNotifications = () => workbench.runCommand('Notifications: Clear All Notifications');

  describe('with a model that takes its time', () => {
    before(async () => {
      await open({ workspace: { stories: { 'tale.story.md': story('The Tale', 12, 2) } } });
      await installToneModel(models(), SLOW);
    });
    after(() => workbench.close());
    afterEach(clearNotifications);

    it('a notification and the status bar say how far it is and how long it takes, then go away', async () => {
      await generateAll();
      const progress = workbench.notification(/Generating “The Tale”: segment \d+ of 12/u);
      await progress.waitFor();
      await workbench.statusBarItem(/StoryFlow: Generating “The Tale”: segment \d+ of 12/u).waitFor();
      await workbench.notification(/segment \d+ of 12, about \d+ s left/u).waitFor();
      await workbench.screenshot('generating');
      await workbench.statusBarItem('“The Tale”: 12 segments generated').waitFor();
      await progress.waitFor({ state: 'detached' });
      assert.equal((await wavs(workbench)).length, 12);
      await workbench.statusBarItem('“The Tale”: 12 segments generated').waitFor({ state: 'detached' });
      assert.equal(await workbench.statusBarItem(/StoryFlow: Generating/u).count(), 0);
    });

    it('27: what is up to date is said so, with a way to generate it again', async () => {
      await generateAll();
      const nothing = workbench.notification(
        /“The Tale”: Nothing to generate \(12 segments skipped: 12 up to date\)/u,
      );
      await nothing.waitFor();
      await nothing.getByRole('button', { name: 'Regenerate All...' }).click();
      await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    });

    it('to voice a story again asks first: how many segments and how long; without consent nothing happens', async () => {
      await workbench.runCommand('StoryFlow: Regenerate All...');
      const { dialog } = workbench;
      await dialog
        .getByText(/^This will voice 12 segments of “The Tale” again, (?:less than|about) a minute\.$/u)
        .waitFor();
      await workbench.screenshot('consent');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
      assert.equal(await workbench.statusBarItem(/StoryFlow: Generating/u).count(), 0);
      await workbench.runCommand('StoryFlow: Regenerate All...');
      await dialog.getByRole('button', { name: 'Voice Again' }).click();
      await workbench.notification(/Generating “The Tale”: segment \d+ of 12/u).waitFor();
      await workbench.runCommand('StoryFlow: Cancel Generation');
      await workbench.statusBarItem(/“The Tale”: stopped after \d+ of 12/u).waitFor();
    });

    it('D-11: Cancel finishes the segment, which is said with a visible way to stop now', async () => {
      await write(story('The Tale', 2, 12));
      await generateAll();
      await button(/Generating “The Tale”/u, 'Cancel').click();
      const finishing = workbench.notification(/Finishing “Part \d”, then stopping\. Stop Now/u);
      await finishing.waitFor();
      await workbench.screenshot('finishing');
      await finishing
        .getByRole('link', { name: 'Stop Now' })
        .or(finishing.getByText('Stop Now', { exact: true }))
        .click();
      await workbench.statusBarItem(/“The Tale”: stopped after 0 of 2/u).waitFor();
      await finishing.waitFor({ state: 'detached' });
      await eventually(async () => {
        assert.equal(await workbench.notification(/“Part/u).count(), 0, 'nothing is left to be closed');
      });
    });

    it('a cancel from elsewhere leaves one notification, that of what is finished', async () => {
      await write(story('The Tale', 2, 12));
      await generateAll();
      await workbench.notification(/Generating “The Tale”/u).waitFor();
      await workbench.runCommand('StoryFlow: Cancel Generation');
      const finishing = workbench.notification(/Finishing “Part \d”, then stopping/u);
      await finishing.waitFor();
      await workbench.notification(/Generating “The Tale”/u).waitFor({ state: 'detached' });
      await finishing.getByText('Stop Now', { exact: true }).click();
      await workbench.statusBarItem(/“The Tale”: stopped after 0 of 2/u).waitFor();
    });

    it('the status bar offers to stop, now or after the segment', async () => {
      await generateAll();
      await workbench.statusBarItem(/StoryFlow: Generating/u).click();
      await workbench.option('Stop Now').click();
      await workbench.statusBarItem(/“The Tale”: stopped after \d of 2/u).waitFor();
    });

    it('Cancel Generation is there only while something is generated', async () => {
      const { page } = workbench;
      const isOffered = async () => {
        await page.keyboard.press('F1');
        await page.keyboard.insertText('StoryFlow: Show Log');
        await workbench.option('StoryFlow: Show Log').waitFor();
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.insertText('>StoryFlow: Cancel Generation');
        await eventually(async () => {
          assert.ok((await page.locator('.quick-input-widget:visible [role=option]').count()) > 0);
        });
        const count = await workbench.option('StoryFlow: Cancel Generation').count();
        await page.keyboard.press('Escape');
        return count > 0;
      };
      assert.equal(await isOffered(), false);
      // None of it was spoken before, so that it lasts longer than the palette takes.
      await write(story('The Tale', 2, 24));
      await generateAll();
      await workbench.statusBarItem(/StoryFlow: Generating/u).waitFor();
      assert.equal(await isOffered(), true);
      await workbench.runCommand('StoryFlow: Cancel Generation');
      await workbench.statusBarItem(/“The Tale”: stopped/u).waitFor();
    });
  });

  describe('one segment', () => {
    const generate = () => workbench.runCommand('StoryFlow: Generate Audio');

    before(async () => {
      await open({ workspace: { stories: { 'tale.story.md': story('The Tale', 1) } } });
      await installToneModel(models());
      await workbench.editor('tale.story.md').click();
      await workbench.press('ControlOrMeta+End');
    });
    after(() => workbench.close());
    afterEach(clearNotifications);

    it('is generated where the cursor is', async () => {
      await generate();
      await workbench.statusBarItem('“Part 1” is ready').waitFor();
      assert.equal((await wavs(workbench)).length, 1);
    });

    it('that is up to date is not spoken again without Regenerate', async () => {
      await generate();
      await button('The audio of “Part 1” is up to date.', 'Regenerate').click();
      await workbench.statusBarItem('“Part 1” is ready').waitFor();
    });

    it('8: that is locked is refused with Unlock, and then can be generated', async () => {
      const lens = (name: string) => workbench.editor('tale.story.md').getByRole('button', { name });
      await workbench.runCommand('StoryFlow: Lock');
      await lens('Unlock').waitFor();
      await generate();
      await button(/“Part 1” is locked.*unlock it first/u, 'Unlock').click();
      await lens('Regenerate').waitFor();
      await generate();
      await workbench.notification('The audio of “Part 1” is up to date.').waitFor();
    });

    it('that fails says why, once, with Retry and Show Log', async () => {
      await installToneModel(models(), FAULTY);
      await write(story('The Tale', 1));
      await generate();
      const failure = workbench.notification(/“Part 1” could not be generated: .*its input "style"/u);
      await failure.waitFor();
      assert.equal(await failure.count(), 1);
      await failure.getByRole('button', { name: 'Show Log' }).waitFor();
      await installToneModel(models());
      await failure.getByRole('button', { name: 'Retry' }).click();
      await workbench.statusBarItem('“Part 1” is ready').waitFor();
    });

    it('of a bulk run that fails: how many, of what, and the first reason', async () => {
      await installToneModel(models(), FAULTY);
      await write(story('The Tale', 3));
      await generateAll();
      await workbench
        .notification(/3 of 3 segments of “The Tale” could not be generated: .*its input "style"/u)
        .waitFor();
    });

    it('D-28: of a named voice without its files is refused, with what to do', async () => {
      await rm(models(), { recursive: true });
      await write(`---\nvoice: af_bella\n---\n\n${story('The Tale', 1)}`);
      await generateAll();
      const missing = workbench.notification(/model\.onnx/u);
      await missing.getByRole('button', { name: 'Download' }).waitFor();
      await missing.getByRole('button', { name: 'Choose File' }).waitFor();
      await missing.getByRole('button', { name: 'Use the Draft Voice' }).waitFor();
    });

    it('whose heading looks like a link to a command stays words', async () => {
      await installToneModel(models());
      await write(
        `# The Tale\n\n## \\[Part\\](command:workbench.action.terminal.new)\n\n${sentence(day++)}\n`,
      );
      await generateAll();
      await workbench.statusBarItem(/is ready/u).waitFor();
      await generateAll();
      await workbench.press('ControlOrMeta+End');
      await generate();
      const upToDate = workbench.notification(/The audio of “\[Part\].?\(command:/u);
      await upToDate.waitFor();
      assert.equal(await upToDate.locator('.notification-list-item-message a').count(), 0);
    });
  });

  describe('without a model', () => {
    before(() => open({ workspace: { stories: { 'tale.story.md': story('The Tale', 2) } } }));
    after(() => workbench.close());

    it('D-28: the draft voice speaks, and that is told once, with what to do about it', async () => {
      await generateAll();
      await isReady(2);
      const notice = workbench.notification(/“The Tale” is spoken with the draft voice/u);
      await notice.getByRole('button', { name: 'Download' }).waitFor();
      await notice.getByRole('button', { name: 'Choose Voice' }).waitFor();
      await clearNotifications();
      await notice.waitFor({ state: 'detached' });
      await write(story('The Tale', 3));
      await generateAll();
      await workbench.statusBarItem(/“The Tale”: \d segments? generated/u).waitFor();
      assert.equal(await notice.count(), 0);
    });
  });

  describe('that was interrupted', () => {
    const offer = /Narration of “The Tale” was interrupted\. Continue: \d+ of 20\?/u;
    before(async () => {
      await open({ workspace: { stories: { 'tale.story.md': story('The Tale', 20, 4) } } });
      await installToneModel(models(), SLOW);
    });
    after(() => workbench.close());

    it('is offered after the window was reloaded in the middle, and Dismiss ends it', async () => {
      await generateAll();
      await workbench.statusBarItem(/segment [2-9] of 20/u).waitFor();
      await workbench.reload();
      await button(offer, 'Dismiss').click();
      await workbench.reload();
      await workbench.openFile('tale.story.md');
      await workbench.runCommand('StoryFlow: Show Log');
      assert.equal(await workbench.notification(offer).count(), 0);
    });
  });
});
