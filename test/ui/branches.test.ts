import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { eventually } from './support/eventually';
import { git, gitCommit, gitInit } from './support/git';
import { spokenUtterances, wavSums } from './support/keptFiles';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const FILE = 'ferry.story.md';
const section = (heading: string, text: string) => `## ${heading}\n\n${text}\n`;
const MAIN = [
  '# The Ferry\n',
  section('Boarding', 'The ferry left at six.'),
  section('Landing', 'They were late.'),
  section('The inn', 'Nobody had a room for them.'),
].join('\n');
/** One text is another one, one segment is new and one is gone. */
const DRAFT = [
  '# The Ferry\n',
  section('Boarding', 'The ferry left at seven, and it rained.'),
  section('The crossing', 'Halfway over the engine stopped.'),
  section('Landing', 'They were late.'),
].join('\n');

describe('a checkout of another branch, and back', () => {
  let workbench: Workbench;
  let wavs: ReadonlyMap<string, string>;
  let spoken: number;

  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { [FILE]: MAIN } },
      settings: { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 100, 'git.enabled': false },
    });
    const { folder } = workbench;
    await gitInit(folder);
    await git(folder, 'checkout', '--quiet', '-b', 'draft');
    await writeFile(workbench.path(FILE), DRAFT);
    await gitCommit(folder, 'Another ferry');
    await checkOut('main');
    await workbench.activity('StoryFlow').click();
    await generateAll();
    await isAsBefore();
    wavs = await wavSums(workbench);
    assert.equal(wavs.size, 3);
    spoken = await spokenUtterances(workbench);
    assert.equal(spoken, 3);
    // Only what git cannot keep lies beside the story.
    assert.equal(
      await git(folder, 'status', '--porcelain', '--untracked-files=all'),
      '?? .storyflow/.gitignore\n',
    );
    await git(folder, 'add', '--all');
    await git(folder, 'commit', '--quiet', '--message', 'What StoryFlow keeps');
    await git(folder, 'checkout', '--quiet', 'draft');
    await git(folder, 'merge', '--quiet', '--no-edit', 'main');
    await checkOut('main');
  });
  after(() => workbench.close());

  const checkOut = (branch: string) => git(workbench.folder, 'checkout', '--quiet', branch);
  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  const generateAll = () => workbench.runCommand('StoryFlow: Generate All');
  const isAsBefore = () => row(/^The Ferry, story, 3 of 3 segments ready/u).waitFor();
  const isTheDraft = () => row(/^The Ferry, story, 1 of 3 segments ready/u).waitFor();

  /** Nothing was made again, nothing was lost, and there is nothing to be made. */
  async function nothingHappened(): Promise<void> {
    await isAsBefore();
    await generateAll();
    await workbench.notification(/Nothing to generate \(3 segments skipped: 3 up to date\)/u).waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    assert.deepEqual(await wavSums(workbench), wavs);
    assert.equal(await spokenUtterances(workbench), spoken);
  }

  it('with VS Code open: not one wav is made again, not one lost', async () => {
    await checkOut('draft');
    await isTheDraft();
    await checkOut('main');
    await nothingHappened();
  });

  it('with the story in an editor, in which the other branch is written on and the editor closed', async () => {
    await workbench.openFile(FILE);
    await checkOut('draft');
    const editor = workbench.editor(FILE);
    await editor.getByText('Halfway over the engine stopped.').waitFor();
    await isTheDraft();
    await editor.click();
    await workbench.press('ControlOrMeta+End');
    await workbench.page.keyboard.insertText('\n## The pier\n\nIt was dark.\n');
    await row(/^The Ferry, story, 1 of 4 segments ready/u).waitFor();
    await row(/^Detached, 1 segment whose text is gone$/u).waitFor();
    await workbench.runCommand('View: Close Editor');
    await editor.waitFor({ state: 'detached' });
    await gitCommit(workbench.folder, 'The pier');
    await checkOut('main');
    await nothingHappened();
    await checkOut('draft');
    await git(workbench.folder, 'reset', '--quiet', '--hard', 'HEAD~1');
    await checkOut('main');
    await isAsBefore();
  });

  it('with VS Code closed', async () => {
    await workbench.closeWindow();
    await checkOut('draft');
    await workbench.open();
    await workbench.activity('StoryFlow').click();
    await isTheDraft();
    await workbench.closeWindow();
    await checkOut('main');
    await workbench.open();
    await workbench.activity('StoryFlow').click();
    await nothingHappened();
  });

  it('with the other branch generated in between: what it replaced comes back without being spoken', async () => {
    await checkOut('draft');
    await isTheDraft();
    await generateAll();
    await row(/^The Ferry, story, 3 of 3 segments ready/u).waitFor();
    spoken = await spokenUtterances(workbench);
    assert.equal(spoken, 5);
    await checkOut('main');
    await row(/^The Ferry, story, 2 of 3 segments ready/u).waitFor();
    await generateAll();
    await isAsBefore();
    assert.equal(await spokenUtterances(workbench), spoken);
    await eventually(async () => {
      const now = await wavSums(workbench);
      for (const [name, sum] of wavs) assert.equal(now.get(name), sum, name);
    });
  });
});
