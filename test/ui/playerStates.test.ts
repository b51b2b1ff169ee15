import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { openWorkbench } from './support/openWorkbench';
import { PLAYED_STORY, playerScenes } from './support/playerStates';
import { playerViolations } from './support/playerViolations';
import type { Workbench } from './support/workbench';

const NAMES = ['playing', 'help', 'no-audio', 'out-of-date', 'new-audio', 'failed', 'generating'];

describe('every state of the player', function () {
  // Each is made from the one before.
  this.bail(true);

  let workbench: Workbench;
  let player: FrameLocator;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'ferry.story.md': PLAYED_STORY } } });
    player = workbench.webviewFrame('Player');
    await workbench.openFile('ferry.story.md');
  });
  after(() => workbench.close());

  it('is known here', () => {
    assert.deepEqual(
      playerScenes(workbench, player).map(({ name }) => name),
      NAMES,
    );
  });

  for (const [index, name] of NAMES.entries())
    it(`is accessible in light, dark and high contrast: ${name}`, async () => {
      await playerScenes(workbench, player)[index]?.enter();
      for (const theme of ['light', 'hc', 'dark'] as const) {
        await workbench.setTheme(theme);
        assert.deepEqual(await playerViolations(workbench, player), [], theme);
      }
    });
});
