import type { SoundtrackView } from '../../studio/protocol';

/**
 * Where in its audio a segment is to begin, in seconds, to be heard from this offset of the text on: with the sentence
 * there, or with the nearest earlier one that the audio has. Before them all it begins at the beginning.
 */
export function startAt(
  sentences: readonly Pick<SoundtrackView['sentences'][number], 'from' | 'source'>[],
  offset: number,
): number {
  let start = 0;
  let nearest = -1;
  sentences.forEach(({ from, source }, index) => {
    if (!source || source.from > offset || source.from < nearest) return;
    nearest = source.from;
    // The audio before the first sentence belongs to it.
    start = index === 0 ? 0 : from;
  });
  return start;
}
