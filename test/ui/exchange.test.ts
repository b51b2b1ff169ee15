import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

/** What marks, escapes, white space and headings could get wrong. */
const EXPORTED = {
  title: 'The *Ferry* & the <Inn>',
  segments: [
    { text_content: 'The ferry left at six.\n\nNobody waved.', image_prompt: 'A ferry at dawn -- grey' },
    { text_content: '# Not a heading\n1. Not a list\n\n---\n\nA *star* and a \\ stroke.' },
    { text_content: 'They were late.', image_prompt: 'Two lines\nof a prompt' },
  ],
};
const TEXT = 'Text: The ferry left at six.\nPrompt: A ferry\n---\nThey were late.\n';
const WRONG = JSON.stringify({ title: '', segments: [{ text_content: 3 }, { image_prompt: 'No text' }] });

describe('import and export', () => {
  let workbench: Workbench;

  before(async () => {
    const files = { 'ferry.json': JSON.stringify(EXPORTED), 'wrong.json': WRONG, 'inn.txt': TEXT };
    workbench = await openWorkbench({
      workspace: { stories: files },
      settings: { 'files.simpleDialog.enable': true },
    });
    await workbench.activity('StoryFlow').click();
  });
  after(() => workbench.close());

  const stories = async () =>
    (await readdir(workbench.folder)).filter((name) => name.endsWith('.story.md')).sort();

  async function importFile(name: string): Promise<void> {
    await workbench.runCommand('StoryFlow: Import Story...');
    await workbench.chooseFile('Import a Story from JSON or Text', workbench.path(name));
  }

  it('all problems are told together, with the number of their block, and nothing is created', async () => {
    await importFile('wrong.json');
    const { dialog } = workbench;
    await dialog.getByText('wrong.json could not be imported, and nothing was created.').waitFor();
    const told = await dialog.innerText();
    for (const problem of [/title/iu, /1\b/u, /2\b/u]) assert.match(told, problem);
    await workbench.screenshot('import-problems', dialog);
    await workbench.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await stories(), []);
  });

  it('a story comes back from JSON as it was: title, texts, prompts and order', async () => {
    await importFile('ferry.json');
    await eventually(async () => {
      assert.equal((await stories()).length, 1);
    });
    await workbench.editor('the-ferry-the-inn.story.md').waitFor();
    await workbench.runCommand('StoryFlow: Export Story as JSON...');
    await workbench.chooseFile(/Export “.*” as JSON/u, workbench.path('again.json'));
    await eventually(async () => {
      assert.deepEqual(JSON.parse(await readFile(workbench.path('again.json'), 'utf8')), EXPORTED);
    });
  });

  it('a second story of one title replaces no file', async () => {
    await importFile('again.json');
    await workbench.editor('the-ferry-the-inn-2.story.md').waitFor();
    const [first, second] = await Promise.all(
      (await stories()).map((name) => readFile(workbench.path(name), 'utf8')),
    );
    assert.equal(second, first);
  });

  it('blocks of text become segments with their prompts', async () => {
    await importFile('inn.txt');
    await eventually(async () => {
      const text = await readFile(workbench.path('inn.story.md'), 'utf8');
      assert.match(text, /## Segment 1\n[^]*<!-- prompt: A ferry -->[^]*The ferry left at six\./u);
      assert.match(text, /## Segment 2\n\nThey were late\.\n/u);
    });
  });
});
