import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { StoryFlowApi } from '../../src/api';
import { setting, studioSettings, type Settings } from '../../src/vscode/settings';
import { sentence } from '../support/stories';
import { ended, eventually, extension, Tale, workspaceFolder } from './tale';

const { Workspace } = vscode.ConfigurationTarget;

describe('settings', () => {
  const changed = new Set<keyof Settings>();
  let api: StoryFlowApi;
  let tale: Tale;

  before(async () => {
    api = await extension().activate();
    tale = await Tale.write({ One: sentence(1), Two: sentence(2) });
    const answer = await api.generateAllAudio((await tale.project()).id);
    assert('task_id' in answer, answer.message);
    await ended(answer);
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(tale.path));
  });
  afterEach(async () => {
    for (const key of changed) await change(key, undefined);
    changed.clear();
    await statesAre(/^Ready/u, /^Ready/u);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await tale.remove();
  });

  const audible: [key: keyof Settings, value: unknown, reason: string][] = [
    ['voice', 'draft:en-gb', 'voice changed'],
    ['speed', 1.5, 'speed changed'],
    ['pauses.sentence', 900, 'pauses changed'],
    ['speakHeadings', true, 'text changed'],
  ];
  for (const [key, value, reason] of audible)
    it(`${key} makes audio out of date at once, and says why`, async () => {
      await change(key, value);
      await statesAre(`Out of date: ${reason}`, `Out of date: ${reason}`);
    });

  it('a voice that does not exist is a problem of the story', async () => {
    await change('voice', 'draft:en-uss');
    await eventually(() => {
      const problems = vscode.languages.getDiagnostics(vscode.Uri.file(tale.path));
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['UnknownVoice'],
      );
    });
  });

  it('include decides which files are stories', async () => {
    const names = async () =>
      (await api.listProjects()).map(({ path }) => path.slice(workspaceFolder().length + 1));
    const before = await names();
    assert(!before.includes('README.md'));
    await change('include', ['*.md']);
    await eventually(async () => {
      assert.deepEqual((await names()).sort(), [...before, 'README.md'].sort());
    });
    await change('include', ['README.md']);
    await eventually(async () => {
      assert.deepEqual(await names(), ['README.md']);
    });
    await change('include', undefined);
    await eventually(async () => {
      assert.deepEqual(await names(), before);
    });
  });

  it('mediaFolder decides where audio is looked for, and where new audio goes', async () => {
    await change('mediaFolder', 'sounds');
    await statesAre('No audio', 'No audio');
    await ended(await api.generateSegmentAudio((await tale.segment('Two')).id));
    await statesAre('No audio', /^Ready/u);
    const { mediaRoot } = await tale.project();
    assert.equal(mediaRoot, join(workspaceFolder(), 'sounds'));
    const files = await readdir(mediaRoot, { recursive: true });
    assert.equal(files.filter((name) => name.endsWith('.wav')).length, 1);
    await rm(mediaRoot, { recursive: true });
  });

  const wrong: [key: keyof Settings, value: unknown, expected: unknown][] = [
    ['voice', 7, ''],
    ['speed', 'fast', 1],
    ['include', 'README.md', ['**/*.story.md']],
    ['include', [1, 2], ['**/*.story.md']],
    ['speakHeadings', 'yes', false],
    ['pauses.part', null, 100],
  ];
  for (const [key, value, expected] of wrong)
    it(`${key} of the wrong type, ${JSON.stringify(value)}, counts as unset`, async () => {
      await change(key, value);
      assert.deepEqual(setting(key, vscode.Uri.file(tale.path)), expected);
    });

  it('numbers that are too small or too large become the nearest that are not', async () => {
    await change('speed', 9);
    await change('pauses.heading', -5);
    const { speed, pauses } = studioSettings().folders[0]?.narration ?? {};
    assert.deepEqual([speed, pauses?.heading], [2, 0]);
  });

  async function change(key: keyof Settings, value: unknown): Promise<void> {
    changed.add(key);
    await vscode.workspace.getConfiguration('storyflow').update(key, value, Workspace);
  }

  /** Waits until the lenses above the two headings say this of them. */
  async function statesAre(...expected: readonly (string | RegExp)[]): Promise<void> {
    await eventually(async () => {
      const uri = vscode.Uri.file(tale.path);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
        100,
      );
      const states = lenses
        .flatMap(({ command }) => (command?.command === '' ? [command.title] : []))
        .slice(1);
      assert.equal(states.length, expected.length);
      for (const [index, state] of states.entries()) {
        const wanted = expected[index]!;
        if (typeof wanted === 'string') assert.equal(state, wanted);
        else assert.match(state, wanted);
      }
    });
  }
});
