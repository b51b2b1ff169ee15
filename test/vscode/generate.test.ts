import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { StoryFlowApi } from '../../src/api';
import type { CommandId } from '../../src/vscode/commandIds';
import { sentence } from '../support/stories';
import { SLOW } from '../support/toneModels';
import { ended, eventually, extension, installModel, removeModel, Tale, workspaceFolder } from './tale';

let api: StoryFlowApi;
const tales: Tale[] = [];
let day = 5000;

const fresh = () => sentence(day++);
const some = () => ({ One: fresh(), Two: fresh(), Three: fresh() });
/** So much that something can happen while it is spoken. */
const many = () => [1, 2, 3, 4, 5, 6].map(fresh).join(' ');

async function write(texts: Readonly<Record<string, string>>): Promise<Tale> {
  const tale = await Tale.write(texts);
  tales.push(tale);
  return tale;
}

async function statuses(tale: Tale): Promise<string[]> {
  return (await tale.segments()).map(({ status }) => status);
}

/** Runs a command, waits until all that it started has ended, and gives the ids of the tasks. */
async function run(id: CommandId, ...args: readonly unknown[]): Promise<string[]> {
  const ids = await begin(id, ...args);
  for (const taskId of ids) await ended({ task_id: taskId });
  return ids;
}

/** Runs a command and gives the ids of the tasks that it started. */
async function begin(id: CommandId, ...args: readonly unknown[]): Promise<string[]> {
  const ids = new Set<string>();
  const subscription = api.onDidChangeTask(({ task_id: taskId, status }) => {
    if (status === 'PENDING') ids.add(taskId);
  });
  await vscode.commands.executeCommand(id, ...args);
  subscription.dispose();
  return [...ids];
}

describe('the commands that generate', function () {
  this.timeout(60_000);

  before(async () => {
    await installModel();
    api = await extension().activate();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    for (const tale of tales.splice(0)) await tale.remove();
    await installModel();
  });
  after(removeModel);

  describe('Generate Audio', () => {
    it('speaks the segment at the cursor, after saving what was typed', async () => {
      const tale = await write(some());
      const document = await vscode.workspace.openTextDocument(tale.path);
      const editor = await vscode.window.showTextDocument(document);
      const typed = fresh();
      const two = document.getText().indexOf('## Two');
      const at = document.positionAt(two).translate(1);
      await editor.edit((edit) => {
        edit.insert(at, `\n${typed}\n`);
      });
      editor.selection = new vscode.Selection(at, at);
      const [taskId, ...others] = await run('storyflow.generate');
      assert.deepEqual([others, document.isDirty], [[], false]);
      assert.ok((await tale.text()).includes(typed));
      assert.deepEqual(await statuses(tale), ['none', 'ready', 'none']);
      assert.ok(taskId?.includes((await tale.segment('Two')).id));
    });

    it('speaks the segment of a lens, of a tree item, and several as one task of only them', async () => {
      const tale = await write(some());
      const uri = vscode.Uri.file(tale.path);
      const [one, two, three] = await tale.segments();
      assert.equal((await run('storyflow.generate', { uri, line: 2 })).length, 1);
      assert.deepEqual(await statuses(tale), ['ready', 'none', 'none']);
      const node = (segment = two) => ({ kind: 'segment', uri, segmentId: segment?.id });
      assert.equal((await run('storyflow.generate', node())).length, 1);
      assert.deepEqual(await statuses(tale), ['ready', 'ready', 'none']);
      await tale.write(some());
      const [taskId, ...others] = await run('storyflow.generate', node(one), [node(one), node(three)]);
      assert.deepEqual(others, []);
      assert.match(taskId ?? '', /^tts_batch_/u);
      assert.deepEqual(await statuses(tale), ['ready', 'stale', 'ready']);
    });

    it('starts nothing for a segment that is up to date, locked, blank or on its way', async () => {
      const tale = await write({ One: fresh(), Two: fresh(), Three: many(), Blank: '' });
      await run('storyflow.generate', { segmentIds: [(await tale.segment('One')).id] });
      await tale.lock('Two');
      for (const heading of ['One', 'Two', 'Blank']) {
        const segmentIds = [(await tale.segment(heading)).id];
        assert.deepEqual(await begin('storyflow.generate', { segmentIds }), [], heading);
      }
      await installModel(SLOW);
      const { id } = await tale.segment('Three');
      const tasks = await begin('storyflow.generateAll', vscode.Uri.file(tale.path));
      assert.equal(tasks.length, 1);
      assert.deepEqual(await begin('storyflow.generate', { segmentIds: [id] }), []);
      assert.deepEqual(await begin('storyflow.generateAll', vscode.Uri.file(tale.path)), []);
      await ended({ task_id: tasks[0] ?? '' });
    });

    it('starts nothing where no segment is meant', async () => {
      assert.deepEqual(await begin('storyflow.generate', { segmentIds: ['no segment'] }), []);
      assert.deepEqual(await begin('storyflow.generate', { kind: 'segment', uri: 'nowhere' }), []);
    });
  });

  describe('Regenerate', () => {
    it('speaks one segment again without a question, although it is up to date', async () => {
      const tale = await write(some());
      await run('storyflow.generateAll', vscode.Uri.file(tale.path));
      const { id } = await tale.segment('Two');
      const [taskId, ...others] = await run('storyflow.regenerate', { segmentIds: [id] });
      assert.deepEqual(others, []);
      assert.ok(taskId?.includes(id));
    });

    it('starts nothing without consent: a story, or several segments', async () => {
      const tale = await write(some());
      await run('storyflow.generateAll', vscode.Uri.file(tale.path));
      const segmentIds = (await tale.segments()).map(({ id }) => id);
      // VS Code answers no question while tests run in it.
      assert.deepEqual(await begin('storyflow.regenerateAll', vscode.Uri.file(tale.path)), []);
      assert.deepEqual(await begin('storyflow.regenerate', { segmentIds }), []);
    });
  });

  describe('Generate All and Generate What Changed', () => {
    it('D-27, 19: of a story what is not up to date, without what is locked', async () => {
      const texts = some();
      const tale = await write({ ...texts, Locked: fresh() });
      await tale.lock('Locked');
      const uri = vscode.Uri.file(tale.path);
      assert.equal((await run('storyflow.generateAll', uri)).length, 1);
      assert.deepEqual(await statuses(tale), ['ready', 'ready', 'ready', 'none']);
      await tale.write({ ...texts, Two: fresh(), Locked: fresh() });
      const [taskId] = await run('storyflow.generateChanged', uri);
      const { completed_segments: completed } = await api.getTaskStatus(taskId ?? '');
      assert.deepEqual(
        completed.map(({ segment_id: id }) => id),
        [(await tale.segment('Two')).id],
      );
      assert.deepEqual(await begin('storyflow.generateAll', uri), [], 'nothing is left');
    });

    it('without a story named: all stories of the workspace, each in a task of its own', async () => {
      await installModel(SLOW);
      await write(some());
      await write(some());
      const ready = await write({ One: fresh() });
      await run('storyflow.generateAll', vscode.Uri.file(ready.path));
      const projects = await api.listProjects();
      const wanted: string[] = [];
      for (const { id } of projects)
        if ((await api.listSegments(id)).some(({ status }) => status !== 'ready')) wanted.push(id);
      assert.ok(wanted.length >= 2 && wanted.length < projects.length);
      const tasks = await begin('storyflow.generateChanged');
      await vscode.commands.executeCommand('storyflow.cancel', { taskIds: tasks, mode: 'now' });
      assert.deepEqual(tasks.map((id) => /^tts_batch_(.*)_/u.exec(id)?.[1]).sort(), wanted.sort());
      for (const taskId of tasks) assert.equal((await ended({ task_id: taskId })).cancelled, true);
    });
  });

  describe('Recreate Locked Audio', () => {
    it('speaks the text as it was locked where a lock has no audio, and nothing else', async () => {
      const texts = some();
      const tale = await write(texts);
      await run('storyflow.generateAll', vscode.Uri.file(tale.path));
      await tale.lock('One', 'Two');
      const before = await readFile(await tale.wavOf('One'));
      await rm(await tale.wavOf('One'));
      await rm(await tale.wavOf('Three'));
      await tale.write({ ...texts, One: fresh() });
      assert.equal((await run('storyflow.recreateLocked', vscode.Uri.file(tale.path))).length, 1);
      assert.deepEqual(await readFile(await tale.wavOf('One')), before);
      assert.equal((await tale.wavs()).length, 2);
      assert.deepEqual(await run('storyflow.recreateLocked', vscode.Uri.file(tale.path)), []);
    });
  });

  describe('Cancel Generation', () => {
    it('D-11: once: the segment at hand is finished; what waits does not begin', async () => {
      await installModel(SLOW);
      const tale = await write({ ...some(), One: many() });
      const uri = vscode.Uri.file(tale.path);
      const [taskId = ''] = await begin('storyflow.generateAll', uri);
      await eventually(async () => {
        assert.equal((await api.getTaskStatus(taskId)).progress.current, 1);
      });
      await vscode.commands.executeCommand('storyflow.cancel');
      const status = await ended({ task_id: taskId });
      assert.deepEqual([status.cancelled, status.completed_segments.length], [true, 1]);
    });

    it('D-11: twice: it ends after the sentence', async () => {
      await installModel(SLOW);
      const tale = await write({ One: many(), Two: fresh() });
      const [taskId = ''] = await begin('storyflow.generateAll', vscode.Uri.file(tale.path));
      await eventually(async () => {
        assert.equal((await api.getTaskStatus(taskId)).status, 'PROCESSING');
      });
      await vscode.commands.executeCommand('storyflow.cancel', vscode.Uri.file(tale.path));
      await vscode.commands.executeCommand('storyflow.cancel', {
        kind: 'story',
        uri: vscode.Uri.file(tale.path),
      });
      const status = await ended({ task_id: taskId });
      assert.deepEqual([status.cancelled, status.completed_segments], [true, []]);
    });

    it('of one story leaves the tasks of the others', async () => {
      await installModel(SLOW);
      const [kept, cancelled] = [await write({ One: many() }), await write({ One: fresh() })];
      const [first = ''] = await begin('storyflow.generateAll', vscode.Uri.file(kept.path));
      const [second = ''] = await begin('storyflow.generateAll', vscode.Uri.file(cancelled.path));
      const other = vscode.Uri.file(`${workspaceFolder()}/no such.story.md`);
      await vscode.commands.executeCommand('storyflow.cancel', other);
      await vscode.commands.executeCommand('storyflow.cancel', {
        uri: vscode.Uri.file(cancelled.path),
        line: 0,
      });
      assert.equal((await ended({ task_id: second })).cancelled, true);
      assert.equal((await ended({ task_id: first })).cancelled, undefined);
    });
  });
});
