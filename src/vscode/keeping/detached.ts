import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import type { StoryFlow } from '../storyFlow';

/**
 * Deletes what a writer removed from a story for good when its editor is closed. What that is the studio knows, and what
 * nobody closes it deletes itself after a while: never a locked segment, nor many at once (decision D-15).
 */
export function registerDetachedCleanUp({ studio, stories, documents, log }: StoryFlow): vscode.Disposable {
  const cleanUp = async (uri: vscode.Uri) => {
    if (!vscode.workspace.isTrusted || (stories.entry(uri)?.view?.detached.length ?? 0) === 0) return;
    try {
      await studio.call('closed', { path: uri.fsPath });
      await stories.reload(uri);
    } catch (error) {
      log.warn(`${uri.fsPath}: ${messageOf(error)}`);
    }
  };

  return vscode.Disposable.from(
    // A document stays open for minutes after its editor, where an extension opened it.
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const uri of closed.flatMap(uriOf)) if (!isShown(uri)) void cleanUp(uri);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (documents.isStory(document)) void cleanUp(document.uri);
    }),
  );
}

function isShown(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.flatMap(uriOf).some((each) => each.toString() === uri.toString());
}

function uriOf({ input }: vscode.Tab): vscode.Uri[] {
  return input instanceof vscode.TabInputText ? [input.uri] : [];
}
