import assert from 'node:assert/strict';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { sentence } from '../support/stories';
import { eventually } from './support/eventually';
import { findWav, hear } from './support/hearing';
import { openWorkbench } from './support/openWorkbench';
import { playerInEditor, playerInView } from './support/playerFrames';
import { recordErrors } from './support/recordErrors';
import type { Workbench } from './support/workbench';

const HTML = '<img src=x onerror="document.title = `hurt`"> & <b>bold</b>';
const HEADINGS = ['Missing', 'Vanishing', 'Cut off', 'Not a wav', 'Empty', 'Reloaded', 'Moved'];
const STORY = [
  '# Trouble',
  ...[...HEADINGS, HTML.replaceAll(/[<&`]/gu, '\\$&')].map((heading, at) => {
    const text = Array.from({ length: 6 }, (_, index) => sentence(6 * at + index)).join(' ');
    return `## ${heading}\n\n${text}`;
  }),
].join('\n\n');
/** The page notes where it is every so many seconds. */
const REMEMBER_EVERY = 5;

describe('the player in trouble', () => {
  let workbench: Workbench;
  let errors: () => readonly string[];
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'trouble.story.md': STORY } } });
    errors = recordErrors(workbench.page);
    await workbench.activity('StoryFlow').click();
    await workbench.openFile('trouble.story.md');
    await workbench.runCommand('StoryFlow: Generate All');
    for (const heading of HEADINGS) await row(heading, ', ready').waitFor();
  });
  after(() => workbench.close());

  const row = (heading: string, words = ',') =>
    workbench.treeItem('Stories', new RegExp(`^${heading}${words}`, 'u'));
  const view = () => playerInView(workbench);
  const button = (name: string, player = view()) => player.getByRole('button', { name, exact: true });
  const notice = () => view().locator('#notice-text');
  const wavOf = async (heading: string) =>
    (await findWav(workbench, sentence(6 * HEADINGS.indexOf(heading)))).path;

  async function play(heading: string): Promise<void> {
    const title = view().getByRole('heading', { name: heading, exact: true, level: 1 });
    // A click on a row that is just being drawn anew is lost.
    await eventually(async () => {
      await workbench.actOn(row(heading), 'Play');
      await title.waitFor({ timeout: 5_000 });
    });
  }

  /** Shows a segment in the player, from the list of its story. */
  async function choose(heading: string): Promise<void> {
    await play('Moved');
    await view().locator('#segments').getByRole('link', { name: heading }).click();
    await view().getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor();
  }

  const isHeard = (player = view()) =>
    eventually(async () => {
      const { isPaused, time } = await hear(player);
      assert.ok(!isPaused && time > 0, `${isPaused ? 'silent' : 'plays'} at ${time}`);
    });

  const isSilent = (player = view()) =>
    eventually(async () => {
      assert.equal((await hear(player)).isPaused, true);
    });

  /** The page says so; what it offers makes the audio again, and then the segment is heard. */
  async function isMended(text: RegExp, remedy: RegExp): Promise<void> {
    await notice().filter({ hasText: text }).waitFor();
    await view().getByRole('button', { name: remedy }).click();
    await notice().waitFor({ state: 'hidden' });
    await eventually(async () => {
      const playing = await button('Pause').isVisible();
      if (!playing) await button('Play').click({ timeout: 1_000 });
      assert.equal((await hear(view())).isPaused, false);
    });
    await isHeard();
    await button('Pause').click();
    await isSilent();
  }

  it('says of a wav that was removed that it is missing, and makes it again', async () => {
    await rm(await wavOf('Missing'));
    // Not in the tree, which may know already: VS Code tells of what changes in new folders at times, and at times not.
    await choose('Missing');
    await isMended(/no audio yet|is missing/u, /^Generate/u);
  });

  it('says so of a wav that was removed while it played, when it is to be played again', async () => {
    await play('Vanishing');
    await isHeard();
    await rm(await wavOf('Vanishing'));
    await choose('Vanishing');
    if (await button('Play').isEnabled()) await button('Play').click();
    await isMended(/no audio yet|is missing/u, /^Generate/u);
  });

  for (const [heading, damage] of [
    ['Cut off', async (path: string) => truncate(path, Math.floor((await readFile(path)).length / 2))],
    ['Not a wav', (path: string) => writeFile(path, 'RIFF, or so it says')],
    ['Empty', async (path: string) => writeFile(path, withoutSamples(await readFile(path)))],
  ] as const)
    it(`does not pass off as audio what is no whole wav: ${heading.toLowerCase()}`, async () => {
      await damage(await wavOf(heading));
      await choose(heading);
      await isMended(/no audio yet|is empty|cannot be played|ends too early/u, /^Generate/u);
    });

  it('is silent after its page was loaded again, where it was', async () => {
    await play('Reloaded');
    await eventually(async () => {
      assert.ok((await hear(view())).time > REMEMBER_EVERY + 1);
    });
    await view().locator('audio').evaluate(mark);
    await workbench.runCommand('Developer: Reload Webviews');
    await eventually(async () => {
      assert.equal(await view().locator('audio').evaluate(isMarked), false);
    });
    await view().getByRole('heading', { name: 'Reloaded', exact: true, level: 1 }).waitFor();
    await isSilent();
    await eventually(async () => {
      const { time } = await hear(view());
      assert.ok(time >= REMEMBER_EVERY, `It begins again at ${time}.`);
    });
    await button('Play').click();
    await isHeard();
  });

  it('is moved while it plays, and goes on where it was when that is wanted', async () => {
    await play('Moved');
    await isHeard();
    const beside = () => playerInEditor(workbench);
    await workbench.runCommand('StoryFlow: Open Player Beside the Editor');
    await beside().getByRole('heading', { name: 'Moved', exact: true, level: 1 }).waitFor();
    await isSilent(beside());
    await button('Play', beside()).click();
    await isHeard(beside());
    await workbench.runCommand('StoryFlow: Show Player in Its View');
    await view().getByRole('heading', { name: 'Moved', exact: true, level: 1 }).waitFor();
    await isSilent();
    await button('Play').click();
    await isHeard();
    await button('Pause').click();
  });

  it('shows a title full of HTML as the words that it is', async () => {
    await view().locator('#segments').getByRole('link').last().click();
    const title = view().getByRole('heading', { level: 1 });
    await eventually(async () => {
      assert.equal(await title.textContent(), HTML);
    });
    assert.equal(await view().locator('#player b, #player img[src="x"]').count(), 0);
  });

  it('had no error that nobody caught', () => {
    assert.deepEqual(errors(), []);
  });
});

/** The wav with nothing in its data chunk and nothing behind it. */
function withoutSamples(bytes: Buffer): Buffer {
  const empty = Buffer.from(bytes.subarray(0, bytes.indexOf('data') + 8));
  empty.writeUInt32LE(0, empty.length - 4);
  empty.writeUInt32LE(empty.length - 8, 4);
  return empty;
}

/** Runs in the page. */
function mark(audio: unknown): void {
  (audio as { isOld?: boolean }).isOld = true;
}

/** Runs in the page. */
function isMarked(audio: unknown): boolean {
  return (audio as { isOld?: boolean }).isOld === true;
}
