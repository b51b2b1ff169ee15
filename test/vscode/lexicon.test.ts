import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { storePaths } from '../../src/core/store/paths';
import { ended, eventually, extension, spokenUtterances, Tale, workspaceFolder } from './tale';

const ONE =
  'Old Nguyen looked out over the long harbor in the morning. The boats came in one by one that day.';
const TWO = 'Later that evening the lead pipe was found upon the pier by nobody.';

describe('the lexicon of a folder of stories', () => {
  let tale: Tale;
  const file = () => storePaths(workspaceFolder()).lexicon;
  const writeLexicon = async (...entries: string[]) => {
    await mkdir(dirname(file()), { recursive: true });
    await writeFile(file(), `{\n  "version": 1,\n  "entries": [\n    ${entries.join(',\n    ')}\n  ]\n}\n`);
  };
  const states = async () => (await tale.segments()).map(({ status }) => status).join(', ');

  before(async () => {
    tale = await Tale.write({ One: ONE, Two: TWO });
    const api = await extension().activate();
    const { id } = await tale.project();
    const response = await api.generateAllAudio(id);
    assert('task_id' in response);
    await ended(response);
  });
  after(async () => {
    await rm(file(), { force: true });
    await tale.remove();
  });

  it('is followed when another program writes it, and makes exactly its sentences be spoken again', async () => {
    assert.equal(await states(), 'ready, ready');
    await writeLexicon('{"word":"Nguyen","respelling":"win"}');
    await eventually(async () => {
      assert.equal(await states(), 'stale, ready');
    });
    const before = await spokenUtterances();
    const api = await extension().activate();
    const response = await api.generateAllAudio((await tale.project()).id);
    assert('task_id' in response);
    await ended(response);
    assert.equal(await states(), 'ready, ready');
    assert.equal(await spokenUtterances(), before + 1);
    await rm(file());
    await eventually(async () => {
      assert.equal(await states(), 'stale, ready');
    });
  });

  it('tells over a word how it is said', async () => {
    await writeLexicon('{"word":"Nguyen","respelling":"win"}');
    const uri = vscode.Uri.file(tale.path);
    const document = await vscode.workspace.openTextDocument(uri);
    const position = document.positionAt(document.getText().indexOf('guyen'));
    await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        position,
      );
      const texts = hovers
        .flatMap(({ contents }) => contents as vscode.MarkdownString[])
        .map(({ value }) => value);
      assert.match(texts.join(), /“Nguyen” is said win/u);
    });
  });

  it('shows what is wrong in its file, at the exact symbol', async () => {
    await writeLexicon('{"word":"Nguyen","phonemes":"wˈ€n"}', '{"word":"!","respelling":"win"}');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file()));
    await eventually(() => {
      const problems = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ source }) => source === 'StoryFlow');
      assert.deepEqual(
        problems.map(({ range, message }) => [
          document.getText(range),
          /no phoneme|begins with/u.exec(message)?.[0],
        ]),
        [
          ['€', 'no phoneme'],
          ['"!"', 'begins with'],
        ],
      );
    });
  });

  it('offers the readings of a word that has several, for that place alone', async () => {
    const uri = vscode.Uri.file(tale.path);
    const document = await vscode.workspace.openTextDocument(uri);
    const at = document.positionAt(document.getText().indexOf('lead') + 1);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(at, at),
      'quickfix',
    );
    const fix = fixes.find(({ title }) => title === 'Pronounce as “lead” /lˈɛd/ (the metal)');
    assert(fix?.edit, fixes.map(({ title }) => title).join());
    assert(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /the \[lead\]\(\/lˈɛd\/\) pipe/u);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
