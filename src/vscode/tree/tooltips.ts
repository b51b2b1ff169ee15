import * as vscode from 'vscode';
import type { DetachedView, SegmentView, StoryView } from '../../studio/protocol';
import { plainMarkdown } from '../editor/plainMarkdown';
import type { StoryFlow } from '../storyFlow';
import type { TreeNode } from '../targets';
import { segmentName, shortDuration, stateInWords } from '../words';
import { outlineOf } from './outline';

/** So many of a story's problems are told. */
const MOST_PROBLEMS = 5;

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
    case 'detachedGroup':
      return tooltip(vscode.l10n.t('Detached'), [
        vscode.l10n.t(
          'The text of these segments is gone from the story. Each comes back by itself when its text does.',
        ),
      ]);
    case 'detached': {
      const segment = view && outlineOf(view).detached(node.segmentId);
      return segment && tooltip(segmentName(segment), [...audioLines(segment), ...lockLines(segment)]);
    }
  }
}

function storyTooltip({ title, voice, problems }: StoryView, path: string): vscode.MarkdownString {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ message }) => message);
  const more = problems.length - told.length;
  return tooltip(title, [
    path,
    voice.isNamed
      ? vscode.l10n.t('Voice: {0}, speed {1}.', voice.voice, voice.speed)
      : vscode.l10n.t('Voice: {0} (the default), speed {1}.', voice.voice, voice.speed),
    ...(voice.missing === undefined ? [] : [voice.missing]),
    ...told,
    ...(more > 0 ? [vscode.l10n.t('{0} more problems are in the Problems panel.', more)] : []),
  ]);
}

function segmentTooltip(segment: SegmentView, state: string): vscode.MarkdownString {
  return tooltip(segmentName(segment), [
    vscode.l10n.t('State: {0}.', state),
    ...audioLines(segment),
    ...(segment.imagePrompt === '' ? [] : [vscode.l10n.t('Image prompt: {0}', segment.imagePrompt)]),
  ]);
}

function audioLines({ audio, image }: Pick<DetachedView, 'audio' | 'image'>): string[] {
  return [
    ...(audio
      ? [
          vscode.l10n.t(
            'Its audio lasts {0} (voice {1}, speed {2}).',
            shortDuration(audio.durationSeconds),
            audio.voice,
            audio.speed,
          ),
        ]
      : []),
    ...(image === undefined ? [] : [vscode.l10n.t('It has an image.')]),
  ];
}

function lockLines({ isLocked }: DetachedView): string[] {
  return isLocked ? [vscode.l10n.t('It is locked.')] : [];
}

/** Without trust, and escaped: what a story says is shown and does nothing. */
function tooltip(title: string, lines: readonly string[]): vscode.MarkdownString {
  const paragraphs = [`**${plainMarkdown(title)}**`, ...lines.map(plainMarkdown)];
  return new vscode.MarkdownString(paragraphs.join('\n\n'));
}
