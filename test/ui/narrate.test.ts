import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readRiff } from '../support/riff';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import { recordTexts } from './support/recordTexts';
import type { Workbench } from './support/workbench';

const STATUS = '.statusbar .statusbar-item';
const TOAST = '.notification-toast .notification-list-item-message';
const ROW = '[role=treeitem]';

describe('a writer who narrates a story', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  const nameOf = (name: RegExp) => row(name).getAttribute('aria-label');
  const panel = () => workbench.page.locator('.part.panel');
  const openEditors = () => workbench.page.locator('.part.editor .tab').count();

  /** The wavs that are on the disk, by their path. */
  async function wavs(): Promise<ReadonlyMap<string, { readonly bytes: Buffer; readonly mtime: number }>> {
    const media = workbench.path('.storyflow/media');
    const names = await readdir(media, { recursive: true });
    const found = names.filter((name) => name.endsWith('.wav')).map((name) => join(media, name));
    return new Map(
      await Promise.all(
        found.map(
          async (path) => [path, { bytes: await readFile(path), mtime: (await stat(path)).mtimeMs }] as const,
        ),
      ),
    );
  }

  it('finds all stories behind the icon, and nothing opened by itself', async () => {
    assert.equal(await row(/./u).count(), 0);
    await workbench.activity('StoryFlow').click();
    await row(/^The Lighthouse, story, 0 of 4 segments ready$/u).waitFor();
    await row(/^The Map Under the Water, story, 0 of 9 segments ready$/u).waitFor();
    assert.equal(await row(/./u).count(), 2);
    assert.deepEqual([await openEditors(), await panel().isVisible()], [0, false]);
    await assert.rejects(stat(workbench.path('.storyflow')), { code: 'ENOENT' }, 'looking writes nothing');
  });

  it('sees in the status bar, in a notification and in the tree how Generate All goes on', async () => {
    const { page } = workbench;
    await row(/^The Lighthouse/u)
      .locator('.monaco-tl-twistie')
      .click();
    await row(/^The Answer, no audio$/u).waitFor();
    const status = await recordTexts(page, STATUS);
    const toasts = await recordTexts(page, TOAST);
    const rows = await recordTexts(page, ROW, 'aria-label');

    await row(/^The Lighthouse/u).click({ button: 'right' });
    const entry = page.getByRole('menuitem', { name: /^Generate All/u });
    await eventually(async () => {
      // A menu that has just opened takes no click.
      if (await entry.isVisible()) await entry.click();
      assert.equal(await entry.count(), 0);
    });
    await workbench
      .notification(/Generating “The Lighthouse”/u)
      .getByRole('button', { name: 'Cancel' })
      .waitFor();
    for (const name of ['The Crossing', 'The Keeper', 'The Logbook', 'The Answer'])
      await row(new RegExp(`^${name}, ready, [\\d a-z.]+ seconds?$`, 'u')).waitFor();
    await row(/^The Lighthouse, story, 4 of 4 segments ready, 3 minutes \d+ seconds?$/u).waitFor();
    await workbench.notification(/Generating/u).waitFor({ state: 'detached' });

    assert.deepEqual(matches(await status(), /^StoryFlow (\d\/\d)$/u), ['1/4', '2/4', '3/4', '4/4']);
    const told = matches(await toasts(), /^Generating “The Lighthouse”: segment (\d of \d)/u);
    assert.deepEqual([...new Set(told)], ['1 of 4', '2 of 4', '3 of 4', '4 of 4']);
    for (const name of ['The Crossing', 'The Answer']) {
      const states = matches(await rows(), new RegExp(`^${name}, ([a-z ]+)`, 'u'));
      assert.deepEqual([states.at(0), states.at(-1)], ['no audio', 'ready'], name);
      // The tree rests between two refreshes, so what lasts shorter may go by unseen.
      assert.ok(
        states.some((state) => state === 'queued' || state === 'generating'),
        states.join(),
      );
    }
    assert.ok(matches(await rows(), /^.*, (generating)$/u).length > 0);
    assert.deepEqual(
      [await openEditors(), await panel().isVisible()],
      [0, false],
      'nothing opened by itself',
    );
  });

  it('has a wav for each segment, as long as the tree says', async () => {
    const lengths = [...(await wavs()).values()].map(({ bytes }) => {
      const { format, samples } = readRiff(bytes);
      assert.deepEqual([format.code, format.channels, format.rate, format.bits], [1, 1, 24_000, 16]);
      return samples.length / format.rate;
    });
    assert.equal(lengths.length, 4);
    const [, told] =
      /^The Crossing, ready, ([\d.]+) seconds$/u.exec((await nameOf(/^The Crossing/u)) ?? '') ?? [];
    assert.ok(
      lengths.some((seconds) => seconds.toFixed(1) === told),
      `${told} is none of ${lengths.join()}`,
    );
  });

  it('reads the same above the headings', async () => {
    await row(/^The Keeper/u).click();
    await workbench.statusBarItem(/^Ln 30, Col 1/u).waitFor();
    const lenses = workbench.page.locator('.codelens-decoration').filter({ hasText: /Ready 1:\d\d$/u });
    await lenses.waitFor();
    const acts = await lenses.getByRole('button').allInnerTexts();
    // An icon stands before the word.
    assert.deepEqual(
      acts.map((act) => act.trim()),
      ['Play', 'Regenerate', 'Lock'],
    );
  });

  it('is told of what changed: in the editor at once, in the tree when it is saved', async () => {
    const { page } = workbench;
    await workbench.press('ControlOrMeta+1');
    await page.locator('.part.editor .monaco-editor.focused').waitFor();
    await workbench.press('ArrowDown', 'ArrowDown');
    await page.keyboard.insertText('The wind had dropped. ');
    await page
      .locator('.codelens-decoration')
      .filter({ hasText: /Out of date: text changed$/u })
      .waitFor();
    assert.match((await nameOf(/^The Keeper/u)) ?? '', /ready/u);
    await workbench.press('ControlOrMeta+s');
    await row(/^The Keeper, out of date, text changed$/u).waitFor();
    await row(/^The Lighthouse, story, 3 of 4 segments ready/u).waitFor();
    await workbench.activity('1 segment out of date').waitFor();
  });

  it('has only that segment voiced again by Generate What Changed', async () => {
    const { page } = workbench;
    const before = await wavs();
    const toasts = await recordTexts(page, TOAST);
    await workbench.actOn(row(/^The Lighthouse/u), 'Generate What Changed');
    await row(/^The Keeper, ready, 1 minute \d+ seconds?$/u).waitFor();
    await row(/^The Lighthouse, story, 4 of 4 segments ready/u).waitFor();

    const after = await wavs();
    assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
    const changed = [...after].filter(([path, { mtime }]) => before.get(path)?.mtime !== mtime);
    assert.equal(changed.length, 1);
    assert.ok(changed.every(([path, { bytes }]) => before.get(path)?.bytes.equals(bytes) === false));
    await workbench.notification(/Generating/u).waitFor({ state: 'detached' });
    assert.deepEqual(
      matches(await toasts(), /^Generating (.*?)(?:,|$)/u).filter((name) => name !== '“The Keeper”'),
      [],
    );
    assert.equal(await panel().isVisible(), false, 'nothing opened by itself');
  });

  it('stops a run by the notification, and what is done stays', async () => {
    await workbench.actOn(row(/^The Map/u), 'Generate What Changed');
    const run = workbench.notification(/Generating “The Map Under the Water”/u);
    await run.getByRole('button', { name: 'Cancel' }).click();
    const finishing = workbench.notification(/Finishing “.*”, then stopping/u);
    const ended = workbench.statusBarItem(/stopped after \d of 9/u);
    await finishing.or(ended).first().waitFor();
    // The segment at hand is finished, unless the writer does not want to wait for it either.
    if (await finishing.isVisible())
      await finishing
        .getByText('Stop Now')
        .click()
        .catch(() => undefined);
    await ended.waitFor();
    await workbench.statusBarItem(/Generating/u).waitFor({ state: 'detached' });
    const [, ready] = /(\d) of 9 segments ready/u.exec((await nameOf(/^The Map/u)) ?? '') ?? [];
    assert.ok(Number(ready) < 9);
    assert.equal(
      await workbench
        .notification(/./u)
        .filter({ hasText: /fail|could not/iu })
        .count(),
      0,
    );
  });
});

/** The first group of the texts that match, in order. */
function matches(texts: readonly string[], pattern: RegExp): string[] {
  return texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);
}
