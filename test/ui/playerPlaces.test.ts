import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import { playerInEditor, playerInView } from './support/playerFrames';
import type { Workbench } from './support/workbench';

const SPOKEN = 'The captain looked at his watch, then at the sea, then at his watch again.';
const FERRY = `# The Ferry

## Boarding

The ferry left at six.

## The crossing

Half way across the engine stopped, and for a while nothing could be heard but the water.

${SPOKEN}

He asked the passengers, very politely, whether anybody had brought a rope, a lamp, or a good story.
`;

describe('the player beside the text', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'ferry.story.md': FERRY } } });
    await workbench.activity('StoryFlow').click();
    await workbench.openFile('ferry.story.md');
    await workbench.runCommand('StoryFlow: Generate All');
    for (const heading of ['Boarding', 'The crossing'])
      await workbench.treeItem('Stories', new RegExp(`^${heading}, ready`, 'u')).waitFor();
  });
  after(() => workbench.close());

  const inView = () => playerInView(workbench);
  const inEditor = () => playerInEditor(workbench);
  const title = (player: FrameLocator, text: string) =>
    player.getByRole('heading', { name: text, exact: true, level: 1 });
  /** The boxes that mark the spoken sentence, one a line. */
  const mark = () => workbench.page.locator('.view-overlays .cdr[class*="TextEditorDecorationType"]');

  function sound(player: FrameLocator): Promise<{ readonly time: number; readonly isPaused: boolean }> {
    return player.locator('audio').evaluate((audio) => {
      const { currentTime, paused } = audio as unknown as {
        readonly currentTime: number;
        readonly paused: boolean;
      };
      return { time: currentTime, isPaused: paused };
    });
  }

  /** Whether all of the mark lies over this text, and the text below it. */
  async function marks(text: string): Promise<void> {
    await eventually(async () => {
      const line = await workbench.page
        .locator('.view-line')
        .filter({ hasText: text.slice(0, 20) })
        .boundingBox();
      const box = await mark().first().boundingBox();
      assert.ok(line && box);
      assert.ok(Math.abs(line.y - box.y) < 2, `${box.y} is not the place of ${line.y}`);
    });
  }

  /** Puts the cursor into a line of the story, counted from 1. */
  async function goTo(line: number, column: number): Promise<void> {
    await workbench.press('ControlOrMeta+1', 'ControlOrMeta+g');
    await workbench.page.keyboard.insertText(`${line},${column}`);
    await workbench.press('Enter');
  }

  it('plays from the sentence at the cursor, and marks what is heard', async () => {
    await goTo(11, 20);
    await workbench.press('ControlOrMeta+k', 'h');
    await title(inView(), 'The crossing').waitFor();
    await eventually(async () => {
      const { time, isPaused } = await sound(inView());
      assert.ok(!isPaused && time > 2, `${time}`);
    });
    await marks(SPOKEN);
    await workbench.screenshot('player-follow');
  });

  it('is controlled by commands, and the mark goes along', async () => {
    await workbench.runCommand('StoryFlow: Play or Pause');
    await eventually(async () => {
      assert.equal((await sound(inView())).isPaused, true);
    });
    await workbench.runCommand('StoryFlow: Previous Sentence');
    await workbench.runCommand('StoryFlow: Previous Sentence');
    await marks('Half way across');
    await workbench.runCommand('StoryFlow: Next Sentence');
    await marks(SPOKEN);
  });

  it('moves beside the text, goes on where it was, and is silent', async () => {
    const { time } = await sound(inView());
    await workbench.runCommand('StoryFlow: Open Player Beside the Editor');
    await title(inEditor(), 'The crossing').waitFor();
    await eventually(async () => {
      const moved = await sound(inEditor());
      assert.ok(Math.abs(moved.time - time) < 0.2, `${moved.time} is not ${time}`);
      assert.equal(moved.isPaused, true);
    });
    await inView().getByText('The player is open beside the editor.').waitFor();
    await marks(SPOKEN);
    await workbench.screenshot('player-beside');
  });

  it('stands there again after the window was reloaded, where it was', async () => {
    const { time } = await sound(inEditor());
    // The command, because a reloaded browser page does not wait until VS Code has kept what is open.
    const reloaded = workbench.page.waitForEvent('domcontentloaded');
    await workbench.runCommand('Developer: Reload Window');
    await reloaded;
    await title(inEditor(), 'The crossing').waitFor();
    await eventually(async () => {
      const restored = await sound(inEditor());
      assert.ok(Math.abs(restored.time - time) < 0.2, `${restored.time} is not ${time}`);
      assert.equal(restored.isPaused, true);
    });
    await marks(SPOKEN);
  });

  it('plays in its view again when the editor was closed', async () => {
    await goTo(11, 20);
    await workbench.press('ControlOrMeta+k', 'h');
    await eventually(async () => {
      assert.equal((await sound(inEditor())).isPaused, false);
    });
    await workbench.page
      .getByRole('tab', { name: /^StoryFlow Player/u })
      .getByRole('button', { name: /Close/u })
      .click();
    await mark().first().waitFor({ state: 'detached' });
    await goTo(11, 20);
    await workbench.press('ControlOrMeta+k', 'h');
    await title(inView(), 'The crossing').waitFor();
    await eventually(async () => {
      assert.equal((await sound(inView())).isPaused, false);
    });
    await marks(SPOKEN);
  });
});
