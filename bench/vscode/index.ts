import { readFile, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { StoryFlowApi } from '../../src/api';
import { carryOut, pause, type Opened } from './acts';
import { followLoop } from './loopDelay';
import { plan, PLAN_VARIABLE, type Figures, type Plan } from './plan';

/** VS Code calls this inside its extension host. */
export async function run(): Promise<void> {
  const wanted = plan.parse(JSON.parse(await readFile(process.env[PLAN_VARIABLE] ?? '', 'utf8')));
  const { activation, ...opened } = await open(wanted);
  const act = () => carryOut[wanted.act](opened);
  const figures: Figures = {
    ...(await (wanted.profile === undefined ? measured(act) : profiled(act, wanted.profile))),
    ...(activation === undefined ? {} : { activation }),
  };
  await writeFile(wanted.result, JSON.stringify(figures));
}

/** Shows the tree and the story side by side, and waits until everything about them was drawn. */
async function open({ file, withStoryFlow }: Plan): Promise<Opened & { activation: number | undefined }> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  await pause(3000);
  let api: StoryFlowApi | undefined;
  let activation: number | undefined;
  if (withStoryFlow) {
    const began = performance.now();
    api = await vscode.extensions.getExtension<StoryFlowApi>('storyflow.storyflow')?.activate();
    activation = performance.now() - began;
    await vscode.commands.executeCommand('storyflow.stories.focus');
  }
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(join(folder.uri.fsPath, file)));
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error(`${file} was not opened.`);
  await pause(6000);
  return { editor, api, activation };
}

async function measured(act: () => Promise<void>): Promise<Figures> {
  const end = followLoop();
  await act();
  return end();
}

async function profiled(act: () => Promise<void>, file: string): Promise<Figures> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  const figures = await measured(act);
  const { profile } = await session.post('Profiler.stop');
  await writeFile(file, JSON.stringify(profile));
  session.disconnect();
  return figures;
}
