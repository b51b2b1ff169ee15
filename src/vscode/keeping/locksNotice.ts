import * as vscode from 'vscode';
import type { StoryFlow } from '../storyFlow';

/**
 * Says once that a folder's locks cannot be read, as with conflict marks of git in them, and offers to open the file.
 * It is said again only after they could be read in between: while the writer mends it, it may be wrong in other ways.
 */
export function registerLocksNotice({ stories }: StoryFlow): vscode.Disposable {
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
