import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { SegmentView, StoryView } from '../../studio/protocol';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import {
  detachedTargets,
  requireSegments,
  requireStory,
  type SegmentTarget,
  type TreeNode,
} from '../targets';
import { assertTrusted } from '../trust';
import { shortDuration } from '../words';
import { filesInWords, listInWords, lockedInWords, nameOf, segmentsInWords } from './deletionWords';

/**
 * Delete Segment, Delete Project, Delete Detached Segments and Remove Audio: each says what goes and asks once. The key
 * that deletes names only the row that has the focus; `selection` gives those that are selected.
 */
export function registerDeleteCommands(
  app: StoryFlow,
  selection: () => readonly TreeNode[],
): vscode.Disposable {
  const command =
    (work: (args: readonly unknown[]) => Promise<void>) =>
    (...args: unknown[]) =>
      telling(app.log, async () => {
        assertTrusted();
        await work(args);
      });
  return vscode.Disposable.from(
    registerCommand(
      'storyflow.deleteSegment',
      command(async ([first, selected = selection()]) => {
        const args = [first, selected];
        if (detachedTargets(app, args).length > 0) await deleteDetached(app, args);
        else await deleteSegments(app, await requireSegments(app, args));
      }),
    ),
    registerCommand(
      'storyflow.deleteProject',
      command((args) => deleteProject(app, args)),
    ),
    registerCommand(
      'storyflow.deleteDetached',
      command((args) => deleteDetached(app, args)),
    ),
    registerCommand(
      'storyflow.removeAudio',
      command((args) => removeAudio(app, args)),
    ),
  );
}

async function deleteSegments(app: StoryFlow, targets: readonly SegmentTarget[]): Promise<void> {
  const segments = targets.flatMap((target) => target.segments);
  const [first] = segments;
  const [target] = targets;
  if (!first || !target) return;
  const parts = segments.length === 1 ? partsBelow(target.story, first) : [];
  const onlyThis = parts.length > 0 ? vscode.l10n.t('Delete This Part Only') : vscode.l10n.t('Delete');
  const withParts =
    parts.length === 1
      ? vscode.l10n.t('Delete with the Part Below')
      : vscode.l10n.t('Delete with Its {0} Parts', parts.length);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete {0}?', segmentsInWords(segments)),
    { modal: true, detail: detailOf(targets, parts) },
    ...(parts.length > 0 ? [onlyThis, withParts] : [onlyThis]),
  );
  if (chosen === undefined) return;
  // From the last to the first, so that a heading never becomes part of what was to stay.
  for (const { story, segments: doomed } of targets) {
    const backwards = [...doomed].sort((a, b) => b.index - a.index);
    for (const { id } of backwards)
      await app.studio.call('deleteSegment', { segmentId: id, withParts: chosen === withParts });
    await app.stories.reload(vscode.Uri.file(story.path));
  }
}

function partsBelow(story: StoryView, { index, parts }: SegmentView): readonly SegmentView[] {
  return story.segments.slice(index + 1, index + 1 + parts);
}

function detailOf(targets: readonly SegmentTarget[], parts: readonly SegmentView[]): string {
  const segments = targets.flatMap((target) => target.segments);
  const stories = targets.map(({ story }) => basename(story.path));
  return [
    segments.length === 1
      ? vscode.l10n.t('Its text is cut from {0}.', listInWords(stories))
      : vscode.l10n.t('Their text is cut from {0}.', listInWords(stories)),
    filesInWords(segments),
    ...(parts.length > 0 ? [vscode.l10n.t('Parts below it: {0}.', listInWords(parts.map(nameOf)))] : []),
    ...lockedInWords(segments),
    vscode.l10n.t(
      'Undo in the editor brings the text back; its audio is then made again from what was spoken before.',
    ),
  ].join(' ');
}

async function deleteProject(app: StoryFlow, args: readonly unknown[]): Promise<void> {
  const story = await requireStory(app, args);
  if (!story) return;
  const uri = vscode.Uri.file(story.path);
  const kept = [...story.segments, ...story.detached];
  const mediaOnly = vscode.l10n.t('Delete Audio and Images');
  const withStory = vscode.l10n.t('Also Move the Story to the Trash');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete what StoryFlow made for “{0}”?', story.title),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0} The manuscript {1} stays unless you move it to the trash as well. A generation that is under way is stopped.',
        [filesInWords(kept), ...lockedInWords(kept)].join(' '),
        vscode.workspace.asRelativePath(uri),
      ),
    },
    mediaOnly,
    withStory,
  );
  if (chosen === undefined) return;
  // The manuscript first: where it cannot be moved nothing is deleted.
  if (chosen === withStory && !(await discard(uri))) return;
  await app.studio.call('deleteProject', { projectId: story.projectId });
  if (chosen === withStory) {
    app.stories.forget(uri);
    await closeEditors(uri);
  } else await app.stories.reload(uri);
}

/** Closes what still shows the text of a file that is gone. */
async function closeEditors(uri: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.window.tabGroups.close(
    tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    ),
  );
}

/** Moves a file to the trash; on a machine that has none, as most servers, deletes it when the writer agrees. */
async function discard(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
    return true;
  } catch {
    const permanently = vscode.l10n.t('Delete Permanently');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete {0} permanently?', vscode.workspace.asRelativePath(uri)),
      {
        modal: true,
        detail: vscode.l10n.t(
          'It could not be moved to the trash of this machine, so it cannot be brought back. Nothing was deleted yet.',
        ),
      },
      permanently,
    );
    if (chosen !== permanently) return false;
    await vscode.workspace.fs.delete(uri);
    return true;
  }
}

async function deleteDetached(app: StoryFlow, args: readonly unknown[]): Promise<void> {
  const chosen = detachedTargets(app, args);
  const all = app.stories.entries.flatMap(({ view: story }) =>
    story ? story.detached.map((segment) => ({ story, segment })) : [],
  );
  const doomed = chosen.length > 0 ? chosen : all;
  if (doomed.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There are no detached segments: every segment stands in its story.'),
    );
    return;
  }
  const segments = doomed.map(({ segment }) => segment);
  const remove = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete {0}?', segmentsInWords(segments, 'detached segment')),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Their text is no longer in their story. {0} A segment comes back by itself when its text does.',
        filesInWords(segments),
      ),
    },
    remove,
  );
  if (answer !== remove) return;
  await app.studio.call('deleteDetached', { segmentIds: segments.map(({ id }) => id) });
  for (const path of new Set(doomed.map(({ story }) => story.path)))
    await app.stories.reload(vscode.Uri.file(path));
}

async function removeAudio(app: StoryFlow, args: readonly unknown[]): Promise<void> {
  const targets = await requireSegments(app, args);
  const segments = targets.flatMap((target) => target.segments).filter(({ audio }) => audio);
  if (segments.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no audio to remove.'));
    return;
  }
  const remove = vscode.l10n.t('Remove Audio');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the audio of {0}?', segmentsInWords(segments)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Deleted: {0} of audio. Text and image stay. Generating it again takes it from what was spoken before.',
        shortDuration(segments.reduce((sum, { audio }) => sum + (audio?.durationSeconds ?? 0), 0)),
      ),
    },
    remove,
  );
  if (answer !== remove) return;
  await app.studio.call('removeAudio', { segmentIds: segments.map(({ id }) => id) });
  for (const { story } of targets) await app.stories.reload(vscode.Uri.file(story.path));
}
