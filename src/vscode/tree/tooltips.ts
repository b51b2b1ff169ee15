import * as vscode from 'vscode';
import type { MissingStoryView } from '../../studio/missingOperations';
import type { DetachedView, SegmentView, StoryView } from '../../studio/protocol';
import { storyInWords } from '../editor/lensActs';
import { plainMarkdown } from '../editor/plainMarkdown';
import type { StoryFlow } from '../storyFlow';
import type { TreeNode } from '../targets';
import { capitalized, countOf, segmentName, shortDuration, stateInWords } from '../words';
import { outlineOf } from './outline';

/** So many of a story's problems are told. */
const MOST_PROBLEMS = 5;

/** Of a picture, in pixels. */
const IMAGE_HEIGHT = 120;

/** What is told of an item when the mouse rests on it. */
export function tooltipOf(app: StoryFlow, node: TreeNode): vscode.MarkdownString | undefined {
  const { stories, tasks } = app;
  const entry = stories.entry(node.uri);
  const view = entry?.view;
  switch (node.kind) {
    case 'story': {
      const path = vscode.workspace.asRelativePath(node.uri);
      return view
        ? storyTooltip(view, path)
        : tooltip(path, entry?.problem === undefined ? [] : [entry.problem]);
    }
    case 'segment': {
      const segment = view && outlineOf(view).segment(node.segmentId);
      return segment && segmentTooltip(segment, stateInWords(segment, tasks.activityOf(segment.id)));
    }
    case 'missing': {
      const story = stories.missingStory(node.projectId);
      return story && missingTooltip(story);
    }
    case 'detachedGroup':
      return tooltip(vscode.l10n.t('Detached'), [
        vscode.l10n.t(
          'The text of these segments is gone from the story. Each comes back by itself when its text does.',
        ),
      ]);
    case 'detached': {
      const segment = view && outlineOf(view).detached(node.segmentId);
      return (
        segment &&
        tooltip(segmentName(segment), [...audioLines(segment), ...lockLines(segment)], segment.image)
      );
    }
  }
}

function storyTooltip({ title, voice, problems, segments }: StoryView, path: string): vscode.MarkdownString {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ message }) => message);
  const more = problems.length - told.length;
  return tooltip(title, [
    path,
    // A long title leaves no room for it in the row.
    `${storyInWords(segments)}.`,
    voice.isNamed
      ? vscode.l10n.t('Voice: {0}, speed {1}.', voice.voice, voice.speed)
      : vscode.l10n.t('Voice: {0} (the default), speed {1}.', voice.voice, voice.speed),
    ...(voice.missing === undefined ? [] : [voice.missing]),
    ...told,
    ...(more > 0 ? [vscode.l10n.t('{0} more: see the Problems panel.', countOf(more, 'problem'))] : []),
  ]);
}

function missingTooltip({ title, storyPath, withAudio }: MissingStoryView): vscode.MarkdownString {
  return tooltip(title, [
    vscode.l10n.t('Its file {0} is not there any more.', storyPath),
    vscode.l10n.t('Kept of it: {0}.', countOf(withAudio, 'audio file')),
  ]);
}

function segmentTooltip(segment: SegmentView, state: string): vscode.MarkdownString {
  const lines = [
    `${capitalized(state)}.`,
    ...audioLines(segment),
    ...(segment.imagePrompt === '' ? [] : [vscode.l10n.t('Image prompt: {0}', segment.imagePrompt)]),
  ];
  return tooltip(segmentName(segment), lines, segment.image);
}

function audioLines({ audio }: Pick<DetachedView, 'audio'>): string[] {
  if (!audio) return [];
  const length = shortDuration(audio.durationSeconds);
  return [vscode.l10n.t('Its audio lasts {0} (voice {1}, speed {2}).', length, audio.voice, audio.speed)];
}

function lockLines({ isLocked }: DetachedView): string[] {
  return isLocked ? [vscode.l10n.t('It is locked.')] : [];
}

/** Without trust, and escaped: what a story says is shown and does nothing. `image` is the path of a picture. */
function tooltip(title: string, lines: readonly string[], image?: string): vscode.MarkdownString {
  const paragraphs = [`**${plainMarkdown(title)}**`, ...lines.map(plainMarkdown)];
  if (image !== undefined)
    paragraphs.push(
      `![${vscode.l10n.t('Its image')}](${vscode.Uri.file(image).toString()}|height=${IMAGE_HEIGHT})`,
    );
  return new vscode.MarkdownString(paragraphs.join('\n\n'));
}
