import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { eventually } from './support/eventually';
import { hear } from './support/hearing';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

describe('a writer’s first minutes', function () {
  // Each test goes on from where the one before it ended.
  this.bail(true);

  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: {} } });
    await workbench.activity('StoryFlow').click();
  });
  after(() => workbench.close());

  const sideBar = () => workbench.page.locator('.part.sidebar');
  const guide = () => workbench.page.locator('.gettingStartedContainer');
  const tab = (name: RegExp) => workbench.page.getByRole('tab', { name });
  const row = (name: RegExp) => workbench.treeItem('Stories', name);

  /** A step of the walkthrough, opened. */
  async function step(title: string): Promise<Locator> {
    const found = guide().locator('.getting-started-step').filter({ hasText: title });
    await eventually(async () => {
      await found.locator('.step-title').click({ timeout: 5_000 });
      await found.locator('.step-description-container').waitFor({ timeout: 2_000 });
    });
    return found;
  }

  async function isCompleted(title: string): Promise<void> {
    await guide()
      .locator('.getting-started-step')
      .filter({ hasText: title })
      .locator('.codicon-getting-started-step-checked')
      .first()
      .waitFor();
  }

  it('an empty folder says what a story is, and leads to four steps', async () => {
    await sideBar().getByRole('button', { name: 'Get started in four steps' }).click();
    await guide().getByText('Get Started with StoryFlow').first().waitFor();
    await workbench.screenshot('walkthrough-write');
  });

  it('New Story asks for a title, and for nothing more when there is none', async () => {
    await (await step('Write a Story')).getByRole('button', { name: 'New Story' }).click();
    await workbench.input.waitFor();
    await workbench.press('Enter');
    await workbench.page.getByText('A story needs a title').waitFor();
    await workbench.page.keyboard.insertText('The Ferry');
    await workbench.press('Enter');
    await workbench.editor('the-ferry.story.md').waitFor();
    await row(/^The Ferry, story, 0 of 1 segment ready$/u).waitFor();
  });

  it('what is typed replaces the words that stood there', async () => {
    await workbench.statusBarItem(/^Ln 5, Col 33 \(32 selected\)/u).waitFor();
    await workbench.page.keyboard.insertText('The ferry left at six. Nobody waved.');
    await workbench.press('ControlOrMeta+s');
    await eventually(async () => {
      assert.equal(
        await readFile(workbench.path('the-ferry.story.md'), 'utf8'),
        '# The Ferry\n\n## Chapter 1\n\nThe ferry left at six. Nobody waved.\n',
      );
    });
  });

  it('Generate All makes the audio of the story, without a question', async () => {
    await tab(/^Welcome/u).click();
    await isCompleted('Write a Story');
    await (await step('Generate Its Audio')).getByRole('button', { name: 'Generate All' }).click();
    await workbench.statusBarItem('“Chapter 1” is ready').waitFor();
    await row(/^The Ferry, story, 1 of 1 segment ready, [\d.]+ seconds?$/u).waitFor();
    await isCompleted('Generate Its Audio');
    await workbench.screenshot('walkthrough-generate');
  });

  it('Play lets it be heard', async () => {
    await (await step('Listen')).getByRole('button', { name: 'Play', exact: true }).click();
    const player = workbench.webviewFrame('Player');
    await player.getByRole('heading', { name: 'Chapter 1' }).waitFor();
    await eventually(async () => {
      assert.ok((await hear(player)).time > 0);
    });
    await isCompleted('Listen');
    await workbench.screenshot('walkthrough-play');
  });

  it('Choose Voice shows the voices, each of which can be heard', async () => {
    await (await step('Choose a Voice')).getByRole('button', { name: 'Choose Voice' }).click();
    const current = workbench.page
      .locator('.quick-input-widget:visible')
      .getByRole('option', { name: /draft:en-us/u });
    await current.getByRole('button', { name: 'Hear This Voice' }).click();
    await workbench.press('Escape');
    await isCompleted('Choose a Voice');
    assert.deepEqual(
      (await readdir(workbench.folder)).filter((name) => name !== '.storyflow'),
      ['the-ferry.story.md'],
    );
  });

  it('a segment gets a voice of its own, after a question, and may speak with the story’s instead', async () => {
    await workbench.openFile('the-ferry.story.md');
    await workbench.press('ControlOrMeta+End');
    const choose = 'StoryFlow: Choose Voice for This Segment...';
    await workbench.runCommand(choose);
    await workbench.option('Voice of the story (draft:en-us)').waitFor();
    await workbench.screenshot('segment-voice');
    await workbench.input.fill('draft:en-gb');
    await workbench.option('draft:en-gb').click();
    await workbench.dialog.getByText('With another voice the audio of 1 segment is out of date.').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Change and Generate' }).click();
    await headingIs('## Chapter 1 {voice=draft:en-gb}');
    await row(/^Chapter 1, ready, [\d.]+ seconds?$/u).waitFor();
    await workbench.runCommand(choose);
    // The list shows the present voice, which is far below.
    await workbench.input.fill('voice of the story');
    await workbench.option('Voice of the story (draft:en-us)').click();
    await headingIs('## Chapter 1');
  });

  async function headingIs(heading: string): Promise<void> {
    await eventually(async () => {
      const text = await readFile(workbench.path('the-ferry.story.md'), 'utf8');
      assert.equal(/^## .*$/mu.exec(text)?.[0], heading);
    });
  }
});
