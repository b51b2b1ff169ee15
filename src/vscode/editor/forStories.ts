import * as vscode from 'vscode';
import { SECTION } from '../settings';
import { storySelector } from '../storyModel';

/** Registers a provider for the documents that are stories, and anew whenever the settings say that others are. */
export function registerForStories(
  register: (selector: vscode.DocumentSelector) => vscode.Disposable,
): vscode.Disposable {
  let current = register(storySelector());
  const again = () => {
    current.dispose();
    current = register(storySelector());
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(again),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.include`)) again();
    }),
    new vscode.Disposable(() => {
      current.dispose();
    }),
  );
}
