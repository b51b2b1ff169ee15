import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { registerCommand } from '../commandIds';
import { DIAGNOSTICS_SOURCE } from '../editor/diagnostics';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';

/** Typing is followed after it paused for this long, in milliseconds. */
const PAUSE_MS = 250;

/** Opens the lexicon of a folder of stories, and tells what is wrong in one that is open. */
export function registerLexiconDocuments({ studio, stories, documents, log }: StoryFlow): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('storyflow-lexicon');
  const timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  const look = async (document: vscode.TextDocument) => {
    const { version } = document;
    try {
      const problems = await studio.call('checkLexicon', { text: document.getText() });
      if (document.isClosed || document.version !== version) return;
      collection.set(
        document.uri,
        problems.map(({ message, source }) => {
          const range = new vscode.Range(document.positionAt(source.from), document.positionAt(source.to));
          const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
          diagnostic.source = DIAGNOSTICS_SOURCE;
          return diagnostic;
        }),
      );
    } catch (error) {
      log.debug(`${document.uri.fsPath}: ${messageOf(error)}`);
    }
  };
  const later = (document: vscode.TextDocument, pause: number) => {
    if (!isLexicon(document.uri)) return;
    clearTimeout(timers.get(document));
    timers.set(
      document,
      setTimeout(() => void look(document), pause),
    );
  };
  for (const document of vscode.workspace.textDocuments) later(document, 0);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument((document) => {
      later(document, 0);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      later(document, PAUSE_MS);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      clearTimeout(timers.get(document));
      timers.delete(document);
      collection.delete(document.uri);
    }),
    new vscode.Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
    registerCommand('storyflow.openLexicon', (...args) =>
      telling(log, async () => {
        assertTrusted();
        const active = vscode.window.activeTextEditor?.document;
        const [story] = stories.entries;
        const uri =
          args[0] instanceof vscode.Uri
            ? args[0]
            : active && documents.isStory(active)
              ? active.uri
              : story?.uri;
        const path = await studio.call('lexiconFile', uri ? { path: uri.fsPath } : {});
        await vscode.window.showTextDocument(vscode.Uri.file(path));
      }),
    ),
  );
}

function isLexicon({ scheme, path }: vscode.Uri): boolean {
  return scheme === 'file' && path.endsWith('/.storyflow/lexicon.json');
}
