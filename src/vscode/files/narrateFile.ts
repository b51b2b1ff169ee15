import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import { SECTION, setting } from '../settings';
import type { StoryFlow } from '../storyFlow';
import { StoryFlowError } from '../../core/errors';

/** Narrate This File: makes an ordinary Markdown file a story, by adding it to the setting `include`. */
export function registerNarrateFile(app: StoryFlow): vscode.Disposable {
  return registerCommand('storyflow.narrateFile', (resource) =>
    telling(app.log, async () => {
      const uri = resource instanceof vscode.Uri ? resource : vscode.window.activeTextEditor?.document.uri;
      const document = uri && (await vscode.workspace.openTextDocument(uri));
      if (document?.languageId !== 'markdown') {
        throw new StoryFlowError(
          'WrongUse',
          vscode.l10n.t('Only Markdown files can be stories: open one, then try again.'),
        );
      }
      if (!app.stories.isStory(document)) await include(document.uri);
      await app.stories.list();
      await app.stories.relist();
      await vscode.commands.executeCommand('storyflow.stories.focus');
    }),
  );
}

async function include(uri: vscode.Uri): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) {
    throw new StoryFlowError(
      'WrongUse',
      vscode.l10n.t(
        'The file lies outside the workspace: open its folder, or give it a name that ends in .story.md.',
      ),
    );
  }
  const path = vscode.workspace.asRelativePath(uri, false);
  const isOne = (vscode.workspace.workspaceFolders ?? []).length === 1;
  await vscode.workspace
    .getConfiguration(SECTION, folder)
    .update(
      'include',
      [...setting('include', folder.uri), escapeGlob(path)],
      isOne ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.WorkspaceFolder,
    );
}

/** A path as the glob pattern that matches nothing else. */
export function escapeGlob(path: string): string {
  return path.replaceAll(/[*?[\]{}]/gu, '[$&]');
}
