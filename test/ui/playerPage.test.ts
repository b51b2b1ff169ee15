import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { eventually } from './support/eventually';
import { holdsFocus } from './support/holdsFocus';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const STORY =
  '# The Ferry\n\n## Boarding\n\nThe ferry left at six. Nobody waved.\n\n## Landing\n\nThey were late.\n';

describe('the player’s page', () => {
  let workbench: Workbench;
  let player: FrameLocator;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'ferry.story.md': STORY } } });
    player = workbench.webviewFrame('Player');
    await workbench.activity('StoryFlow').click();
    await workbench.openFile('ferry.story.md');
    await workbench.actOn(row('Boarding'), 'Generate Audio');
    await workbench.treeItem('Stories', /^Boarding, ready/u).waitFor();
    await workbench.actOn(row('Boarding'), 'Play');
    await player.getByRole('heading', { name: 'Boarding', exact: true }).waitFor();
  });
  after(() => workbench.close());

  const row = (heading: string) => workbench.treeItem('Stories', new RegExp(`^${heading},`, 'u'));
  const button = (name: string) => player.getByRole('button', { name, exact: true });

  it('shows its keys, and gives the focus back', async () => {
    await button('Mute').focus();
    await workbench.press('?');
    const help = player.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Previous or next sentence').waitFor();
    assert.deepEqual(await workbench.violations(help), []);
    await workbench.press('Escape');
    await help.waitFor({ state: 'hidden' });
    assert.equal(await holdsFocus(button('Mute')), true);
  });

  it('is muted by a key and says so', async () => {
    await button('Mute').focus();
    await workbench.press('m');
    await button('Unmute').waitFor();
    assert.equal(await player.getByRole('status').textContent(), 'Muted.');
    await workbench.press('m');
    await button('Mute').waitFor();
  });

  it('plays faster at the same pitch', async () => {
    await player.getByRole('combobox', { name: 'Speed' }).selectOption('1.5×');
    const heard = await player.locator('audio').evaluate((audio) => {
      const { playbackRate, preservesPitch } = audio as unknown as {
        readonly playbackRate: number;
        readonly preservesPitch: boolean;
      };
      return [playbackRate, preservesPitch];
    });
    assert.deepEqual(heard, [1.5, true]);
  });

  it('no longer says that there is no audio when there is', async () => {
    await button('Next segment').click();
    const status = player.getByRole('status');
    await eventually(async () => {
      assert.equal(await status.textContent(), 'Landing. This segment has no audio yet.');
    });
    await button('Generate').click();
    await workbench.treeItem('Stories', /^Landing, ready/u).waitFor();
    await eventually(async () => {
      assert.equal(await status.textContent(), 'The audio is ready.');
    });
  });

  it('goes from segment to segment by keys that VS Code leaves to it', async () => {
    await player.locator('#player').focus();
    await workbench.press('ControlOrMeta+ArrowLeft');
    await player.getByRole('heading', { name: 'Boarding', exact: true }).waitFor();
    await workbench.press('ControlOrMeta+ArrowRight');
    await player.getByRole('heading', { name: 'Landing', exact: true }).waitFor();
  });
});
