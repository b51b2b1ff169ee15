import * as vscode from 'vscode';
import { StoryFlowError } from '../core/errors';
import { editTo } from '../core/story/applyEdits';
import type { FileEdits } from '../studio/protocol';

/**
 * Replaces a story's text in its document, as one step that can be undone, and saves it. Rejects with StoryNotReadable
 * when the text is not `before` any more, or cannot be saved: nothing is changed then.
 */
export async function writeStoryText(uri: vscode.Uri, before: string, after: string): Promise<void> {
  const edits = editTo(before, { from: 0, to: before.length }, after);
  await applyFileEdits([{ path: uri.fsPath, before, edits }]);
}

/** Applies edits of one or more stories as one step that can be undone, and saves them. Rejects as writeStoryText does. */
export async function applyFileEdits(files: FileEdits): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const documents: vscode.TextDocument[] = [];
  for (const { path, before, edits } of files) {
    const uri = vscode.Uri.file(path);
    const document = await vscode.workspace.openTextDocument(uri);
    documents.push(document);
    const text = document.getText();
    if (unifiedEnds(text) !== unifiedEnds(before)) throw changedMeanwhile(uri);
    for (const { from, to, text: inserted } of edits) {
      // An editor shows one kind of line ends, whatever the file has, so its offsets may be others.
      const range = new vscode.Range(positionIn(before, from), positionIn(before, to));
      edit.replace(uri, range, inserted);
    }
  }
  if (!(await vscode.workspace.applyEdit(edit))) throw notSaved(documents[0]?.uri);
  for (const document of documents) if (!(await document.save())) throw notSaved(document.uri);
}

/** The line and column of an offset, whatever ends the lines. */
function positionIn(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/u);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}

function unifiedEnds(text: string): string {
  return text.replaceAll(/\r\n?/gu, '\n');
}

function changedMeanwhile(uri: vscode.Uri): StoryFlowError {
  const name = vscode.workspace.asRelativePath(uri);
  return new StoryFlowError(
    'StoryNotReadable',
    `${name} was changed meanwhile: nothing was done, try again.`,
  );
}

function notSaved(uri: vscode.Uri | undefined): StoryFlowError {
  const name = uri ? vscode.workspace.asRelativePath(uri) : 'The story';
  return new StoryFlowError(
    'StoryNotReadable',
    `${name} could not be saved: see whether it is read-only or was changed by another program.`,
  );
}
