import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import type { StoryFlow } from '../storyFlow';

/** A segment that was cut out waits so long for its text to come back, in milliseconds (decision D-15). */
const PATIENCE_MS = 30 * 60_000;

/**
 * Deletes what a writer removed from a story for good: when the story's editor is closed, or half an hour later. What
 * that is, the studio knows: never a locked segment, nor many at once (decision D-15).
 */
export function registerDetachedCleanUp({ studio, stories, documents, log }: StoryFlow): vscode.Disposable {
  const timers = new Map<string, NodeJS.Timeout>();

  const cleanUp = async (uri: vscode.Uri) => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
    if (!vscode.workspace.isTrusted || (stories.entry(uri)?.view?.detached.length ?? 0) === 0) return;
    try {
      await studio.call('closed', { path: uri.fsPath });
      await stories.reload(uri);
    } catch (error) {
      log.warn(`${uri.fsPath}: ${messageOf(error)}`);
    }
  };

  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      const key = uri.toString();
      clearTimeout(timers.get(key));
      timers.delete(key);
      if (stories.entry(uri))
        timers.set(
          key,
          setTimeout(() => void cleanUp(uri), PATIENCE_MS),
        );
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (documents.isStory(document)) void cleanUp(document.uri);
    }),
    new vscode.Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}
