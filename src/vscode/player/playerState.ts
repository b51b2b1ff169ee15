import type { PlayerState } from '../../shared/playerProtocol';
import { neighbourOf, type AudioFile, type SegmentPlace } from './playerModel';

/** What the page shows of this segment. `uriOf` gives what the page may load instead of the file's path. */
export function playerState(
  place: SegmentPlace | undefined,
  uriOf: (audio: AudioFile) => string,
): PlayerState {
  if (!place) return {};
  const { story, segment } = place;
  const { segmentId, title, status, audio, whyNotGenerate } = segment;
  return {
    segment: {
      segmentId,
      projectId: story.projectId,
      title,
      storyTitle: story.title,
      status,
      ...(audio && {
        audio: { uri: uriOf(audio), version: audio.version, durationSeconds: audio.durationSeconds },
      }),
      ...(whyNotGenerate !== undefined && { whyNotGenerate }),
      hasPrevious: neighbourOf(place, 'previous') !== undefined,
      hasNext: neighbourOf(place, 'next') !== undefined,
    },
  };
}
