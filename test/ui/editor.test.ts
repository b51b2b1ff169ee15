import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { eventually } from './support/eventually';
import { openWorkbench } from './support/openWorkbench';
import { withoutMedia } from './support/withoutMedia';
import type { Theme, Workbench } from './support/workbench';

const FILE = 'states.story.md';
const SPOKEN = ['Ready', 'Out of date', 'Locked', 'Locked, changed'];

function story(headings: readonly string[], changed: readonly string[] = []): string {
  const textOf = (heading: string) =>
    changed.includes(heading) ? 'The lamp was out.' : 'The lamp was lit at dusk.';
  return ['# States\n', ...headings.map((heading) => `## ${heading}\n${textOf(heading)}\n`)].join('\n');
}

describe('a story in the editor', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { [FILE]: story(SPOKEN) } } });
    await workbench.openFile(FILE);
  });
  after(() => workbench.close());

  it('lenses generate and lock, and say in words what came of it', async () => {
    await clickLens('# States', 'Generate What Changed');
    await lensesSay('# States', /^Play\|4\/4 ready · 0:0\d$/u);
    for (const heading of ['## Locked', '## Locked, changed']) {
      await lensesSay(heading, /^Play\|Regenerate\|Lock\|Ready \d\.\d s$/u);
      await clickLens(heading, 'Lock');
      await lensesSay(heading, /^Play\|Unlock\|Ready \d\.\d s, locked$/u);
    }
  });

  it('what changes outside is shown, and what fails', async () => {
    const headings = [...SPOKEN, 'Failed', 'No audio'];
    await writeFile(workbench.path(FILE), story(headings, ['Out of date', 'Locked, changed']));
    await lensesSay('## Out of date', /^Play\|Generate\|Lock\|Out of date: text changed$/u);
    await lensesSay('## Locked, changed', /^Play\|Unlock\|Out of date: text changed, locked$/u);
    await lensesSay('## No audio', /^Generate\|Lock\|No audio$/u);
    await withoutMedia(workbench, async () => {
      await clickLens('## Failed', 'Generate');
      await lensesSay('## Failed', /^Generate\|Lock\|Failed$/u);
    });
    await lensesSay('## Ready', /^Play\|.*\|Ready/u);
  });

  for (const theme of ['light', 'dark', 'hc', 'hcLight'] as const)
    it(`each state has its mark in the ${theme} theme`, async () => {
      await workbench.setTheme(theme);
      const shade = theme === 'light' || theme === 'hcLight' ? 'light' : 'dark';
      assert.deepEqual(await eventually(signs), {
        '## Out of date': `stale-${shade}.svg`,
        '## Locked': `locked-${shade}.svg`,
        '## Locked, changed': `locked-${shade}.svg`,
        '## Failed': `failed-${shade}.svg`,
      });
      await workbench.screenshot(`editor-${theme satisfies Theme}`);
    });

  it('the keyboard alone reads what is known of a segment', async () => {
    await goTo('## Out of date');
    await workbench.press('ControlOrMeta+k', 'ControlOrMeta+i');
    const hover = workbench.page.locator('.monaco-hover:visible');
    await hover.getByText('Voice draft:en-us, speed 1', { exact: true }).waitFor();
    await hover.getByText('The lamp was out.').waitFor();
    await workbench.screenshot('editor-hover');
    assert.deepEqual(await workbench.violations(hover), []);
    await hover.getByRole('link', { name: 'Show Spoken Text' }).press('Enter');
    await workbench.editor('Out of date.txt').waitFor();
    await workbench.runCommand('View: Close Editor');
  });

  it('D-12. the keyboard alone goes to a problem and settles it', async () => {
    await goTo('## Locked, changed');
    const fix = workbench.page.getByRole('option', { name: 'Restore the Locked Text' });
    await eventually(async () => {
      // The first menu may close again while the editor is still being drawn.
      await workbench.press('ControlOrMeta+.');
      await fix.waitFor({ timeout: 2_000 });
    });
    await workbench.screenshot('editor-quick-fix');
    await chooseByKeyboard(fix);
    await lensesSay('## Locked, changed', /^Play\|Unlock\|Ready \d\.\d s, locked$/u);
    assert.equal(
      await readFile(workbench.path(FILE), 'utf8'),
      story([...SPOKEN, 'Failed', 'No audio'], ['Out of date']),
    );
  });

  /** Moves down in the menu of fixes until this one has the focus, and takes it. */
  async function chooseByKeyboard(fix: Locator): Promise<void> {
    await eventually(async () => {
      const classes = (await fix.getAttribute('class')) ?? '';
      if (!classes.includes('focused')) await workbench.press('ArrowDown');
      assert.match(classes, /focused/u);
    });
    await workbench.press('Enter');
  }

  /** Puts the cursor on a line. */
  async function goTo(heading: string): Promise<void> {
    const lines = (await readFile(workbench.path(FILE), 'utf8')).split('\n');
    await workbench.press('ControlOrMeta+g');
    await workbench.page.keyboard.insertText(String(lines.indexOf(heading) + 1));
    await workbench.press('Enter');
    await workbench.input.waitFor({ state: 'hidden' });
  }

  /** The line of the editor with this text. */
  function line(text: string): Locator {
    const spaced = text.replaceAll(' ', '\u00A0');
    return workbench.page
      .locator('.view-line')
      .filter({ has: workbench.page.getByText(spaced, { exact: true }) });
  }

  /** The lenses above a line; in the page they stand in the order in which they were made. */
  async function lensesAbove(heading: string): Promise<Locator> {
    return eventually(async () => {
      const { y } = await boxOf(line(heading));
      for (const lenses of await workbench.page.locator('.codelens-decoration').all()) {
        const box = await boxOf(lenses);
        if (Math.abs(box.y + box.height - y) < 6) return lenses;
      }
      throw new Error(`No lens stands above “${heading}”.`);
    });
  }

  /** VS Code first draws the lenses of before, as words without a link: what can be clicked is waited for. */
  async function clickLens(heading: string, title: string): Promise<void> {
    await eventually(async () => {
      // An icon stands before the words.
      const link = (await lensesAbove(heading)).getByRole('button', { name: new RegExp(`${title}$`, 'u') });
      await link.click({ timeout: 2_000 });
    });
  }

  /** Waits until the lenses above a heading, joined by bars, are these. */
  async function lensesSay(heading: string, words: RegExp): Promise<void> {
    await eventually(async () => {
      const said = await (await lensesAbove(heading)).innerText();
      assert.match(
        said
          .split('|')
          .map((each) => each.trim())
          .join('|'),
        words,
      );
    });
  }

  /** The signs in the gutter, by the line beside which they stand. */
  async function signs(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    const heights = new Map<number, string>();
    for (const each of await workbench.page.locator('.view-line').all())
      heights.set((await boxOf(each)).y, (await each.innerText()).replaceAll('\u00A0', ' '));
    for (const sign of await workbench.page.locator('.glyph-margin-widgets .cgmr').all()) {
      const image = decodeURIComponent(await sign.evaluate(backgroundOf));
      const name = /[\w-]+\.svg/u.exec(image)?.[0];
      if (name !== undefined) found[heights.get((await boxOf(sign)).y) ?? ''] = name;
    }
    assert.equal(Object.keys(found).length, 4);
    return found;
  }
});

describe('a story in the editor, in Restricted Mode', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: { stories: { [FILE]: story(SPOKEN) } }, restricted: true });
  });
  after(() => workbench.close());

  it('lenses say what is there and offer nothing that changes it', async () => {
    await workbench.openFile(FILE);
    const lenses = workbench.page.locator('.codelens-decoration');
    await eventually(async () => {
      assert.deepEqual(await lenses.allInnerTexts(), ['0/4 ready', ...SPOKEN.map(() => 'No audio')]);
    });
    assert.equal(await lenses.getByRole('button').count(), 0);
  });
});

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  assert(box, 'It cannot be seen.');
  return box;
}

/** Runs in the page. */
function backgroundOf(element: unknown): string {
  const page = globalThis as unknown as { getComputedStyle(of: unknown): { backgroundImage: string } };
  return page.getComputedStyle(element).backgroundImage;
}
