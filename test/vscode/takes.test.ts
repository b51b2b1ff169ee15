import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ended, eventually, extension, installModel, removeModel, Tale } from './tale';

const LONG = 'When the boat came in at last before the storm, nobody on the quay said a word about it.';
const REASON =
  'the sentence “When the boat came in at last before the storm, nobody on...” sounds 4 times too long';

describe('a take that sounds wrong', () => {
  let tale: Tale;
  let uri: vscode.Uri;
  before(async () => {
    // Both halves of the long sentence are wrong, too.
    await installModel({ fault: { kind: 'long', fromTokens: 30 } });
    tale = await Tale.write({ One: `It rained.\n\n${LONG}`, Two: 'It rained.' }, 'voice: af_bella');
    uri = vscode.Uri.file(tale.path);
    await vscode.commands.executeCommand('vscode.open', uri);
    const api = await extension().activate();
    for (const heading of ['Two', 'One']) {
      const task = await api.generateSegmentAudio((await tale.segment(heading)).id);
      // The first one loads the engines, which takes a busy machine longer than anything else here.
      assert.deepEqual((await ended(task).catch(() => ended(task))).errors, []);
    }
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await tale.remove();
    await removeModel();
  });

  const problem = () =>
    vscode.languages
      .getDiagnostics(uri)
      .find(({ source, code }) => source === 'StoryFlow' && code === 'TakeCheck');

  it('is told with its audio kept: by the API, in the Problems panel at its sentence, and above the heading', async () => {
    const [one, two] = await tale.segments();
    assert.deepEqual(
      [one?.status, one?.checks, two?.status, two?.checks],
      ['check', [REASON], 'ready', undefined],
    );
    assert((one?.duration ?? 0) > 10);
    const found = await eventually(() => {
      const diagnostic = problem();
      assert(diagnostic);
      return diagnostic;
    });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(found.range), LONG);
    assert.equal(
      found.message,
      `T${REASON.slice(1)}. Listen to it: generate it again, or say that it sounds right.`,
    );
    const lenses = await lensesAt(found.range.start.line - 4);
    assert.deepEqual(lenses, [
      '$(play) Play',
      '$(pass) It Sounds Right',
      '$(refresh) Regenerate',
      '$(lock) Lock',
      'Check',
    ]);
  });

  it('is settled by a quick fix, stays so, and is judged anew when it is made anew', async () => {
    const fixes = await eventually(async () => {
      const found = problem();
      assert(found);
      const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        found.range,
      );
      const own = offered.filter(({ command }) => command?.command.startsWith('storyflow.'));
      assert.deepEqual(
        own.map(({ title }) => title),
        ['Play from There', 'Regenerate', 'It Sounds Right'],
      );
      return own;
    });
    const command = fixes[2]?.command;
    assert(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
    await eventually(() => {
      assert.equal(problem(), undefined);
    });
    assert.equal((await tale.segment('One')).status, 'ready');

    await vscode.commands.executeCommand('storyflow.regenerate', {
      segmentIds: [(await tale.segment('One')).id],
    });
    await eventually(async () => {
      assert.equal((await tale.segment('One')).status, 'check');
      assert(problem());
    });
  });

  async function lensesAt(line: number): Promise<(string | undefined)[]> {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      1000,
    );
    return lenses.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title);
  }
});
