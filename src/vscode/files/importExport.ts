import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { StoryFlowError } from '../../core/errors';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import { sayInPassing } from '../sayInPassing';
import type { StoryFlow } from '../storyFlow';
import { requireStory } from '../targets';
import { assertTrusted } from '../trust';
import { createStoryFile } from './createStoryFile';

/** Import Story and Export Story as JSON. */
export function registerImportExport(app: StoryFlow): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand('storyflow.importStory', () =>
      telling(app.log, async () => {
        assertTrusted();
        const [file] =
          (await vscode.window.showOpenDialog({
            title: vscode.l10n.t('Import a Story from JSON or Text'),
            openLabel: vscode.l10n.t('Import'),
            filters: { [vscode.l10n.t('Stories')]: ['json', 'txt', 'md', 'text'] },
          })) ?? [];
        if (file) await importStory(app, file);
      }),
    ),
    registerCommand('storyflow.exportStory', (...args) =>
      telling(app.log, async () => {
        const story = await requireStory(app, args);
        if (!story) return;
        const name = `${basename(story.path).replace(/(?:\.story)?\.[^.]+$/u, '')}.json`;
        const uri = await vscode.window.showSaveDialog({
          title: vscode.l10n.t('Export “{0}” as JSON', story.title),
          defaultUri: vscode.Uri.file(join(dirname(story.path), name)),
          filters: { JSON: ['json'] },
        });
        if (!uri) return;
        const json = await app.studio.call('exportStory', { path: story.path });
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(json));
        sayInPassing(vscode.l10n.t('Exported to {0}.', basename(uri.fsPath)));
      }),
    ),
  );
}

async function importStory(app: StoryFlow, file: vscode.Uri): Promise<void> {
  try {
    const { title, markdown } = await app.studio.call('importStory', { file: file.fsPath });
    const uri = await createStoryFile(title, markdown);
    if (!uri) return;
    await vscode.window.showTextDocument(uri);
    await app.stories.relist();
  } catch (error) {
    if (!(error instanceof StoryFlowError && error.code === 'Import')) throw error;
    // Every problem has a line of its own, which only a modal message shows.
    await vscode.window.showErrorMessage(
      vscode.l10n.t('{0} could not be imported, and nothing was created.', basename(file.fsPath)),
      { modal: true, detail: error.message },
    );
  }
}
