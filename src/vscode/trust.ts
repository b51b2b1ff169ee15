import * as vscode from 'vscode';
import { StoryFlowError } from '../core/errors';

/** Throws Untrusted in Restricted Mode, where nothing is generated, changed or deleted. */
export function assertTrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new StoryFlowError(
    'Untrusted',
    vscode.l10n.t(
      'This workspace is in Restricted Mode, so StoryFlow only shows and plays what is there: trust the workspace to change it.',
    ),
  );
}
