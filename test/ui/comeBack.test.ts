import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { PICTURES } from '../support/pictures';
import { sentence } from '../support/stories';
import { eventually } from './support/eventually';
import { imageNames, spokenUtterances, wavSums } from './support/keptFiles';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const AUTOSAVE = { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 100 };
const FILE = 'tale.story.md';

describe('a stray code fence', () => {
  const SEGMENTS = 40;
  const sections = Array.from({ length: SEGMENTS }, (_, at) => `## Part ${at + 1}\n\n${sentence(at)}\n`);
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { [FILE]: `# The Tale\n\n${sections.join('\n')}` } },
      settings: AUTOSAVE,
    });
    await workbench.activity('StoryFlow').click();
    await workbench.openFile(FILE);
    await workbench.runCommand('StoryFlow: Generate All');
    await workbench.treeItem('Stories', /^The Tale, story, 40 of 40 segments ready/u).waitFor();
  });
  after(() => workbench.close());

  it('D-15. above 40 ready segments deletes nothing, with autosave; without it all are ready', async () => {
    const wavs = await wavSums(workbench);
    assert.equal(wavs.size, SEGMENTS);
    const spoken = await spokenUtterances(workbench);
    await workbench.editor(FILE).click();
    await workbench.press('ControlOrMeta+Home');
    await workbench.page.keyboard.insertText('```\n');
    await workbench.treeItem('Stories', 'Detached, 40 segments whose text is gone').waitFor();
    await eventually(async () => {
      assert.match(await readFile(workbench.path(FILE), 'utf8'), /^```\n/u);
    });
    await workbench.runCommand('View: Close Editor');
    await workbench.editor(FILE).waitFor({ state: 'detached' });
    await workbench.runCommand('StoryFlow: Refresh');
    await workbench.treeItem('Stories', 'Detached, 40 segments whose text is gone').waitFor();
    assert.deepEqual(await wavSums(workbench), wavs);
    await workbench.openFile(FILE);
    await workbench.editor(FILE).click();
    await workbench.press('ControlOrMeta+Home', 'Shift+ArrowDown', 'Delete');
    await workbench.treeItem('Stories', /^The Tale, story, 40 of 40 segments ready/u).waitFor();
    assert.equal(await workbench.treeItem('Stories', /^Detached/u).count(), 0);
    assert.deepEqual(await wavSums(workbench), wavs);
    assert.equal(await spokenUtterances(workbench), spoken);
  });
});

describe('text that comes back', () => {
  const STORY =
    '# The Tale\n\n## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n\n## Three\n\nIt was late.\n';
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { [FILE]: STORY, 'sea.png': PICTURES.png } },
      settings: {
        'files.autoSave': 'off',
        'files.simpleDialog.enable': true,
        'workbench.hover.delay': 600_000,
      },
    });
    await workbench.activity('StoryFlow').click();
    await workbench.openFile(FILE);
    await workbench.runCommand('StoryFlow: Generate All');
    await storyIs('3 of 3');
    await row(/^The Tale/u).click();
    await workbench.press('ArrowRight');
  });
  after(() => workbench.close());

  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  const storyIs = (ready: string) =>
    row(new RegExp(`^The Tale, story, ${ready} segments ready`, 'u')).waitFor();
  const text = () => readFile(workbench.path(FILE), 'utf8');
  const focusEditor = async () => {
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.page.locator('.part.editor .monaco-editor.focused').waitFor();
  };

  it('an image is attached by a command', async () => {
    await row(/^Two, ready/u).click();
    await focusEditor();
    await workbench.statusBarItem('Ln 7, Col 1').waitFor();
    await workbench.runCommand('StoryFlow: Attach Image...');
    await workbench.chooseFile('Attach an Image to “Two”', workbench.path('sea.png'));
    await eventually(async () => {
      assert.deepEqual(await imageNames(workbench), ['sea.png']);
    });
  });

  it('42. deleted in the tree after one question that names wav and image; undone and saved it has both again', async () => {
    const before = await wavSums(workbench);
    const spoken = await spokenUtterances(workbench);
    await row(/^Two, ready/u).click();
    await workbench.press('Delete');
    const { dialog } = workbench;
    await dialog.getByText('Delete “Two”?').waitFor();
    await dialog.getByText(/Deleted: its audio \([\d.]+ s\) and the image \S*sea\.png\./u).waitFor();
    await workbench.screenshot('delete-question', dialog);
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await storyIs('2 of 2');
    assert.deepEqual([(await wavSums(workbench)).size, await imageNames(workbench)], [2, []]);
    assert.equal(await text(), STORY.replace(/## Two[^#]*/u, ''));
    await focusEditor();
    await workbench.press('ControlOrMeta+z');
    await workbench.editor(FILE).getByText('Nobody said a word.').waitFor();
    await workbench.press('ControlOrMeta+s');
    await storyIs('3 of 3');
    assert.equal(await text(), STORY);
    const after = await wavSums(workbench);
    assert.equal(after.size, 3);
    assert.deepEqual([...before.keys()].filter((name) => after.has(name)).length, 2);
    assert.equal(await spokenUtterances(workbench), spoken);
    await eventually(async () => {
      assert.deepEqual(await imageNames(workbench), ['sea.png']);
    });
  });

  it('D-15. cut, saved, pasted elsewhere and saved: the same wav, which was never gone', async () => {
    const before = await wavSums(workbench);
    const spoken = await spokenUtterances(workbench);
    await cutTwo();
    await row(/^Detached, 1 segment whose text is gone$/u).waitFor();
    await pasteAtEnd();
    await storyIs('3 of 3');
    assert.match(await text(), /It was late\.\n\n## Two\n\nNobody said a word\.\n/u);
    assert.deepEqual(await wavSums(workbench), before);
    assert.equal(await spokenUtterances(workbench), spoken);
    assert.deepEqual(await imageNames(workbench), ['sea.png']);
  });

  it('D-15. cut, saved and the editor closed it is deleted; pasted later it is made from what was spoken', async () => {
    await write(STORY);
    const before = await wavSums(workbench);
    const spoken = await spokenUtterances(workbench);
    await cutTwo();
    await row(/^Detached, 1 segment whose text is gone$/u).waitFor();
    await workbench.runCommand('View: Close Editor');
    await row(/^Detached/u).waitFor({ state: 'detached' });
    await eventually(async () => {
      assert.deepEqual([(await wavSums(workbench)).size, await imageNames(workbench)], [2, []]);
    });
    await workbench.openFile(FILE);
    await focusEditor();
    await pasteAtEnd();
    await storyIs('3 of 3');
    assert.equal((await wavSums(workbench)).size, before.size);
    assert.equal(await spokenUtterances(workbench), spoken);
    await eventually(async () => {
      assert.deepEqual(await imageNames(workbench), ['sea.png']);
    });
  });

  /** Cuts the second section out of the story as a writer does, and saves. */
  async function cutTwo(): Promise<void> {
    await focusEditor();
    await workbench.press('ControlOrMeta+Home');
    for (let line = 0; line < 6; line++) await workbench.press('ArrowDown');
    for (let line = 0; line < 4; line++) await workbench.press('Shift+ArrowDown');
    await workbench.press('ControlOrMeta+x', 'ControlOrMeta+s');
    await eventually(async () => {
      assert.equal(await text(), STORY.replace(/## Two[^#]*/u, ''));
    });
  }

  async function pasteAtEnd(): Promise<void> {
    await workbench.press('ControlOrMeta+End', 'Enter', 'ControlOrMeta+v');
    await workbench.editor(FILE).getByText('Nobody said a word.').waitFor();
    await workbench.press('ControlOrMeta+s');
  }

  /** Makes the story this text, as another program does. */
  async function write(now: string): Promise<void> {
    // An editor that is open shows it some time later, and cannot be asked.
    await workbench.runCommand('View: Close Editor');
    await writeFile(workbench.path(FILE), now);
    await workbench.openFile(FILE);
    await storyIs('3 of 3');
  }
});
