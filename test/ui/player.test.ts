import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { FrameLocator } from 'playwright-core';
import { eventually } from './support/eventually';
import { findWav, hear } from './support/hearing';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const FERRY = `# The Ferry

## Boarding

The ferry left at six. Nobody on the pier waved, because nobody on the pier believed that it would ever come back,
and those who had tickets held them up against the wind like small white flags that meant neither peace nor war.

## The crossing

Half way across the engine stopped. The captain looked at his watch, then at the sea, then at his watch again, and
asked the passengers, very politely, whether anybody among them had brought a rope, a lamp, or a good story.

## Landing

They were late for breakfast.
`;

describe('the player', () => {
  let workbench: Workbench;
  let player: FrameLocator;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'ferry.story.md': FERRY } } });
    player = workbench.webviewFrame('Player');
    await workbench.activity('StoryFlow').click();
    await workbench.openFile('ferry.story.md');
    for (const heading of ['Boarding', 'The crossing'])
      await eventually(
        async () => {
          // The entry may be drawn anew under the mouse.
          await workbench.actOn(row(heading), 'Generate Audio');
          const ready = workbench.treeItem('Stories', new RegExp(`^${heading}, ready`, 'u'));
          await ready.waitFor({ timeout: 10_000 });
        },
        { timeout: 60_000 },
      );
  });
  after(() => workbench.close());

  const row = (heading: string) => workbench.treeItem('Stories', new RegExp(`^${heading},`, 'u'));
  const title = (text: string) => player.getByRole('heading', { name: text, exact: true });
  const button = (name: string) => player.getByRole('button', { name, exact: true });
  const position = () => player.getByRole('slider', { name: 'Position' });

  /** The page's audio element as it is now. */
  function sound(): Promise<{
    readonly time: number;
    readonly isPaused: boolean;
    readonly duration: number;
  }> {
    return player.locator('audio').evaluate((audio) => {
      const { currentTime, paused, duration } = audio as unknown as {
        readonly currentTime: number;
        readonly paused: boolean;
        readonly duration: number;
      };
      return { time: currentTime, isPaused: paused, duration };
    });
  }

  async function isPlaying(): Promise<void> {
    const before = await eventually(async () => {
      const now = await sound();
      assert.equal(now.isPaused, false);
      return now;
    });
    await eventually(async () => {
      assert.ok((await sound()).time > before.time);
    });
  }

  async function isPaused(): Promise<void> {
    await eventually(async () => {
      assert.equal((await sound()).isPaused, true);
    });
  }

  it('opens when Play above a heading is pressed, plays, and leaves the focus in the text', async () => {
    assert.equal(await workbench.page.locator('.part.panel').isVisible(), false);
    await workbench.press('ControlOrMeta+1');
    await workbench.page
      .locator('.codelens-decoration')
      .getByRole('button', { name: 'Play' })
      .first()
      .click();
    await title('Boarding').waitFor();
    await player.getByText('The Ferry', { exact: true }).waitFor();
    await isPlaying();
    const [, told] =
      /ready, ([\d.]+) seconds/u.exec((await row('Boarding').getAttribute('aria-label')) ?? '') ?? [];
    assert.equal((await sound()).duration.toFixed(1), told);
    await workbench.page.locator('.part.editor .monaco-editor.focused').waitFor();
  });

  it('pauses and goes on', async () => {
    await button('Pause').click();
    await isPaused();
    const { time } = await sound();
    await button('Play').click();
    await isPlaying();
    assert.ok((await sound()).time > time);
    await button('Pause').click();
    await isPaused();
  });

  it('is sought by the keyboard', async () => {
    await position().focus();
    await workbench.press('Home');
    await eventually(async () => {
      assert.equal((await sound()).time, 0);
    });
    await workbench.press('ArrowRight', 'ArrowRight', 'ArrowLeft');
    await eventually(async () => {
      assert.equal((await sound()).time, 5);
    });
    assert.match((await position().getAttribute('aria-valuetext')) ?? '', /^0:05 of 0:\d\d$/u);
    await workbench.press('End');
    await eventually(async () => {
      const { time, duration } = await sound();
      assert.ok(Math.abs(time - duration) < 0.1, `${time} of ${duration}`);
    });
    assert.equal((await sound()).isPaused, true);
  });

  it('plays what is chosen in the tree, and then the next segment', async () => {
    await workbench.actOn(row('Boarding'), 'Play');
    await isPlaying();
    await button('Next segment').click();
    await title('The crossing').waitFor();
    await isPlaying();
    await button('Previous segment').click();
    await title('Boarding').waitFor();
    await isPlaying();
    assert.equal(await button('Previous segment').isDisabled(), true);
  });

  it('offers to generate what has no audio, and then plays it', async () => {
    await workbench.actOn(row('The crossing'), 'Play');
    await title('The crossing').waitFor();
    await button('Next segment').click();
    await title('Landing').waitFor();
    const notice = player
      .locator('#notice-text')
      .getByText('This segment has no audio yet.', { exact: true });
    await notice.waitFor();
    assert.equal(await button('Play').isDisabled(), true);
    await button('Generate').click();
    await workbench.treeItem('Stories', /^Landing, ready/u).waitFor();
    await notice.waitFor({ state: 'hidden' });
    await button('Play').click();
    await isPlaying();
  });

  it('keeps what it showed when it was hidden', async () => {
    await workbench.runCommand('View: Toggle Panel Visibility');
    await player.locator('#player').waitFor({ state: 'hidden' });
    await workbench.runCommand('StoryFlow: Focus on Player View');
    await title('Landing').waitFor();
  });

  it('110: goes on while new audio is made, and then the new audio is heard', async () => {
    await workbench.actOn(row('Boarding'), 'Play');
    await title('Boarding').waitFor();
    await isPlaying();
    await button('Repeat sentence').click();
    const { uri } = await hear(player);
    const old = await findWav(workbench, 'The ferry left');
    const bytes = await readFile(old.path);
    const path = workbench.path('ferry.story.md');
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('small white flags', 'small and very white flags'),
    );
    await player
      .locator('#notice-text')
      .filter({ hasText: /out of date/u })
      .waitFor();
    await button('Regenerate').click();
    await button('Play It').waitFor();
    const before = await hear(player);
    assert.deepEqual([before.uri, before.isPaused], [uri, false]);
    await button('Play It').click();
    const now = await findWav(workbench, 'The ferry left');
    assert.notDeepEqual(await readFile(now.path), bytes);
    assert.notEqual(now.durationSeconds.toFixed(2), old.durationSeconds.toFixed(2));
    await eventually(async () => {
      const heard = await hear(player);
      assert.notEqual(heard.uri, uri);
      assert.equal(heard.duration.toFixed(2), now.durationSeconds.toFixed(2));
      assert.equal(heard.isPaused, false);
    });
  });
});
