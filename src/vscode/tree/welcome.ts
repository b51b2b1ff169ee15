import type * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { ContextKey } from '../contextKey';
import type { StoryFlow } from '../storyFlow';

/** Finds out what decides on what the view says where it has no rows. The words are in package.json. */
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
  void look();
  return view.onDidChangeVisibility(look);
}
