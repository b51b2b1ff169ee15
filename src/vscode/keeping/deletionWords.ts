import { basename } from 'node:path';
import type { DetachedView, SegmentView } from '../../studio/protocol';
import { countOf, shortDuration } from '../words';

/** So many names a sentence holds. */
const MOST_NAMES = 5;

type Named = Pick<SegmentView | DetachedView, 'heading'>;
type Kept = Pick<SegmentView | DetachedView, 'audio' | 'image'>;

/** How a segment is called in a question. */
export function nameOf({ heading }: Named): string {
  return heading === '' ? 'the text before the first heading' : `“${heading}”`;
}

/** Names as a sentence lists them; of many only the first. */
export function listInWords(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** Segments as a question names them: `“Night”`, `2 segments: “Night”, “Morning”`. */
export function segmentsInWords(segments: readonly Named[], kind = 'segment'): string {
  const names = listInWords(segments.map(nameOf));
  return segments.length === 1 && kind === 'segment' ? names : `${countOf(segments.length, kind)}: ${names}`;
}

/** The sentence that says which files are deleted. */
export function filesInWords(segments: readonly Kept[]): string {
  const images = segments.flatMap(({ image }) => (image === undefined ? [] : [basename(image)]));
  const things = [
    ...audioInWords(segments),
    ...(images.length === 0 ? [] : [`the image${images.length === 1 ? '' : 's'} ${listInWords(images)}`]),
  ];
  return things.length === 0 ? 'There is no audio and no image.' : `Deleted: ${things.join(' and ')}.`;
}

/** The sentence that says what of it is locked: a lock is no obstacle here. Empty where nothing is. */
export function lockedInWords(segments: readonly (Named & { readonly isLocked: boolean })[]): string[] {
  const locked = segments.filter(({ isLocked }) => isLocked);
  return locked.length === 0 ? [] : [`Locked: ${listInWords(locked.map(nameOf))}.`];
}

/** How much audio there is: `its audio (5.2 s)`, `3 audio files (1:05)`. Empty for none. */
function audioInWords(segments: readonly Kept[]): string[] {
  const audio = segments.flatMap((segment) => segment.audio ?? []);
  const seconds = audio.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  if (audio.length === 0) return [];
  const what = segments.length === 1 ? 'its audio' : countOf(audio.length, 'audio file');
  return [`${what} (${shortDuration(seconds)})`];
}
