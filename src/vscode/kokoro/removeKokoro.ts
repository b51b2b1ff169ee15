import * as vscode from 'vscode';
import { megabytes } from '../../core/megabytes';
import type { StoryFlow } from '../storyFlow';
import { countOf } from '../words';
import { changed } from './fetchKokoro';

/** Removes Kokoro's published files after saying which; what may be the writer's own stays. */
export async function removeKokoro(app: StoryFlow): Promise<void> {
  const { folder, removed, kept, hasParts } = await app.studio.call('planRemoval', undefined);
  if (removed.length === 0 && !hasParts) {
    void vscode.window.showInformationMessage(
      kept.length === 0
        ? vscode.l10n.t('There is nothing of Kokoro in {0}.', folder)
        : vscode.l10n.t('What is in {0} may be your own, and was left: {1}.', folder, kept.join(', ')),
    );
    return;
  }
  const bytes = removed.reduce((sum, file) => sum + file.bytes, 0);
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    removed.length === 0
      ? vscode.l10n.t('Remove the unfinished download of Kokoro?')
      : vscode.l10n.t('Remove {0} of Kokoro, {1}?', countOf(removed.length, 'file'), megabytes(bytes)),
    {
      modal: true,
      detail: [
        vscode.l10n.t('They lie in {0}. The audio of your segments stays.', folder),
        ...(kept.length === 0
          ? []
          : [vscode.l10n.t('What may be your own stays as well: {0}.', kept.join(', '))]),
      ].join('\n\n'),
    },
    remove,
  );
  if (answer !== remove) return;
  await app.studio.call('removeModel', undefined);
  await changed(app);
}
