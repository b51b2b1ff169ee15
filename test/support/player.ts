import type { PlayerSegment, PlayerState } from '../../src/shared/playerProtocol';
import type { PlayableSegment, PlayableStory, PlayerSource } from '../../src/vscode/player/playerModel';

/** A segment as the page gets it: with audio that is up to date, between two others. */
export function playerSegment(changes: Partial<PlayerSegment> = {}): PlayerSegment {
  return {
    segmentId: 's1',
    projectId: 'p1',
    title: 'The storm',
    storyTitle: 'The lighthouse',
    status: { kind: 'ready' },
    audio: audioOf('s1', '1'),
    hasPrevious: true,
    hasNext: true,
    ...changes,
  };
}

/** 20 seconds of audio as the page gets it. */
export function audioOf(segmentId: string, version: string) {
  return { uri: `media:${segmentId}?version=${version}`, version, durationSeconds: 20 };
}

export function playerState(changes: Partial<PlayerSegment> = {}): PlayerState {
  return { segment: playerSegment(changes), segments: [] };
}

/** A story of segments that have text and no audio unless they say otherwise. */
export function playableStory(
  segments: readonly (Partial<PlayableSegment> & { segmentId: string })[],
): PlayableStory {
  return {
    projectId: 'p1',
    title: 'The lighthouse',
    segments: segments.map((segment) => ({
      title: `Segment ${segment.segmentId}`,
      level: 2,
      hasText: true,
      isLocked: false,
      status: { kind: 'none' },
      ...segment,
    })),
  };
}

/** A source of one story that can be replaced. What it is asked to do is kept, and `answers` decides on it. */
export function fakeSource(
  story: PlayableStory,
  answers: Partial<PlayerSource> = {},
): PlayerSource & { story: PlayableStory; readonly asked: unknown[][] } {
  const asked: unknown[][] = [];
  const ask =
    <A extends unknown[], R>(name: string, answer?: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      asked.push([name, ...args]);
      return answer ? answer(...args) : Promise.reject(new Error(`No answer to ${name}`));
    };
  const source = {
    story,
    asked,
    find: (segmentId: string) => {
      const segment = source.story.segments.find((each) => each.segmentId === segmentId);
      return segment && { story: source.story, segment };
    },
    read: ask('read', answers.read),
    onDidChange: () => ({ dispose: () => undefined }),
    mediaRoots: () => [],
    generateSegmentAudio: ask('generateSegmentAudio', answers.generateSegmentAudio),
    generateAllAudio: ask('generateAllAudio', answers.generateAllAudio),
    getTaskStatus: ask('getTaskStatus', answers.getTaskStatus),
    cancelTask: ask('cancelTask', answers.cancelTask),
    getSoundtrack: ask('getSoundtrack', answers.getSoundtrack),
  };
  return source;
}
