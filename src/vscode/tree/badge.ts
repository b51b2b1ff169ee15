import * as vscode from 'vscode';
import { systemClock } from '../../core/tasks/clock';
import { throttled } from '../editor/throttled';
import type { StoryFlow } from '../storyFlow';
import { countOf } from '../words';

/** So often at most, in milliseconds, is counted again. */
const PAUSE_MS = 500;

/** Shows on StoryFlow's icon how many segments of the stories that were read are out of date. */
export function registerBadge(app: StoryFlow, view: vscode.TreeView<unknown>): vscode.Disposable {
  const count = throttled(
    PAUSE_MS,
    () => {
      const stale = app.stories.entries
        .flatMap(({ view: story }) => story?.segments ?? [])
        .filter(({ status }) => status === 'stale').length;
      view.badge =
        stale === 0
          ? undefined
          : {
              value: stale,
              tooltip: vscode.l10n.t('{0} out of date', countOf(stale, 'segment')),
            };
    },
    systemClock,
  );
  return vscode.Disposable.from(count, app.stories.onDidChange(count));
}
