import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const FERRY = `# The Ferry

## Boarding

The ferry left at six. Nobody on the pier waved.

## Landing

They were late for breakfast.
`;

describe('a workspace in Restricted Mode', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { 'ferry.story.md': FERRY } },
      restricted: true,
    });
    await workbench.activity('StoryFlow').click();
  });
  after(() => workbench.close());

  it('shows the states, says what can be done, and writes nothing', async () => {
    await workbench.treeItem('Stories', /^Boarding, no audio$/u).waitFor();
    await workbench.page.getByText('Restricted Mode: stories can be read and played.').waitFor();
    await assert.rejects(stat(workbench.path('.storyflow')), { code: 'ENOENT' });
  });

  it('explains to who wants to generate how that becomes possible', async () => {
    const { page } = workbench;
    await workbench.openFile('ferry.story.md');
    await page.locator('.codelens-decoration').filter({ hasText: 'No audio' }).first().waitFor();
    await workbench.press('ControlOrMeta+k', 'g');
    await workbench
      .notification(/Restricted Mode/u)
      .getByRole('button', { name: 'Manage Workspace Trust' })
      .click();
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    const generate = page.locator('.codelens-decoration').getByRole('button', { name: /Generate$/u });
    const trusted = page.getByText('You trust this folder', { exact: true });
    await trusted.waitFor();
    await page
      .getByRole('button', { name: /^Close Modal Editor|^Close$/u })
      .last()
      .click();
    await trusted.waitFor({ state: 'hidden' });
    await generate.first().click();
    await workbench.treeItem('Stories', /^Boarding, ready, [\d.]+ seconds?$/u).waitFor();
  });

  it('lets the audio that is there be played, and offers nothing else', async () => {
    // It has not been trusted here.
    const other = await workbench.secondWindow();
    await other.activity('StoryFlow').click();
    const boarding = other.treeItem('Stories', /^Boarding, ready, [\d.]+ seconds?$/u);
    await eventually(async () => {
      await boarding.hover({ timeout: 5_000 });
      assert.equal(await boarding.getByRole('button').count(), 1);
    });
    await other.actOn(boarding, 'Play');
    const player = other.webviewFrame('Player');
    await player.getByRole('heading', { name: 'Boarding' }).waitFor();
    await eventually(async () => {
      const played = await player
        .locator('audio')
        .evaluate((audio) => (audio as unknown as { readonly currentTime: number }).currentTime);
      assert.ok(played > 0);
    });
    await other.close();
  });
});
