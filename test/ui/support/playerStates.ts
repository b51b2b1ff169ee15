import { readFile, writeFile } from 'node:fs/promises';
import type { FrameLocator } from 'playwright-core';
import { installToneModel, FAULTY } from '../../support/toneModels';
import type { Workbench } from './workbench';

/** A story whose first two segments are to have audio; nobody has generated the last. */
export const PLAYED_STORY = `# The Ferry

## Boarding

The ferry left at six in the morning, an hour before the sun. Nobody on the pier waved, because nobody on the pier believed that it would ever come back. Those who had tickets held them up against the wind like small white flags. A dog barked twice and then thought better of it.

## The crossing

Half way across the engine stopped. The captain looked at his watch, then at the sea, then at his watch again.

## Landing

They were late for breakfast.
`;

/** So slow that one sentence lasts longer than it takes to look at it in every theme. */
const VERY_SLOW = { ballast: 4_000 };

export interface PlayerScene {
  readonly name: string;
  /** Brings the player there from the scene before. */
  readonly enter: () => Promise<void>;
}

/**
 * The states of the player, each from the one before, in a window that shows nothing but the story `PLAYED_STORY` as
 * ferry.story.md, opened in an editor.
 */
export function playerScenes(workbench: Workbench, player: FrameLocator): readonly PlayerScene[] {
  const row = (heading: string) => workbench.treeItem('Stories', new RegExp(`^${heading},`, 'u')).first();
  const button = (name: string) => player.getByRole('button', { name, exact: true });
  const notice = (text: RegExp) => player.locator('#notice-text').filter({ hasText: text }).waitFor();
  const choose = (heading: string) =>
    player.locator('#segments').getByRole('link', { name: heading }).click();
  const change = async (from: string, to: string) => {
    const path = workbench.path('ferry.story.md');
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
  };
  return [
    {
      name: 'playing',
      enter: async () => {
        await workbench.activity('StoryFlow').click();
        for (const heading of ['Boarding', 'The crossing']) {
          await workbench.actOn(row(heading), 'Generate Audio');
          await workbench.treeItem('Stories', new RegExp(`^${heading}, ready`, 'u')).waitFor();
        }
        await workbench.actOn(row('Boarding'), 'Play');
        await button('Repeat sentence').click();
        await player.getByText('0:02', { exact: true }).waitFor();
      },
    },
    {
      name: 'help',
      enter: async () => {
        await button('Pause').click();
        await workbench.press('?');
        await player.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      },
    },
    {
      name: 'no-audio',
      enter: async () => {
        await workbench.press('Escape');
        await choose('Landing');
        await notice(/no audio yet/u);
      },
    },
    {
      name: 'out-of-date',
      enter: async () => {
        await choose('Boarding');
        await change('small white flags', 'small grey flags');
        await notice(/out of date/u);
      },
    },
    {
      name: 'new-audio',
      enter: async () => {
        await button('Play').click();
        await button('Regenerate').click();
        await button('Play It').waitFor();
      },
    },
    {
      name: 'failed',
      enter: async () => {
        await button('Play It').click();
        await button('Pause').click();
        await installToneModel(`${workbench.home}/models`, FAULTY);
        await change('# The Ferry', '---\nvoice: af_bella\n---\n\n# The Ferry');
        await notice(/out of date/u);
        await button('Regenerate').click();
        await notice(/^Generating failed/u);
      },
    },
    {
      name: 'generating',
      enter: async () => {
        await installToneModel(`${workbench.home}/models`, VERY_SLOW);
        await workbench.runCommand('Notifications: Clear All Notifications');
        await button('Retry').click();
        await player.locator('#progress').waitFor();
      },
    },
  ];
}
