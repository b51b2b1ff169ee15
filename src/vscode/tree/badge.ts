import * as vscode from 'vscode';
import { systemClock } from '../../core/tasks/clock';
import { throttled } from '../editor/throttled';
import type { StoryFlow } from '../storyFlow';
import { countOf } from '../words';

/** So often at most, in milliseconds, is counted again. */
const PAUSE_MS = 500;

/** Shows on StoryFlow's icon how many segments of the stories that were read are out of date, or to be listened to. */
export function registerBadge(app: StoryFlow, view: vscode.TreeView<unknown>): vscode.Disposable {
  const count = throttled(
    PAUSE_MS,
    () => {
      const segments = app.stories.entries.flatMap(({ view: story }) => story?.segments ?? []);
      const stale = segments.filter(({ status }) => status === 'stale').length;
      const check = segments.filter(({ status }) => status === 'check').length;
      const words = [
        ...(stale > 0 ? [vscode.l10n.t('{0} out of date', countOf(stale, 'segment'))] : []),
        ...(check > 0 ? [vscode.l10n.t('{0} to check', countOf(check, 'segment'))] : []),
      ];
      view.badge = words.length === 0 ? undefined : { value: stale + check, tooltip: words.join(', ') };
    },
    systemClock,
  );
  return vscode.Disposable.from(count, app.stories.onDidChange(count));
}
