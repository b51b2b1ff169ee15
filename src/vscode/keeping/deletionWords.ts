import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { DetachedView, SegmentView } from '../../studio/protocol';

/** So many names a sentence holds. */
const MOST_NAMES = 5;

type Named = Pick<SegmentView | DetachedView, 'heading'>;

/** How a segment is called in a question. */
export function nameOf({ heading }: Named): string {
  return heading === '' ? vscode.l10n.t('the text before the first heading') : `“${heading}”`;
}

/** Names as a sentence lists them; of many only the first. */
export function listInWords(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const more = names.length - shown.length;
  return more > 0 ? vscode.l10n.t('{0} and {1} more', shown.join(', '), more) : shown.join(', ');
}

/** The sentence that says which files are deleted. */
export function filesInWords(
  segments: readonly Pick<SegmentView | DetachedView, 'audio' | 'image'>[],
): string {
  const audio = segments.flatMap((segment) => segment.audio ?? []);
  const images = segments.flatMap(({ image }) => (image === undefined ? [] : [basename(image)]));
  const seconds = audio.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const sound =
    audio.length === 1
      ? vscode.l10n.t('its audio ({0} s)', seconds.toFixed(1))
      : vscode.l10n.t('{0} audio files ({1} s)', audio.length, seconds.toFixed(1));
  const things = [
    ...(audio.length > 0 ? [sound] : []),
    ...(images.length > 0 ? [vscode.l10n.t('the image {0}', listInWords(images))] : []),
  ];
  return things.length === 0
    ? vscode.l10n.t('There is no audio and no image.')
    : vscode.l10n.t('Deleted with it: {0}.', things.join(vscode.l10n.t(' and ')));
}
