import * as vscode from 'vscode';
import type { StoryFlowApi } from '../../src/api';
import type { Act } from './plan';

/** Longest wait for anything, in milliseconds. */
const PATIENCE_MS = 300_000;

/** Between two keys of somebody who types fast, in milliseconds. */
const KEY_MS = 90;
const WORDS = 'and then the lamp went out ';

/** A story that is open in an editor; the API is missing where StoryFlow is not active. */
export interface Opened {
  readonly editor: vscode.TextEditor;
  readonly api: StoryFlowApi | undefined;
}

/** What a writer does, by its name. Each resolves when all that follows from it has been drawn. */
export const carryOut: Readonly<Record<Act, (opened: Opened) => Promise<void>>> = {
  type: typeAndSave,
  refresh: refreshTree,
  generate: generateAll,
};

/** Types at the beginning, in the middle and at the end of the text, with pauses, and saves each time. */
async function typeAndSave({ editor }: Opened): Promise<void> {
  const { document } = editor;
  for (const share of [0.001, 0.5, 0.999]) {
    const place = new vscode.Position(paragraphNear(document, Math.floor(document.lineCount * share)), 0);
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
    for (const key of WORDS) {
      await vscode.commands.executeCommand('type', { text: key });
      // Whoever writes pauses between words, which is when the text is looked at.
      await pause(key === ' ' ? 5 * KEY_MS : KEY_MS);
    }
    await document.save();
    await pause(2000);
  }
}

/** Has the whole tree drawn anew, as a refresh, a filter or a change of settings does. */
async function refreshTree({ api }: Opened): Promise<void> {
  for (let count = 0; count < 5; count++) {
    if (api) await vscode.commands.executeCommand('storyflow.refresh');
    await pause(2000);
  }
}

async function generateAll({ editor, api }: Opened): Promise<void> {
  if (!api) {
    await pause(15_000);
    return;
  }
  const ended = new Promise<void>((resolve) => {
    const subscription = api.onDidChangeTask(({ status }) => {
      if (status !== 'COMPLETED' && status !== 'FAILED') return;
      subscription.dispose();
      resolve();
    });
  });
  await vscode.commands.executeCommand('storyflow.generateAll', editor.document.uri);
  await Promise.race([ended, pause(PATIENCE_MS)]);
  await pause(2000);
}

/** The first line with text that is no heading, from this one on. */
function paragraphNear(document: vscode.TextDocument, from: number): number {
  for (let line = from; line < document.lineCount; line++)
    if (/^\w/u.test(document.lineAt(line).text)) return line;
  return document.lineCount - 1;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
