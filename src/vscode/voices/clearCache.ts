import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import { sayInPassing } from '../sayInPassing';
import type { StoryFlow } from '../storyFlow';

/** Clear Utterance Cache: forgets what was spoken before, after saying how much that is. */
export function registerClearCache(app: StoryFlow): vscode.Disposable {
  return registerCommand('storyflow.clearCache', () =>
    telling(app.log, async () => {
      const { bytes, folder } = await app.studio.call('cacheInfo', undefined);
      if (bytes === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('There is nothing to clear: no sentence that was spoken before is kept.'),
        );
        return;
      }
      const clear = vscode.l10n.t('Clear');
      const answer = await vscode.window.showWarningMessage(
        vscode.l10n.t('Delete {0} MB of sentences that were spoken before?', (bytes / 1e6).toFixed(1)),
        {
          modal: true,
          detail: vscode.l10n.t(
            'The audio of your segments stays. What is generated again, or brought back by an undo, has to be spoken again. The sentences lie in {0}.',
            folder,
          ),
        },
        clear,
      );
      if (answer !== clear) return;
      await app.studio.call('clearCache', undefined);
      sayInPassing(vscode.l10n.t('The utterance cache is empty.'));
    }),
  );
}
