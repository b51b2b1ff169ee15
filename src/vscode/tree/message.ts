import * as vscode from 'vscode';
import type { StateFilter } from './filter';
import { filterStates, filterWords } from './stateFilter';
import type { StoryTree } from './storyTree';

/** Says above the rows why they are not all, or why little can be done with them. */
export function registerMessage(
  tree: StoryTree,
  filter: StateFilter,
  view: vscode.TreeView<unknown>,
): vscode.Disposable {
  return tree.onDidFill(({ isEmpty }) => {
    // Where there are no rows the view welcomes, but only if it has no message.
    view.message = isEmpty ? '' : [...trustWords(), ...filterSentence(filter)].join(' · ');
  });
}

function trustWords(): string[] {
  return vscode.workspace.isTrusted
    ? []
    : [
        vscode.l10n.t(
          'Restricted Mode: stories can be read and played. Trust the workspace to generate audio.',
        ),
      ];
}

function filterSentence(filter: StateFilter): string[] {
  const states = filterStates.filter((state) => filter.states.has(state)).map((state) => filterWords[state]);
  return states.length === 0 ? [] : [vscode.l10n.t('Filter: {0}', states.join(', '))];
}
