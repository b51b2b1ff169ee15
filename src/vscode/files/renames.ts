import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { isBelow } from '../../core/isBelow';
import type { StoryFlow } from '../storyFlow';

/**
 * A story that is renamed or moved inside VS Code keeps all that it has, also where its text alone would not tell that
 * it is the same story.
 */
export function registerRenames({ studio, stories, log }: StoryFlow): vscode.Disposable {
  const moved = async (from: vscode.Uri, to: vscode.Uri) => {
    const known = stories.entries.flatMap(({ view }) => view ?? []);
    for (const { path, projectId } of known) {
      if (path !== from.fsPath && !isBelow(from.fsPath, path)) continue;
      const now = to.fsPath + path.slice(from.fsPath.length);
      try {
        await studio.call('locateStory', { projectId, path: now });
      } catch (error) {
        // Most often its text has told already where it is.
        log.debug(`${path} was renamed to ${now}: ${messageOf(error)}`);
      }
      // Only what is written is known of it when its text becomes another one.
      await studio
        .call('saved', { path: now, before: '' })
        .then((view) => stories.accept(view))
        .catch((error: unknown) => {
          log.warn(`${now}: ${messageOf(error)}`);
        });
    }
    await stories.relist();
  };
  return vscode.workspace.onDidRenameFiles(async ({ files }) => {
    if (!vscode.workspace.isTrusted) return;
    for (const { oldUri, newUri } of files) if (oldUri.scheme === 'file') await moved(oldUri, newUri);
  });
}
