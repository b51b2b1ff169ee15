import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import { withoutMedia } from './support/withoutMedia';
import type { Theme, Workbench } from './support/workbench';

const STORM = [
  '# The Storm\n',
  '## Morning\n\nThe sea was calm.\n',
  '### The harbour\n\nEvery boat was at the pier.\n',
  '### The keeper\n\nThe keeper slept.\n',
  '## Night\n\nThen the wind came back.\n',
].join('\n');
const OTHER = '# The Other\n\n## One\n\nText one.\n\n## Two\n\nText two.\n';
const NOTES = '# Notes\n\n## Plan\n\nNot a story.\n';

/** Tooltips would cover the rows that the mouse is to reach next. */
const SETTINGS = { 'workbench.hover.delay': 600_000 };

describe('the tree of stories', function () {
  // Each test goes on from where the one before it ended.
  this.bail(true);

  let workbench: Workbench;

  before(async () => {
    const files = { 'storm.story.md': STORM, 'other.story.md': OTHER, 'notes.md': NOTES };
    workbench = await openWorkbench({ workspace: { stories: files }, settings: SETTINGS });
    await workbench.activity('StoryFlow').click();
  });
  after(() => workbench.close());

  it('shows the stories closed, and their headings as they lie below each other', async () => {
    await rowsAre('1 The Other, story, 0 of 2 segments ready', '1 The Storm, story, 0 of 4 segments ready');
    await row('The Storm').click();
    await workbench.editor('storm.story.md').waitFor();
    await workbench.press('ArrowRight');
    await rowsAre(
      '1 The Other, story, 0 of 2 segments ready',
      '1 The Storm, story, 0 of 4 segments ready',
      '2 Morning, no audio',
      '3 The harbour, no audio',
      '3 The keeper, no audio',
      '2 Night, no audio',
    );
  });

  it('a click, or Enter, shows a heading in the editor and leaves the focus here', async () => {
    await row('The keeper').click();
    await workbench.statusBarItem('Ln 11, Col 1').waitFor();
    await workbench.press('ArrowDown', 'Enter');
    await workbench.statusBarItem('Ln 15, Col 1').waitFor();
    await workbench.press('ArrowUp');
    assert.match((await focused()) ?? '', /^The keeper/u);
  });

  it('the buttons of a row generate and lock, and its words follow', async () => {
    await press('The harbour', 'Generate Audio');
    await row(/^The harbour, ready, [\d.]+ seconds?$/u).waitFor();
    await row(/^The Storm, story, 1 of 4 segments ready, [\d.]+ seconds?$/u).waitFor();
    await press('The harbour', 'Lock');
    await row(/^The harbour, ready, [\d.]+ seconds?, locked$/u).waitFor();
    assert.deepEqual(await buttonsOf('The harbour'), ['Play', 'Unlock']);
  });

  it('shows what is out of date and what failed, and counts it on the icon', async () => {
    await press('Night', 'Generate Audio');
    await row(/^Night, ready/u).waitFor();
    await writeFile(workbench.path('storm.story.md'), STORM.replace('came back', 'went'));
    await row('Night, out of date, text changed').waitFor();
    await workbench.activity('1 segment out of date').waitFor();
    await withoutMedia(workbench, async () => {
      await press('The keeper', 'Generate Audio');
      await row(/^The keeper, failed, .+/u).waitFor();
    });
    await row(/^Night, out of date/u).waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  for (const theme of ['light', 'dark', 'hc', 'hcLight'] as const)
    it(`is accessible in the ${theme} theme`, async () => {
      await workbench.setTheme(theme satisfies Theme);
      await workbench.screenshot(`tree-${theme}`, workbench.page.locator('.part.sidebar'));
      const found = await workbench.violations(tree());
      // VS Code writes a row's label and description without a space between them, which axe takes for one word.
      assert.deepEqual(
        found.filter(({ rule }) => rule !== 'label-content-name-mismatch'),
        [],
      );
    });

  it('is filtered by state; what was open is open again afterwards', async () => {
    await filterBy('Out of date', 'Locked');
    await rowsAre(
      /^1 The Storm, /u,
      /^2 Morning, no audio$/u,
      /^3 The harbour, ready, .*, locked$/u,
      /^2 Night, out of date, text changed$/u,
    );
    await workbench.page.getByText('Filter: out of date, locked').waitFor();
    await filterBy('Failed');
    await rowsAre(/^1 The Storm, /u, /^2 Morning, no audio$/u, /^3 The keeper, failed, /u);
    await workbench.runCommand('StoryFlow: Clear Filter');
    await rowsAre(/The Other/u, /The Storm/u, /Morning/u, /The harbour/u, /The keeper/u, /Night/u);
  });

  it('D-30. the keyboard alone moves a section with its parts', async () => {
    await row('Morning').click();
    await workbench.press('Shift+Alt+ArrowDown');
    await stormIs('## Night', '## Morning', '### The harbour', '### The keeper');
    assert.match((await focused()) ?? '', /^Morning/u);
    await workbench.press('Shift+Alt+ArrowUp');
    await stormIs('## Morning', '### The harbour', '### The keeper', '## Night');
  });

  it('D-30. moves and deletes the row that has the focus, not the one that was chosen before', async () => {
    await row('Night').click();
    await workbench.press('ArrowUp', 'Shift+Alt+ArrowUp');
    await stormIs('## Morning', '### The keeper', '### The harbour', '## Night');
    await row('Night').click();
    await workbench.press('ArrowUp', 'Delete');
    await workbench.dialog.getByText('Delete “The harbour”?').waitFor();
    await workbench.press('Escape');
    await workbench.dialog.waitFor({ state: 'hidden' });
  });

  it('D-30. deletes all rows that are selected when the one with the focus is among them', async () => {
    await row('The harbour').click();
    await workbench.page.keyboard.down('Shift');
    await row('Night').click();
    await workbench.page.keyboard.up('Shift');
    await workbench.press('Delete');
    await workbench.dialog.getByText('Delete 2 segments: “The harbour”, “Night”?').waitFor();
    await workbench.press('Escape');
    await workbench.dialog.waitFor({ state: 'hidden' });
  });

  it('D-30. a drag takes the place of the row on which it ends, and the parts come along', async () => {
    await row('Morning').dragTo(row('Night'));
    await stormIs('## Night', '## Morning', '### The keeper', '### The harbour');
    await row('The harbour').dragTo(row('The keeper'));
    await stormIs('## Night', '## Morning', '### The harbour', '### The keeper');
  });

  it('D-30. a drag to another story moves the section there', async () => {
    await row('The Other').click();
    await workbench.press('ArrowRight');
    await row('One').dragTo(row('Night'));
    await stormIs('## One', '## Night', '## Morning', '### The harbour', '### The keeper');
    assert.deepEqual(await headingsOf('other.story.md'), ['# The Other', '## Two']);
    assert.equal(await row('One').count(), 1);
  });

  it('D-15. what vanished from the text is shown as detached', async () => {
    await workbench.openFile('storm.story.md');
    await workbench.press('ControlOrMeta+Home');
    await workbench.runCommand('Select All');
    await workbench.page.keyboard.insertText(STORM.replace(/## Night[^]*/u, ''));
    await workbench.press('ControlOrMeta+s');
    await row('Detached, 2 segments whose text is gone').click();
    await workbench.press('ArrowRight');
    await row(/^Night, detached, [\d.]+ seconds?$/u).waitFor();
    await workbench.screenshot('tree-detached', workbench.page.locator('.part.sidebar'));
  });

  it('D-22. in a story, and nowhere else, one chord generates the segment at the cursor and one all', async () => {
    await workbench.openFile('notes.md');
    await workbench.press('ControlOrMeta+k', 'g');
    await openStory('other.story.md');
    await workbench.press('ControlOrMeta+End', 'ControlOrMeta+k', 'g');
    await row(/^Two, ready/u).waitFor();
    await openStory('storm.story.md');
    await workbench.press('ControlOrMeta+k', 'Shift+g');
    await row(/^The Storm, story, 3 of 3 segments ready/u).waitFor();
  });

  /** Opens a story, and waits until VS Code knows that it is one. */
  async function openStory(name: string): Promise<void> {
    await workbench.openFile(name);
    await workbench.editor(name).locator('.codelens-decoration').first().waitFor();
  }

  /** Checks these states, and no others, in the quick pick. */
  async function filterBy(...states: readonly string[]): Promise<void> {
    await workbench.runCommand('StoryFlow: Filter by State...');
    const list = workbench.page.locator('.quick-input-widget:visible').getByRole('listbox');
    for (const word of ['No audio', 'Out of date', 'Failed', 'Locked', 'Ready']) {
      const option = list.getByRole('checkbox', { name: new RegExp(`^${word}, \\d+ segments?$`, 'u') });
      if ((await option.getAttribute('aria-checked')) !== String(states.includes(word))) await option.click();
    }
    await workbench.press('Enter');
  }

  function tree(): Locator {
    return workbench.page.getByRole('tree', { name: 'Stories' });
  }

  /** A row, by the beginning of what a screen reader says. */
  function row(name: string | RegExp): Locator {
    const pattern = typeof name === 'string' ? new RegExp(`^${name}(?:,|$)`, 'u') : name;
    return tree().getByRole('treeitem', { name: pattern }).first();
  }

  async function press(name: string, button: string): Promise<void> {
    await workbench.actOn(row(name), button);
  }

  async function buttonsOf(name: string): Promise<string[]> {
    await row(name).hover();
    return row(name).getByRole('button').evaluateAll(labelsOf);
  }

  /** What a screen reader says of the row that has the focus. */
  async function focused(): Promise<string | null> {
    return tree().locator('.monaco-list-row.focused').getAttribute('aria-label');
  }

  /** Waits until the rows are these, each with its level. */
  async function rowsAre(...expected: readonly (string | RegExp)[]): Promise<void> {
    await eventually(async () => {
      const rows = await tree().getByRole('treeitem').evaluateAll(labelsOf);
      const patterns = expected.map((each) =>
        typeof each === 'string' ? new RegExp(`^${each}$`, 'u') : each,
      );
      assert.equal(rows.length, patterns.length, rows.join('\n'));
      for (const [index, pattern] of patterns.entries()) assert.match(rows[index] ?? '', pattern);
    });
  }

  /** Waits until the first story has these headings, on the disk and in the tree. */
  async function stormIs(...headings: readonly string[]): Promise<void> {
    await eventually(async () => {
      assert.deepEqual(await headingsOf('storm.story.md'), ['# The Storm', ...headings]);
      const rows = await tree().getByRole('treeitem').evaluateAll(labelsOf);
      const below = rows.slice(rows.findIndex((each) => each.startsWith('1 The Storm,')) + 1);
      assert.deepEqual(
        below.map((each) => each.replace(/,.*/u, '')),
        headings.map((heading) => heading.replace(/^#+/u, ({ length }) => String(length))),
      );
    });
  }

  async function headingsOf(name: string): Promise<readonly string[]> {
    return (await readFile(workbench.path(name), 'utf8')).match(/^#.*$/gmu) ?? [];
  }
});

interface Labelled {
  getAttribute(name: string): string | null;
}

/** What a screen reader says of each element, with its level where it has one. Runs in the page. */
function labelsOf(elements: unknown[]): string[] {
  return (elements as Labelled[]).map((element) =>
    [element.getAttribute('aria-level'), element.getAttribute('aria-label')].filter(Boolean).join(' '),
  );
}

describe('the tree without stories', () => {
  const states = [
    {
      title: 'no folder',
      options: { workspace: {} },
      words: 'Open the folder that holds your stories',
      buttons: ['Open Folder'],
    },
    {
      title: 'no story',
      options: { workspace: { stories: { 'notes.md': NOTES } } },
      words: 'There is no story here yet.',
      buttons: ['New Story', 'Import Story', 'Get started in four steps', 'Get Kokoro'],
    },
    {
      title: 'Restricted Mode',
      options: { workspace: { stories: { 'notes.md': NOTES } }, restricted: true },
      words: 'In Restricted Mode stories can be read and played',
      buttons: ['Manage Workspace Trust'],
    },
  ];
  for (const { title, options, words, buttons } of states)
    it(`${title}: says so, and what to do`, async () => {
      const workbench = await openWorkbench(options);
      try {
        await workbench.activity('StoryFlow').click();
        const sidebar = workbench.page.locator('.part.sidebar');
        await sidebar.getByText(words).waitFor();
        await eventually(async () => {
          const names = await sidebar.locator('.welcome-view').getByRole('button').allInnerTexts();
          assert.deepEqual(names, buttons);
        });
        await workbench.screenshot(`tree-${title.replaceAll(' ', '-').toLowerCase()}`, sidebar);
        assert.deepEqual(await workbench.violations(sidebar.locator('.welcome-view')), []);
      } finally {
        await workbench.close();
      }
    });

  it('a Markdown file becomes a story with one click', async () => {
    const workbench = await openWorkbench({ workspace: { stories: { 'notes.md': NOTES } } });
    try {
      await workbench.activity('StoryFlow').click();
      await workbench.openFile('notes.md');
      await workbench.page
        .locator('.part.sidebar')
        .getByRole('button', { name: 'Narrate This File' })
        .click();
      await workbench.treeItem('Stories', 'Plan, no audio').waitFor();
      await workbench.openFile('notes.md');
      await workbench.press('ControlOrMeta+End', 'ControlOrMeta+k', 'g');
      await workbench.treeItem('Stories', /^Plan, ready/u).waitFor();
    } finally {
      await workbench.close();
    }
  });
});

describe('the tree in Restricted Mode', () => {
  it('shows the stories, says what can be done, and offers nothing else', async () => {
    const workbench = await openWorkbench({
      workspace: { stories: { 'storm.story.md': STORM } },
      settings: SETTINGS,
      restricted: true,
    });
    try {
      await workbench.activity('StoryFlow').click();
      const night = workbench.treeItem('Stories', 'Night, no audio');
      await night.hover();
      await workbench.page.getByText('Restricted Mode: stories can be read and played.').waitFor();
      assert.equal(await night.getByRole('button').count(), 0);
      await workbench.screenshot('tree-restricted', workbench.page.locator('.part.sidebar'));
    } finally {
      await workbench.close();
    }
  });
});
