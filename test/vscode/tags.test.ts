import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, extension, Tale } from './tale';

const TEXT = '[voice ] It rained. [pause 90s] Then it [voice am_adem]stopped.';

describe('tags in a story', () => {
  let tale: Tale;
  let document: vscode.TextDocument;
  before(async () => {
    tale = await Tale.write({ One: TEXT, Two: '`[voice ` is code.' });
    await extension().activate();
    document = await vscode.workspace.openTextDocument(tale.path);
    await vscode.window.showTextDocument(document);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await tale.remove();
  });

  const labelsAfter = async (text: string) => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(document.getText().indexOf(text) + text.length),
    );
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  };
  const problems = () =>
    vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'StoryFlow');
  const problemAt = async (text: string) =>
    eventually(() => {
      const found = problems().find(({ range }) => document.getText(range).includes(text));
      assert(
        found,
        problems()
          .map(({ message }) => message)
          .join('\n'),
      );
      return found;
    });

  it('are completed with the voices that there are, in text and nowhere else', async () => {
    const offered = await eventually(async () => {
      const labels = await labelsAfter('[voice ');
      assert.ok(labels.includes('am_adam') && labels.includes('draft:en-us'), labels.join(' '));
      return labels;
    });
    // Nothing can speak Japanese yet.
    assert.ok(!offered.some((label) => label.startsWith('jf_')));
    assert.deepEqual(
      (await labelsAfter('`[voice ')).filter((label) => label === 'am_adam'),
      [],
    );
  });

  it('that are wrong are told at their places, and mended by a click', async () => {
    const mended: [string, RegExp][] = [
      ['pause 90s', /\[pause 30s\]/u],
      ['am_adem', /am_adam/u],
    ];
    for (const [wrong, right] of mended) {
      const { range } = await problemAt(wrong);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
      );
      const fix = actions.find(({ edit, title }) => edit && right.test(title));
      assert(fix?.edit, actions.map(({ title }) => title).join('\n'));
      assert(await vscode.workspace.applyEdit(fix.edit));
      assert.match(document.getText(), right);
      await eventually(() => {
        assert.ok(!problems().some(({ range: at }) => document.getText(at).includes(wrong)));
      });
    }
  });
});
