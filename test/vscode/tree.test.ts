import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, Tale } from './tale';

describe('Move Up and Move Down (D-30)', () => {
  let tale: Tale;
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    tale = await Tale.write({
      One: 'The first.\n\n### A part of one\n\nBelow the first.',
      Two: 'The second.',
      Three: 'The third.',
    });
    editor = await vscode.window.showTextDocument(vscode.Uri.file(tale.path));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await tale.remove();
  });

  it('the section at the cursor goes past its neighbour with its parts, and the cursor stays in it', async () => {
    await putCursor('The first.', 4);
    await vscode.commands.executeCommand('storyflow.moveDown');
    await headingsAre('Two', 'One', 'A part of one', 'Three');
    assert.equal(textBeforeCursor(), 'The ');
    assert.equal(lineOfCursor(), 'The first.');
    await vscode.commands.executeCommand('storyflow.moveDown');
    await headingsAre('Two', 'Three', 'One', 'A part of one');
    await vscode.commands.executeCommand('storyflow.moveUp');
    await headingsAre('Two', 'One', 'A part of one', 'Three');
  });

  it('one undo takes a move back', async () => {
    const before = editor.document.getText();
    await putCursor('The third.', 0);
    await vscode.commands.executeCommand('storyflow.moveUp');
    await headingsAre('One', 'A part of one', 'Three', 'Two');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), before);
  });

  it('an item of the tree is moved wherever the cursor is, which stays where it was', async () => {
    await putCursor('The first.', 0);
    const { id } = await tale.segment('Three');
    const node = { kind: 'segment', uri: editor.document.uri, segmentId: id };
    await vscode.commands.executeCommand('storyflow.moveUp', node);
    await headingsAre('One', 'A part of one', 'Three', 'Two');
    assert.equal(lineOfCursor(), 'The first.');
  });

  it('the first of its level stays where it is', async () => {
    await putCursor('Below the first.', 0);
    const before = await tale.text();
    await vscode.commands.executeCommand('storyflow.moveUp');
    assert.equal(await tale.text(), before);
    assert.equal(lineOfCursor(), 'Below the first.');
  });

  it('what is typed and not saved moves along', async () => {
    await putCursor('The third.', 0);
    await editor.edit((edit) => {
      edit.insert(editor.selection.active, 'Now comes: ');
    });
    await vscode.commands.executeCommand('storyflow.moveUp');
    await headingsAre('One', 'A part of one', 'Three', 'Two');
    assert.match(await tale.text(), /## Three\n\nNow comes: The third\./u);
  });

  /** Puts the cursor into a line of the story, after so many of its characters. */
  async function putCursor(text: string, character: number): Promise<void> {
    const { document } = editor;
    const at = document.getText().indexOf(text);
    assert.ok(at >= 0, document.getText());
    const place = document.positionAt(at).translate(0, character);
    await eventually(() => {
      // An editor that was just opened tells of its first selection late, and takes this one back with it.
      editor.selection = new vscode.Selection(place, place);
      assert.equal(lineOfCursor(), text);
    });
  }

  function lineOfCursor(): string {
    return editor.document.lineAt(editor.selection.active.line).text;
  }

  function textBeforeCursor(): string {
    return lineOfCursor().slice(0, editor.selection.active.character);
  }

  /** Waits until the story on the disk has these headings. */
  async function headingsAre(...headings: readonly string[]): Promise<void> {
    await eventually(async () => {
      const found = [...(await tale.text()).matchAll(/^#+ (.*)$/gmu)].map(([, heading]) => heading);
      assert.deepEqual(found, headings);
    });
  }
});
