import * as vscode from 'vscode';
import type { StateFilter } from './filter';
import { filterStates, filterWords } from './stateFilter';

/** Says above the rows why there may be fewer of them, or why little can be done with them. */
export function registerMessage(filter: StateFilter, view: vscode.TreeView<unknown>): vscode.Disposable {
  const tell = () => {
    const states = filterStates
      .filter((state) => filter.states.has(state))
      .map((state) => filterWords[state]);
    view.message = [
      ...(vscode.workspace.isTrusted
        ? []
        : [
            vscode.l10n.t(
              'Restricted Mode: stories can be read and played. Trust the workspace to generate audio.',
            ),
          ]),
      ...(filter.isOn ? [vscode.l10n.t('Filter: {0}', states.join(', '))] : []),
    ].join(' · ');
  };
  tell();
  return vscode.Disposable.from(filter.onDidChange(tell), vscode.workspace.onDidGrantWorkspaceTrust(tell));
}
