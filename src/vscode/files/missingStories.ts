import * as vscode from 'vscode';
import { StoryFlowError } from '../../core/errors';
import type { MissingStoryView } from '../../studio/missingOperations';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { nodesOf } from '../targets';
import { assertTrusted } from '../trust';
import { countOf } from '../words';

/** Locate and Remove with Audio: what can be done with a story whose file vanished. */
export function registerMissingStories(app: StoryFlow): vscode.Disposable {
  const command =
    (work: (story: MissingStoryView) => Promise<void>) =>
    (...args: unknown[]) =>
      telling(app.log, async () => {
        assertTrusted();
        await work(requireMissing(app, args));
        await app.stories.relist();
      });
  return vscode.Disposable.from(
    registerCommand(
      'storyflow.locateStory',
      command((story) => locate(app, story)),
    ),
    registerCommand(
      'storyflow.removeMissing',
      command((story) => remove(app, story)),
    ),
  );
}

function requireMissing(app: StoryFlow, args: readonly unknown[]): MissingStoryView {
  const [node] = nodesOf(args[0], args[1]);
  const story = node?.kind === 'missing' ? app.stories.missingStory(node.projectId) : undefined;
  if (story) return story;
  throw new StoryFlowError(
    'WrongUse',
    vscode.l10n.t('Choose a missing story in the StoryFlow view, then try again.'),
  );
}

async function locate(app: StoryFlow, { projectId, title, root }: MissingStoryView): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Locate “{0}”', title),
      openLabel: vscode.l10n.t('This Is the Story'),
      defaultUri: vscode.Uri.file(root),
      filters: { Markdown: ['md', 'markdown'] },
    })) ?? [];
  if (!file) return;
  await app.studio.call('locateStory', { projectId, path: file.fsPath });
  await app.stories.reload(vscode.Uri.file(file.fsPath));
}

async function remove(app: StoryFlow, story: MissingStoryView): Promise<void> {
  const { projectId, title, storyPath, withAudio, withImage, locked } = story;
  const button = vscode.l10n.t('Remove with Audio');
  const kept = [
    countOf(withAudio, 'audio file'),
    countOf(withImage, 'image'),
    ...(locked > 0 ? [countOf(locked, 'lock')] : []),
  ];
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove what StoryFlow keeps of “{0}”?', title),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Its file {0} is not there any more. Deleted: {1}. If the file comes back, it has no audio then.',
        storyPath,
        kept.join(', '),
      ),
    },
    button,
  );
  if (answer === button) await app.studio.call('removeMissingStory', { projectId });
}
