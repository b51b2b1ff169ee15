import * as vscode from 'vscode';
import type { StoryFlow } from '../storyFlow';
import { listed } from '../words';

/** Says what a writer should know of a folder's locks. */
export function registerLocksNotice(app: StoryFlow): vscode.Disposable {
  return vscode.Disposable.from(noticeUnreadable(app), noticeMoved(app));
}

/**
 * Says once that a folder's locks cannot be read, as with conflict marks of git in them, and offers to open the file.
 * It is said again only after they could be read in between: while the writer mends it, it may be wrong in other ways.
 */
function noticeUnreadable({ stories }: StoryFlow): vscode.Disposable {
  const told = new Set<string>();
  return stories.onDidChange(() => {
    const problems = new Map<string, string>();
    for (const { view } of stories.entries)
      if (view?.locksProblem) problems.set(view.locksProblem.path, view.locksProblem.reason);
    for (const path of told) if (!problems.has(path)) told.delete(path);
    for (const [path, reason] of problems) {
      if (told.has(path)) continue;
      told.add(path);
      void tell(vscode.Uri.file(path), reason);
    }
  });
}

/** Says once of each story that its locks still bear another name, as in a clone of stories that were renamed by hand. */
function noticeMoved({ stories }: StoryFlow): vscode.Disposable {
  const told = new Set<string>();
  return stories.onDidChange(() => {
    for (const { view } of stories.entries) {
      if (!view?.lockedFrom || told.has(view.path)) continue;
      told.add(view.path);
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          '“{0}” stays locked where it was locked as {1}, which is not there any more. The locks are written anew with the next change.',
          view.title,
          listed(view.lockedFrom),
        ),
      );
    }
  });
}

async function tell(uri: vscode.Uri, reason: string): Promise<void> {
  const open = vscode.l10n.t('Open locks.json');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} {1}: every segment that it might name stays locked until that is put right.',
      vscode.workspace.asRelativePath(uri),
      reason,
    ),
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(uri);
}
