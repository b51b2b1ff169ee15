import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { PICTURES } from '../support/pictures';
import { eventually } from './support/eventually';
import { imageNames } from './support/keptFiles';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const FILE = 'tale.story.md';
const STORY = '# The Tale\n\n## One\n\nThe boat came in.\n\n## Two\n\nNobody said a word.\n';
/** How a writer who always means the segment says so. */
const ATTACH_FIRST = { 'editor.pasteAs.preferences': ['storyflow.segmentImage'] };

describe('images of segments', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      workspace: { stories: { [FILE]: STORY } },
      settings: { 'workbench.hover.delay': 100, ...ATTACH_FIRST },
    });
    await workbench.activity('StoryFlow').click();
    await workbench.openFile(FILE);
    await row(/^The Tale/u).click();
    await workbench.press('ArrowRight');
  });
  after(() => workbench.close());

  const row = (name: RegExp) => workbench.treeItem('Stories', name);
  const hasImages = (names: readonly string[], timeout = 30_000) =>
    eventually(
      async () => {
        assert.deepEqual([...(await imageNames(workbench))].sort(), names);
      },
      { timeout },
    );

  it('a picture that is dropped on a segment in the tree is its image', async () => {
    await dropped(row(/^One, /u), 'sea.png', 'sea.png');
    await workbench.statusBarItem('The image is attached to “One”.').waitFor();
  });

  it('what is no picture, and a picture on a story, change nothing', async () => {
    await drop(row(/^The Tale/u), 'boat.png');
    await drop(row(/^Two, no audio/u), 'boat.txt');
    await dropped(row(/^One, /u), 'other.png', 'other.png');
  });

  it('the tooltip shows it', async () => {
    const image = workbench.page.locator('.workbench-hover img');
    await eventually(async () => {
      await workbench.page.mouse.move(700, 500);
      await row(/^One, /u).hover({ timeout: 2_000 });
      await image.waitFor({ timeout: 2_000 });
      assert.ok((await image.evaluate(naturalWidth)) > 0, 'it is loaded');
    });
    await workbench.screenshot('tree-image');
  });

  it('the player shows it', async () => {
    await row(/^One, /u).click();
    await workbench.statusBarItem('Ln 3, Col 1').waitFor();
    await workbench.runCommand('StoryFlow: Generate Audio');
    await row(/^One, ready/u).waitFor();
    await workbench.runCommand('StoryFlow: Play');
    const image = workbench.webviewFrame('Player').locator('#image');
    await image.waitFor();
    await eventually(async () => {
      assert.ok((await image.evaluate(naturalWidth)) > 0, 'it is loaded');
    });
    assert.equal(await image.getAttribute('alt'), 'Image of One');
  });

  it('a picture that is pasted into the text is attached to the segment there; the text stays', async () => {
    await putCursorInto('Nobody said a word.');
    await paste('clip.png');
    await hasImages(['clip.png', 'other.png']);
    await workbench.statusBarItem('The image is attached to “Two”.').waitFor();
    assert.equal(await readFile(workbench.path(FILE), 'utf8'), STORY);
  });

  it('without that preference it is an ordinary Markdown image, and attaching is the other choice', async () => {
    await workbench.updateSettings({ 'editor.pasteAs.preferences': [], 'workbench.hover.delay': 100 });
    const inserted = workbench.editor(FILE).getByText('![alt text](view.png)');
    // Nothing tells when the new preference is heeded.
    await eventually(async () => {
      if (!(await inserted.isVisible())) {
        await putCursorInto('Nobody said a word.');
        await workbench.press('End');
        await paste('view.png');
      }
      await inserted.waitFor({ timeout: 5_000 });
    });
    await workbench.page.locator('.post-edit-widget').getByRole('button').click();
    await workbench.page
      .locator('.action-widget')
      .getByText(/Attach as the Segment’s Image/u)
      .click();
    await hasImages(['other.png', 'view.png']);
    await workbench.press('ControlOrMeta+s');
    await eventually(async () => {
      assert.equal(await readFile(workbench.path(FILE), 'utf8'), STORY);
    });
  });

  it('a locked segment keeps its image, which is said with a way to unlock it', async () => {
    await row(/^One, /u).click();
    await workbench.runCommand('StoryFlow: Lock');
    await row(/^One, .*locked$/u).waitFor();
    const refusal = workbench.notification(/The image of “One” is locked and was left as it is/u).first();
    await eventually(async () => {
      await drop(row(/^One, .*locked$/u), 'late.png');
      await refusal.waitFor({ timeout: 3_000 });
    });
    await refusal.getByRole('button', { name: 'Unlock' }).click();
    await row(/^One, ready, [\d.]+ seconds?$/u).waitFor();
    await hasImages(['other.png', 'view.png']);
  });

  it('what only claims to be a picture is refused with the reason', async () => {
    await eventually(async () => {
      await drop(row(/^One, /u), 'wrong.jpg');
      await workbench
        .notification(/wrong\.jpg.*its content is no JPEG picture/u)
        .first()
        .waitFor({ timeout: 3_000 });
    });
    await hasImages(['other.png', 'view.png']);
  });

  async function putCursorInto(text: string): Promise<void> {
    await workbench.editor(FILE).getByText(text).click();
    await workbench.page.locator('.part.editor .monaco-editor.focused').waitFor();
  }

  /** Drops a file with a picture in it, as from a folder of the writer's machine. */
  async function drop(target: Locator, name: string): Promise<void> {
    const dataTransfer = await workbench.page.evaluateHandle(transferOf, fileOf(name));
    for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
  }

  /** Drops it until these are the images: a row that is just being drawn anew takes nothing. */
  async function dropped(target: Locator, name: string, ...images: readonly string[]): Promise<void> {
    await eventually(async () => {
      await drop(target, name);
      await hasImages(images, 3_000);
    });
  }

  async function paste(name: string): Promise<void> {
    const clipboardData = await workbench.page.evaluateHandle(transferOf, fileOf(name));
    await workbench.page.evaluate(pasteInto, clipboardData);
  }
});

function fileOf(name: string) {
  const type = name.endsWith('.txt') ? 'text/plain' : name.endsWith('.jpg') ? 'image/jpeg' : 'image/png';
  return { name, type, base64: PICTURES.png.toString('base64') };
}

/** As much of a page as is needed here: the tests know no DOM. */
interface PageGlobals {
  readonly DataTransfer: new () => { readonly items: { add(file: unknown): void } };
  readonly File: new (parts: unknown[], name: string, options: object) => unknown;
  readonly ClipboardEvent: new (type: string, options: object) => unknown;
  readonly document: { readonly activeElement: { dispatchEvent(event: unknown): void } };
}

/** Runs in the page. */
function transferOf({ name, type, base64 }: ReturnType<typeof fileOf>) {
  const { DataTransfer, File } = globalThis as unknown as PageGlobals;
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  transfer.items.add(new File([bytes], name, { type }));
  return transfer;
}

/** Runs in the page. */
function pasteInto(clipboardData: unknown): void {
  const { ClipboardEvent, document } = globalThis as unknown as PageGlobals;
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
  );
}

/** Runs in the page. */
function naturalWidth(image: unknown): number {
  return (image as { readonly naturalWidth: number }).naturalWidth;
}
