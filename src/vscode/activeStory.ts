import * as vscode from 'vscode';
import { ContextKey } from './contextKey';
import { SECTION } from './settings';
import type { StoryFlow } from './storyFlow';

/**
 * Tells `when` clauses of package.json whether the active editor shows a story, or Markdown that may become one: only
 * the setting `include` knows.
 */
export function registerActiveStory({ documents, stories }: StoryFlow): vscode.Disposable {
  const isStory = new ContextKey<boolean>('isStory');
  const canNarrate = new ContextKey<boolean>('canNarrate');
  const look = () => {
    const document = vscode.window.activeTextEditor?.document;
    const isOne = document !== undefined && documents.isStory(document);
    isStory.set(isOne);
    canNarrate.set(!isOne && document?.languageId === 'markdown' && document.uri.scheme === 'file');
  };
  look();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    // A new language or a new name is a new document, in the same editor.
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeWorkspaceFolders(look),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.include`)) look();
    }),
    stories.onDidChange((uri) => {
      if (!uri) look();
    }),
  );
}
