import * as vscode from 'vscode';
import type { SegmentView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import { sayInPassing } from '../sayInPassing';
import type { StoryFlow } from '../storyFlow';
import { requireSegments, requireStory, type SegmentTarget } from '../targets';
import { applyFileEdits } from '../writeText';
import { assertTrusted } from '../trust';
import { countOf } from '../words';
import { segmentsInWords } from './deletionWords';

/** Lock, Unlock, Lock All Ready Segments, It Sounds Right, and Restore the Locked Text. */
export function registerLockCommands(app: StoryFlow): vscode.Disposable {
  const change = (operation: 'lock' | 'unlock', args: readonly unknown[]) =>
    telling(app.log, async () => {
      assertTrusted();
      const targets = await requireSegments(app, args);
      const segments = targets.flatMap((target) => target.segments);
      if (segments.every(({ isLocked }) => isLocked === (operation === 'lock')))
        void vscode.window.showInformationMessage(nothingToChange(operation, segments));
      else await changeSegments(app, operation, targets);
    });
  return vscode.Disposable.from(
    registerCommand('storyflow.lock', (...args) => change('lock', args)),
    registerCommand('storyflow.unlock', (...args) => change('unlock', args)),
    registerCommand('storyflow.lockAllReady', (...args) =>
      telling(app.log, async () => {
        assertTrusted();
        const story = await requireStory(app, args);
        if (!story) return;
        const segments = story.segments.filter(({ status, isLocked }) => status === 'ready' && !isLocked);
        if (segments.length > 0) await changeSegments(app, 'lock', [{ story, segments }]);
        const message =
          segments.length > 0
            ? vscode.l10n.t('{0} of “{1}” locked.', countOf(segments.length, 'segment'), story.title)
            : vscode.l10n.t('“{0}” has no ready segment that is not locked.', story.title);
        sayInPassing(message);
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

function nothingToChange(operation: 'lock' | 'unlock', segments: readonly SegmentView[]): string {
  const names = segmentsInWords(segments);
  if (operation === 'unlock') return vscode.l10n.t('Not locked: {0}.', names);
  return vscode.l10n.t('Locked already: {0}.', names);
}

async function changeSegments(
  app: StoryFlow,
  operation: 'lock' | 'unlock' | 'dismissChecks',
  targets: readonly SegmentTarget[],
): Promise<void> {
  const segmentIds = targets.flatMap(({ segments }) => segments.map(({ id }) => id));
  await app.studio.call(operation, { segmentIds });
  for (const { story } of targets) await app.stories.reload(vscode.Uri.file(story.path));
}
