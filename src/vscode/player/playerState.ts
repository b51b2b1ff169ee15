import type { ListedSegment, PlayerSegment, PlayerState } from '../../shared/playerProtocol';
import {
  isPlayable,
  neighbourOf,
  type MediaFile,
  type PlayableSegment,
  type SegmentPlace,
} from './playerModel';

/** What the page shows of this segment and its story. `uriOf` gives what the page may load instead of a file's path. */
export function playerState(
  place: SegmentPlace | undefined,
  uriOf: (file: MediaFile) => string,
): PlayerState {
  if (!place) return { segments: [] };
  const { segments, task } = place.story;
  return {
    segment: shownSegment(place, uriOf),
    segments: segments.filter(isPlayable).map(listedSegment),
    ...(task && { task }),
  };
}

function shownSegment(place: SegmentPlace, uriOf: (file: MediaFile) => string): PlayerSegment {
  const { story, segment } = place;
  const { segmentId, title, status, audio, image, whyNotGenerate } = segment;
  return {
    segmentId,
    projectId: story.projectId,
    title,
    storyTitle: story.title,
    status,
    ...(audio && {
      audio: { uri: uriOf(audio), version: audio.version, durationSeconds: audio.durationSeconds },
    }),
    ...(whyNotGenerate !== undefined && { whyNotGenerate }),
    ...(image && { imageUri: uriOf(image) }),
    hasPrevious: neighbourOf(place, 'previous') !== undefined,
    hasNext: neighbourOf(place, 'next') !== undefined,
  };
}

function listedSegment({ segmentId, title, level, status, isLocked, audio }: PlayableSegment): ListedSegment {
  return {
    segmentId,
    title,
    level,
    status: status.kind,
    isLocked,
    ...(audio && { durationSeconds: audio.durationSeconds }),
  };
}
