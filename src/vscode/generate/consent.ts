import * as vscode from 'vscode';
import type { Cost, StoryView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import type { SegmentTarget } from '../targets';
import { consentSentence } from './consentSentence';

/**
 * Asks before segments of one or more stories are voiced again. Resolves with false without consent; where there is
 * nothing to voice nobody is asked.
 */
export async function askConsent(app: StoryFlow, targets: readonly SegmentTarget[]): Promise<boolean> {
  const costs = await costsOfAgain(app, targets, () => ({}));
  const total = (count: (cost: (typeof costs)[number]) => number) =>
    costs.reduce((sum, cost) => sum + count(cost), 0);
  const wanted = targets.flatMap(({ segments }) => segments);
  const [first] = targets;
  const { message, detail } = consentSentence({
    segments: total(({ segments }) => segments),
    again: total(({ again }) => again),
    seconds: total(({ seconds }) => seconds),
    whose: targets.length === 1 && first ? vscode.l10n.t('of “{0}”', first.story.title) : '',
    locked: wanted.filter(({ isLocked, hasText }) => isLocked && hasText).length,
  });
  if (total(({ segments }) => segments) === 0) return true;
  const voice = vscode.l10n.t('Voice Again');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, voice)) === voice;
}

/** What it costs to speak segments again, story by story, as they are or with a change of voice. */
export function costsOfAgain(
  app: StoryFlow,
  targets: readonly SegmentTarget[],
  changeOf: (story: StoryView) => { readonly voice?: string },
): Promise<Cost[]> {
  return Promise.all(
    targets.map(({ story, segments }) =>
      app.studio.call('estimate', {
        path: story.path,
        segmentIds: segments.map(({ id }) => id),
        forceRegenerate: true,
        ...changeOf(story),
      }),
    ),
  );
}
