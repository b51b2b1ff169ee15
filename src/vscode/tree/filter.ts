import * as vscode from 'vscode';
import type { StoryView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { ContextKey } from '../contextKey';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { countOf } from '../words';
import { filteredIds, filterStates, filterWords, isIn, type FilterState } from './stateFilter';

/** Which states the tree shows, for as long as the window lives. */
export class StateFilter implements vscode.Disposable {
  readonly #isFiltered = new ContextKey<boolean>('isFiltered');
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #states: ReadonlySet<FilterState> = new Set();
  #ids = new WeakMap<StoryView, ReadonlySet<string>>();

  constructor() {
    this.#isFiltered.set(false);
  }

  /** None for all. */
  get states(): ReadonlySet<FilterState> {
    return this.#states;
  }

  get isOn(): boolean {
    return this.#states.size > 0;
  }

  set(states: readonly FilterState[]): void {
    this.#states = new Set(states);
    this.#ids = new WeakMap();
    this.#isFiltered.set(states.length > 0);
    this.#changed.fire();
  }

  /** The ids of the segments of a story that are shown; undefined for all. */
  idsOf(view: StoryView): ReadonlySet<string> | undefined {
    if (!this.isOn) return undefined;
    const ids = this.#ids.get(view) ?? filteredIds(view, this.#states);
    this.#ids.set(view, ids);
    return ids;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Filter by State and Clear Filter. */
export function registerFilter(app: StoryFlow, filter: StateFilter): vscode.Disposable {
  return vscode.Disposable.from(
    filter,
    registerCommand('storyflow.filterByState', () =>
      telling(app.log, async () => {
        const states = await pickStates(app, filter.states);
        if (states) filter.set(states);
      }),
    ),
    registerCommand('storyflow.clearFilter', () => {
      filter.set([]);
    }),
  );
}

async function pickStates(
  app: StoryFlow,
  current: ReadonlySet<FilterState>,
): Promise<FilterState[] | undefined> {
  const segments = (await app.stories.list()).flatMap(({ view }) => view?.segments ?? []);
  const items = filterStates.map((state) => {
    const words = filterWords[state];
    return {
      label: words.charAt(0).toUpperCase() + words.slice(1),
      description: countOf(segments.filter((segment) => isIn(segment, state)).length, 'segment'),
      picked: current.has(state),
      state,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Filter by State'),
    placeHolder: vscode.l10n.t('Choose the states that the stories show; none shows all'),
  });
  return picked?.map(({ state }) => state);
}
