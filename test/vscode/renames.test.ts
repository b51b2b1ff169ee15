import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SegmentInfo, StoryFlowApi } from '../../src/api';
import { sentence } from '../support/stories';
import { ended, eventually, extension, spokenUtterances, workspaceFolder } from './tale';

describe('a story that is renamed inside VS Code', () => {
  let api: StoryFlowApi;
  const folder = () => join(workspaceFolder(), 'renames');
  let count = 0;

  before(async () => {
    api = await extension().activate();
  });
  afterEach(async () => {
    for (const { id, path } of await api.listProjects())
      if (path.startsWith(folder())) await api.deleteProject(id);
    await rm(folder(), { recursive: true, force: true });
  });

  /** A narrated and locked story in a folder of its own. */
  async function narrated(): Promise<{ path: string; before: readonly SegmentInfo[] }> {
    const path = join(folder(), `from-${count}`, 'tale.story.md');
    await mkdir(join(folder(), `from-${count}`), { recursive: true });
    await writeFile(path, `## One\n\n${sentence(count++)}\n\n## Two\n\n${sentence(count++)}\n`);
    const answer = await api.generateAllAudio((await projectAt(path)).id);
    assert('task_id' in answer, answer.message);
    await ended(answer);
    const segments = await segmentsAt(path);
    await vscode.commands.executeCommand('storyflow.lock', { segmentIds: [segments[0]?.id] });
    return { path, before: await segmentsAt(path) };
  }

  const projectAt = (path: string) =>
    eventually(async () => {
      const project = (await api.listProjects()).find((each) => each.path === path);
      assert(project, `${path} is not listed.`);
      return project;
    });
  const segmentsAt = async (path: string) => api.listSegments((await projectAt(path)).id);

  async function move(from: string, to: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.file(from), vscode.Uri.file(to));
    assert(await vscode.workspace.applyEdit(edit));
  }

  it('keeps ids, audio and locks', async () => {
    const { path, before } = await narrated();
    const spoken = await spokenUtterances();
    const to = join(folder(), 'other.story.md');
    await move(path, to);
    await eventually(async () => {
      assert.deepEqual(await segmentsAt(to), before);
    });
    assert.deepEqual(
      before.map(({ status, isLocked }) => [status, isLocked]),
      [
        ['ready', true],
        ['ready', false],
      ],
    );
    assert.equal(await spokenUtterances(), spoken);
  });

  it('keeps them when a folder above it is renamed', async () => {
    const { path, before } = await narrated();
    const to = join(folder(), 'moved');
    await move(join(path, '..'), to);
    await eventually(async () => {
      assert.deepEqual(await segmentsAt(join(to, 'tale.story.md')), before);
    });
  });

  it('keeps them also when all its text becomes another one at once', async () => {
    const { path, before } = await narrated();
    const to = join(folder(), 'other.story.md');
    await move(path, to);
    await eventually(async () => {
      assert.deepEqual(await segmentsAt(to), before);
    });
    await eventually(async () => {
      const locks = await readFile(join(workspaceFolder(), '.storyflow/locks.json'), 'utf8');
      assert.match(locks, /renames\/other\.story\.md/u);
    });
    await writeFile(to, '## One\n\nAnother text.\n\n## Two\n\nAnother one.\n');
    await eventually(async () => {
      assert.deepEqual(
        (await segmentsAt(to)).map(({ id, status }) => [id, status]),
        before.map(({ id }) => [id, 'stale']),
      );
    });
  });
});
