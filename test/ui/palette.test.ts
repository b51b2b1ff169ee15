import assert from 'node:assert/strict';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

describe('the command palette', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  it('shows the log channel with what StoryFlow wrote', async () => {
    await workbench.runCommand('StoryFlow: Show Log');
    const panel = workbench.page.locator('.part.panel');
    await panel
      .locator('.view-line')
      .filter({ hasText: /Activated\sin\s[\d.]+\sms/ })
      .waitFor();
    assert.equal(await panel.getByRole('combobox').first().inputValue(), 'StoryFlow');
  });
});
