import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { requireSegments, storyTarget, type SegmentTarget } from '../targets';
import { applyFileEdits } from '../writeText';
import { assertTrusted } from '../trust';

/** Lock, Unlock, Lock All Ready Segments, It Sounds Right, and Restore the Locked Text. */
export function registerLockCommands(app: StoryFlow): vscode.Disposable {
  const change = (operation: 'lock' | 'unlock', args: readonly unknown[]) =>
    telling(app.log, async () => {
      assertTrusted();
      await changeSegments(app, operation, await requireSegments(app, args));
    });
  return vscode.Disposable.from(
    registerCommand('storyflow.lock', (...args) => change('lock', args)),
    registerCommand('storyflow.unlock', (...args) => change('unlock', args)),
    registerCommand('storyflow.lockAllReady', (...args) =>
      telling(app.log, async () => {
        assertTrusted();
        const story = await storyTarget(app, args);
        if (!story) return;
        const segments = story.segments.filter(({ status, isLocked }) => status === 'ready' && !isLocked);
        if (segments.length > 0) await changeSegments(app, 'lock', [{ story, segments }]);
        const message =
          segments.length > 0
            ? vscode.l10n.t('{0} segments of “{1}” are locked now.', segments.length, story.title)
            : vscode.l10n.t('“{0}” has no ready segment that is not locked.', story.title);
        vscode.window.setStatusBarMessage(message, STATUS_MS);
      }),
    ),
    registerCommand('storyflow.soundsRight', (...args) =>
      telling(app.log, async () => {
        assertTrusted();
        await changeSegments(app, 'dismissChecks', await requireSegments(app, args));
      }),
    ),
    registerCommand('storyflow.restoreLockedText', (...args) =>
      telling(app.log, async () => {
        assertTrusted();
        for (const { segments } of await requireSegments(app, args))
          for (const { id } of segments)
            await applyFileEdits(await app.studio.call('planRestore', { segmentId: id }));
      }),
    ),
  );
}

/** How long a message stays in the status bar, in milliseconds. */
const STATUS_MS = 4000;

async function changeSegments(
  app: StoryFlow,
  operation: 'lock' | 'unlock' | 'dismissChecks',
  targets: readonly SegmentTarget[],
): Promise<void> {
  const segmentIds = targets.flatMap(({ segments }) => segments.map(({ id }) => id));
  await app.studio.call(operation, { segmentIds });
  for (const { story } of targets) await app.stories.reload(vscode.Uri.file(story.path));
}
