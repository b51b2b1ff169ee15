import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { ContextKey } from '../contextKey';
import type { StoryFlow } from '../storyFlow';
import type { StoryTree } from './storyTree';

/** Finds out what decides on what the view says where it has no rows. The words are in package.json. */
export function registerWelcome(
  app: StoryFlow,
  tree: StoryTree,
  view: vscode.TreeView<unknown>,
): vscode.Disposable {
  // Before the stories were looked for, nobody is told that there is none.
  const hasNoStory = new ContextKey<boolean>('hasNoStory');
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
  return vscode.Disposable.from(
    tree.onDidFill(({ isEmpty }) => {
      hasNoStory.set(isEmpty);
    }),
    view.onDidChangeVisibility(look),
    app.modelChanged.event(look),
  );
}
