import assert from 'node:assert/strict';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

describe('the command palette', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  it('shows the log channel with what StoryFlow wrote', async function () {
    await workbench.runCommand('StoryFlow: Show Log');
    const panel = workbench.page.locator('.part.panel');
    const line = panel
      .locator('.view-line')
      .filter({ hasText: /Activated\sin\s[\d.]+\sms,\safter\sloading\sin\s[\d.]+\sms/ });
    const [, told = ''] = /(Activated.*)/u.exec(await line.innerText()) ?? [];
    // Printed, because a busy machine says nothing about it.
    this.test!.title += ` (${told.replaceAll(/\s/gu, ' ')})`;
    assert.equal(await panel.getByRole('combobox').first().inputValue(), 'StoryFlow');
  });
});
