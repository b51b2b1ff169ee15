import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { StoryFlowApi, TaskStatusResponse } from '../../../src/api';
import type { CommandId } from '../../../src/vscode/commandIds';
import { extension, workspaceFolder } from '../tale';

describe('the exported API in Restricted Mode', () => {
  let api: StoryFlowApi;
  let filesBefore: string[];
  const files = async () => (await readdir(workspaceFolder(), { recursive: true })).sort();
  const lighthouse = async () => {
    const found = (await api.listProjects()).find(({ path }) => basename(path) === 'the-lighthouse.story.md');
    assert(found);
    return found;
  };
  const firstSegment = async () => {
    const [first] = await api.listSegments((await lighthouse()).id);
    assert(first);
    return first;
  };

  before(async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    api = await extension().activate();
    filesBefore = await files();
  });

  it('lists stories and segments', async () => {
    assert.equal((await lighthouse()).title, 'The Lighthouse');
    assert.equal((await firstSegment()).status, 'none');
  });

  it('refuses by name what would change something, and nothing is written', async () => {
    const { id: projectId } = await lighthouse();
    const { id } = await firstSegment();
    const refusal = {
      name: 'UntrustedError',
      code: 'Untrusted',
      status: 403,
      message: /Restricted Mode.*trust the workspace/u,
    };
    await assert.rejects(api.generateSegmentAudio(id), refusal);
    await assert.rejects(api.generateAllAudio(projectId), refusal);
    await assert.rejects(api.deleteSegment(id), refusal);
    await assert.rejects(api.deleteProject(projectId), refusal);
    assert.deepEqual(await files(), filesBefore);
  });

  const commands: readonly CommandId[] = [
    'storyflow.generate',
    'storyflow.regenerate',
    'storyflow.generateAll',
    'storyflow.regenerateAll',
    'storyflow.generateChanged',
  ];
  for (const command of commands)
    it(`${command} starts nothing, whoever runs it`, async () => {
      const seen: TaskStatusResponse[] = [];
      const subscription = api.onDidChangeTask((status) => seen.push(status));
      const { id } = await firstSegment();
      await vscode.commands.executeCommand(command, { segmentIds: [id] });
      await vscode.commands.executeCommand(command, vscode.Uri.file((await lighthouse()).path));
      subscription.dispose();
      assert.deepEqual([seen, await files()], [[], filesBefore]);
    });

  it('storyflow.chooseSegmentVoice changes no heading, whoever runs it', async () => {
    const { path } = await lighthouse();
    const before = await readFile(path, 'utf8');
    const { id } = await firstSegment();
    const command: CommandId = 'storyflow.chooseSegmentVoice';
    await vscode.commands.executeCommand(command, { segmentIds: [id], voice: 'draft:en-gb' });
    assert.equal(await readFile(path, 'utf8'), before);
  });
});
