import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { StoryFlowApi } from '../../../src/api';
import { ended, eventually, extension } from '../tale';

describe('settings of several folders', () => {
  let api: StoryFlowApi;

  before(async () => {
    api = await extension().activate();
  });
  after(async () => {
    for (const { uri } of folders())
      for (const key of ['voice', 'speed'])
        await vscode.workspace.getConfiguration('storyflow', uri).update(key, undefined, FOLDER);
  });

  const FOLDER = vscode.ConfigurationTarget.WorkspaceFolder;
  const folders = () => vscode.workspace.workspaceFolders ?? [];
  const paths = () => ({
    stories: join(folders()[0]?.uri.fsPath ?? '', 'the-lighthouse.story.md'),
    others: join(folders()[1]?.uri.fsPath ?? '', 'other.story.md'),
  });

  async function project(path: string) {
    const found = (await api.listProjects()).find((each) => each.path === path);
    assert(found, `${path} is not listed.`);
    return found;
  }

  it('each folder has a voice of its own: a change makes only its stories out of date', async () => {
    const { stories, others } = paths();
    for (const path of [stories, others]) {
      const answer = await api.generateAllAudio((await project(path)).id);
      assert('task_id' in answer, answer.message);
      await ended(answer);
    }
    await vscode.workspace
      .getConfiguration('storyflow', folders()[1]?.uri)
      .update('voice', 'draft:en-gb', FOLDER);
    await statesAre({ [stories]: /^Ready/u, [others]: /^Out of date: voice changed$/u });
    await vscode.workspace.getConfiguration('storyflow', folders()[0]?.uri).update('speed', 1.25, FOLDER);
    await statesAre({
      [stories]: /^Out of date: speed changed$/u,
      [others]: /^Out of date: voice changed$/u,
    });
  });

  /** Waits until all lenses of these stories that tell of a segment with text say this. */
  async function statesAre(expected: Readonly<Record<string, RegExp>>): Promise<void> {
    await eventually(async () => {
      for (const [path, wanted] of Object.entries(expected)) {
        const uri = vscode.Uri.file(path);
        await vscode.workspace.openTextDocument(uri);
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          uri,
          1000,
        );
        const states = lenses
          .flatMap(({ command }) => (command?.command === '' ? [command.title] : []))
          .slice(1);
        assert(states.length > 0);
        for (const state of states) if (state !== 'No text') assert.match(state, wanted);
      }
    });
  }
});
