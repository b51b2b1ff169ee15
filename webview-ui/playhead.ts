import type { Playhead } from '../src/shared/playerProtocol';
import type { PageState } from './pageState';
import { sentenceAt } from './sentences';

/** What sounds, or would go on to sound; null when nothing is loaded. */
export function playheadOf({ loaded, soundtrack, time, isPlaying }: PageState): Playhead | null {
  if (!loaded) return null;
  const { segmentId, version } = loaded;
  const sentence = soundtrack && sentenceAt(soundtrack.sentences, time);
  return { segmentId, version, ...(sentence !== undefined && { sentence }), isPlaying };
}

/** Whether the host would learn nothing from the second. */
export function isSamePlayhead(a: Playhead | null, b: Playhead | null): boolean {
  if (!a || !b) return a === b;
  return (
    a.segmentId === b.segmentId &&
    a.version === b.version &&
    a.sentence === b.sentence &&
    a.isPlaying === b.isPlaying
  );
}
