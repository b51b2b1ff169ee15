import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { sentence } from '../support/stories';
import { ended, eventually, extension, Tale } from './tale';

const COMMAND = 'storyflow.chooseSegmentVoice';
let day = 7000;

describe('Choose Voice for This Segment', () => {
  const tales: Tale[] = [];
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const tale of tales.splice(0)) await tale.remove();
  });

  it('writes the voice into the heading of one segment, which an undo takes back', async () => {
    const { tale, document, before } = await open();
    await vscode.commands.executeCommand(COMMAND, {
      segmentIds: await idsOf(tale, 'Two'),
      voice: 'draft:en-gb',
    });
    assert.equal(document.isDirty, false);
    assert.equal(await tale.text(), before.replace('## Two', '## Two {voice=draft:en-gb}'));
    await generate(tale);
    await statesAre(document, /^Ready/u, /^Ready/u, /^Ready/u);
    await undo(document);
    assert.equal(await tale.text(), before);
    await statesAre(document, /^Ready/u, /^Out of date: voice changed$/u, /^Ready/u);
  });

  it('writes it into the headings of two as one step, and no other is out of date', async () => {
    const { tale, document, before } = await open();
    const uri = vscode.Uri.file(tale.path);
    const [one, , three] = (await tale.segments()).map(({ id }) => ({ kind: 'segment', uri, segmentId: id }));
    await vscode.commands.executeCommand(COMMAND, { ...one, voice: 'draft:en-gb' }, [one, three]);
    const after = before.replace(/## (?:One|Three)/gu, '$& {voice=draft:en-gb}');
    assert.equal(await tale.text(), after);
    await generate(tale);
    await undo(document);
    assert.equal(await tale.text(), before);
    await statesAre(document, /^Out of date: voice changed$/u, /^Ready/u, /^Out of date: voice changed$/u);
    // What was spoken with that voice is up to date with it again, so that nobody is asked.
    await vscode.commands.executeCommand(COMMAND, { ...one, voice: 'draft:en-gb' }, [one, three]);
    assert.equal(await tale.text(), after);
    await statesAre(document, /^Ready/u, /^Ready/u, /^Ready/u);
  });

  it('takes the voice away, changes nothing that is so already, and keeps a speed', async () => {
    const { tale, before } = await open({ heading: 'Two {speed=0.9}' });
    const choose = async (voice: string) => {
      await vscode.commands.executeCommand(COMMAND, { segmentIds: await idsOf(tale, 'Two'), voice });
      return tale.text();
    };
    const named = before.replace('{speed', '{voice=draft:en-gb speed');
    assert.equal(await choose('draft:en-gb'), named);
    assert.equal(await choose('draft:en-gb'), named);
    assert.equal(await choose(''), before);
    assert.equal(await choose(''), before);
  });

  it('is about the segments of several stories', async () => {
    const stories = [await open(), await open()];
    const ids = await Promise.all(stories.map(({ tale }) => idsOf(tale, 'One')));
    await vscode.commands.executeCommand(COMMAND, { segmentIds: ids.flat(), voice: 'draft:en-gb' });
    for (const { tale, before } of stories)
      assert.equal(await tale.text(), before.replace('## One', '## One {voice=draft:en-gb}'));
  });

  it('writes no voice that does not exist', async () => {
    const { tale, before } = await open();
    await vscode.commands.executeCommand(COMMAND, {
      segmentIds: await idsOf(tale, 'One'),
      voice: 'am_adem',
    });
    assert.equal(await readFile(tale.path, 'utf8'), before);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  /** A story of three segments, the second with this heading, in an editor. */
  async function open({ heading = 'Two' } = {}) {
    const texts = { One: sentence(day++), [heading]: sentence(day++), Three: sentence(day++) };
    const tale = await Tale.write(texts, 'voice: draft:en-us');
    tales.push(tale);
    const document = await vscode.workspace.openTextDocument(tale.path);
    await vscode.window.showTextDocument(document);
    return { tale, document, before: await tale.text() };
  }
});

async function idsOf(tale: Tale, ...headings: readonly string[]): Promise<string[]> {
  return Promise.all(headings.map(async (heading) => (await tale.segment(heading)).id));
}

async function generate(tale: Tale): Promise<void> {
  const answer = await (await extension().activate()).generateAllAudio((await tale.project()).id);
  assert('task_id' in answer, answer.message);
  await ended(answer);
}

async function undo(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  assert(await document.save());
}

/** Waits until the lenses above the headings say this of the segments. */
async function statesAre(document: vscode.TextDocument, ...expected: readonly RegExp[]): Promise<void> {
  await eventually(async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    const states = lenses.flatMap(({ command }) => (command?.command === '' ? [command.title] : [])).slice(1);
    assert.equal(states.length, expected.length, states.join('\n'));
    for (const [index, state] of states.entries()) assert.match(state, expected[index]!);
  });
}
