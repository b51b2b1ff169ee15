import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './support/eventually';
import { hear } from './support/hearing';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

/** Each sentence is long enough to be spoken by itself; Lévi is in two of them. */
const STORY = `# The Name

## One

Old Lévi looked out over the long harbor in the morning. The boats came in one after another that day.

## Two

Later that evening a brother of Lévi came home to the pier.

## Three

The lamp was lit at dusk and burned until the morning came.
`;

describe('a writer who hears a name said wrong', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { 'name.story.md': STORY } } });
  });
  after(() => workbench.close());

  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  /** Every utterance that was ever spoken is one file. */
  const spoken = async () => {
    const files = await readdir(join(workbench.home, 'utterances'), { recursive: true, withFileTypes: true });
    return files.filter((file) => file.isFile()).length;
  };

  it('has a story whose segments are ready', async () => {
    await workbench.activity('StoryFlow').click();
    await row(/^The Name, story, 0 of 3/u).waitFor();
    await workbench.openFile('name.story.md');
    await workbench.runCommand('StoryFlow: Generate All');
    await row(/^The Name, story, 3 of 3 segments ready/u).waitFor();
    // The segment at the cursor is shown in the tree, so the story is open there.
    await row(/^Three, ready/u).waitFor();
    assert.equal(await spoken(), 4);
  });

  it('selects it, types a respelling, and hears it before accepting it', async () => {
    await workbench.press('ControlOrMeta+g');
    await workbench.input.fill(':5:6');
    await workbench.press('Enter');
    await workbench.statusBarItem(/^Ln 5, Col 6/u).waitFor();
    await workbench
      .editor('name.story.md')
      .locator('.view-lines')
      .focus()
      .catch(() => undefined);
    await workbench.press('ControlOrMeta+k', 'Shift+p');
    const widget = workbench.page
      .locator('.quick-input-widget:visible')
      .filter({ hasText: 'Pronounce “Lévi” as...' });
    await widget.waitFor();
    await widget
      .getByText(/It stands in 2 places of this story, in 2 segments/u)
      .first()
      .waitFor();
    await workbench.input.fill('/lˈ€vi/');
    await widget
      .getByText(/“€” is no phoneme of Kokoro/u)
      .first()
      .waitFor();
    await workbench.input.fill('layvee');
    await widget.getByRole('button', { name: 'Hear It' }).click();
    const player = workbench.webviewFrame('Player');
    await eventually(async () => {
      assert.ok((await hear(player)).time > 0);
    });
    await row(/^One, ready/u).waitFor();
    assert.equal(await spoken(), 5, 'the word alone');
    await widget.waitFor();
    await workbench.input.press('Enter');
  });

  it('sees that exactly the segments with the name are out of date', async () => {
    await workbench
      .notification(/“Lévi” is said layvee from now on\. 2 segments are out of date\./u)
      .waitFor();
    await row(/^One, out of date, lexicon changed$/u).waitFor();
    await row(/^Two, out of date, lexicon changed$/u).waitFor();
    await row(/^Three, ready/u).waitFor();
    const lexicon = await readFile(workbench.path('.storyflow/lexicon.json'), 'utf8');
    assert.match(lexicon, /^ {4}\{"word":"Lévi","language":"en","respelling":"layvee"\}$/mu);
    await workbench.screenshot('pronounce-stale');
  });

  it('generates again, and exactly the sentences with the name are spoken', async () => {
    const before = await spoken();
    await workbench
      .notification(/“Lévi” is said layvee/u)
      .getByRole('button', { name: 'Generate Changed' })
      .click();
    await row(/^The Name, story, 3 of 3 segments ready/u).waitFor();
    assert.equal(await spoken(), before + 2);
  });
});
