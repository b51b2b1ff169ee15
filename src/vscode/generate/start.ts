import * as vscode from 'vscode';
import type { NothingToDoResponse } from '../../api';
import { isUpToDate } from '../../core/narration/segmentState';
import type { SegmentView, StoryView } from '../../studio/protocol';
import { runCommand } from '../commandIds';
import { telling } from '../errors';
import { notificationText, quoted } from '../notificationText';
import type { StoryFlow } from '../storyFlow';
import { noStory, requireSegments, requireStory } from '../targets';
import { countOf, segmentName } from '../words';
import { askConsent } from './consent';
import type { RunNotification } from './notification';

/** What starting a task needs. */
export interface Starting {
  readonly app: StoryFlow;
  readonly run: RunNotification;
}

/** `isAgain` also makes audio that is up to date, without what was spoken before. */
interface Choice {
  readonly isAgain: boolean;
}

/** Generates the segments that a command is about. */
export async function generateSegments(
  starting: Starting,
  args: readonly unknown[],
  { isAgain }: Choice,
): Promise<void> {
  const { app } = starting;
  const targets = await requireSegments(app, args);
  const segments = targets.flatMap((target) => target.segments);
  const [only] = segments;
  if (segments.length === 1 && only) {
    await generateOne(starting, only, { isAgain });
    return;
  }
  if (isAgain && !(await askConsent(app, targets))) return;
  for (const { story, segments: wanted } of targets)
    await generateMany(starting, story, { isAgain, segments: wanted });
}

/** Generates a whole story. */
export async function generateStory(
  starting: Starting,
  args: readonly unknown[],
  { isAgain }: Choice,
): Promise<void> {
  const { app } = starting;
  const story = await requireStory(app, args);
  if (!story) return;
  if (isAgain && !(await askConsent(app, [{ story, segments: story.segments }]))) return;
  await generateMany(starting, story, { isAgain });
}

/** Makes the missing audio of a story's locked segments again, as after a clone: locks come with git, audio does not. */
export async function recreateLocked({ app, run }: Starting, args: readonly unknown[]): Promise<void> {
  const story = await requireStory(app, args);
  if (!story) return;
  const answer = await app.studio.call('recreateLockedAudio', { projectId: story.projectId });
  if ('task_id' in answer) {
    run.follow(answer.task_id);
    return;
  }
  const message = `${quoted(story.title)}: ${notificationText(answer.message)}.`;
  void vscode.window.showInformationMessage(message);
}

/** Generates what is not up to date in all stories of the workspace. */
export async function generateWorkspace(starting: Starting): Promise<void> {
  const { app } = starting;
  const entries = await app.stories.list();
  if (entries.length === 0) throw noStory();
  const stories: StoryView[] = [];
  for (const { uri } of entries) {
    // One that cannot be read does not keep the others from being generated; the list of stories says why.
    const story = await app.documents.save(uri).catch(() => undefined);
    if (story) stories.push(story);
  }
  const changed = stories.filter(({ segments }) => segments.some(isWanted));
  for (const story of changed) await generateMany(starting, story, { isAgain: false });
  if (changed.length > 0) return;
  const locked = stories.flatMap(({ segments }) => segments).filter(isChangedButLocked).length;
  const message = vscode.l10n.t('Nothing to generate: no story has anything new or changed.');
  const why = locked === 0 ? '' : ` ${vscode.l10n.t('Left alone: {0}.', countOf(locked, 'locked segment'))}`;
  void vscode.window.showInformationMessage(`${message}${why}`);
}

async function generateOne({ app, run }: Starting, segment: SegmentView, { isAgain }: Choice): Promise<void> {
  const { id, status, isLocked } = segment;
  const name = quoted(segmentName(segment));
  if (app.tasks.activityOf(id)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} is being generated already.', name));
    return;
  }
  if (!isAgain && isUpToDate(status) && !isLocked) {
    const again = vscode.l10n.t('Regenerate');
    const message = vscode.l10n.t('The audio of {0} is up to date.', name);
    void vscode.window.showInformationMessage(message, again).then((chosen) => {
      if (chosen === again) void runCommand('storyflow.regenerate', { segmentIds: [id] });
    });
    return;
  }
  await telling(
    app.log,
    async () => {
      const handle = await app.studio.call('generateSegmentAudio', { segmentId: id, force: isAgain });
      run.follow(handle.task_id);
    },
    { segmentIds: [id], retry: () => runCommand('storyflow.generate', { segmentIds: [id] }) },
  );
}

async function generateMany(
  { app, run }: Starting,
  story: StoryView,
  { isAgain, segments = story.segments }: Choice & { readonly segments?: readonly SegmentView[] },
): Promise<void> {
  // What is on its way need not be asked for twice.
  const idle = segments.filter(({ id }) => !app.tasks.activityOf(id));
  const answer = await app.studio.call('generateAllAudio', {
    projectId: story.projectId,
    skipLocked: true,
    forceRegenerate: isAgain,
    ...(idle.length === story.segments.length ? {} : { segmentIds: idle.map(({ id }) => id) }),
  });
  if ('task_id' in answer) run.follow(answer.task_id);
  else if (idle.length < segments.length)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is being generated already.', quoted(story.title)),
    );
  else void tellNothing(story, segments, answer);
}

/** Says why there is nothing to do (statement 27). */
async function tellNothing(
  { title, path }: StoryView,
  segments: readonly SegmentView[],
  { message }: NothingToDoResponse,
): Promise<void> {
  const again = vscode.l10n.t('Regenerate All...');
  const canRegenerate = segments.some(
    ({ status, hasText, isLocked }) => isUpToDate(status) && hasText && !isLocked,
  );
  const chosen = await vscode.window.showInformationMessage(
    `${quoted(title)}: ${notificationText(message)}.`,
    ...(canRegenerate ? [again] : []),
  );
  if (chosen === again) await runCommand('storyflow.regenerateAll', vscode.Uri.file(path));
}

function isWanted({ status, hasText, isLocked }: SegmentView): boolean {
  return hasText && !isLocked && !isUpToDate(status);
}

function isChangedButLocked({ status, hasText, isLocked }: SegmentView): boolean {
  return hasText && isLocked && !isUpToDate(status);
}
