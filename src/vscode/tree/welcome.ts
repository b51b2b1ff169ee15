import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { ContextKey } from '../contextKey';
import type { StoryFlow } from '../storyFlow';

/** What the view says where it has no rows is in package.json; here is what decides on it, and what stands above the rows. */
export function registerWelcome(app: StoryFlow, view: vscode.TreeView<unknown>): vscode.Disposable {
  const isDraftOnly = new ContextKey<boolean>('isDraftOnly');
  const look = async () => {
    if (!view.visible) return;
    try {
      const { isThere } = await app.studio.call('modelInfo', undefined);
      isDraftOnly.set(!isThere);
    } catch (error) {
      app.log.debug(`Whether the voice model is there is not known: ${messageOf(error)}`);
    }
  };
  const tellTrust = () => {
    view.message = vscode.workspace.isTrusted
      ? ''
      : vscode.l10n.t(
          'Restricted Mode: stories can be read and played. Trust the workspace to generate audio.',
        );
  };
  tellTrust();
  void look();
  return vscode.Disposable.from(
    view.onDidChangeVisibility(look),
    vscode.workspace.onDidGrantWorkspaceTrust(tellTrust),
  );
}
