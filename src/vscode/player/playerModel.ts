import type { BulkTaskResponse, NothingToDoResponse, TaskResponse, TaskStatusResponse } from '../../api';
import type { RequestOf } from '../../rpc/messages';
import type { AudioStatus, PlayerOperations, Soundtrack, StoryTask } from '../../shared/playerProtocol';

/** A story as far as the player needs it. */
export interface PlayableStory {
  readonly projectId: string;
  readonly title: string;
  /** Absolute path of its file; absent for what is no story of the workspace. */
  readonly path?: string;
  /** In document order. */
  readonly segments: readonly PlayableSegment[];
  /** The task that works on it now. */
  readonly task?: StoryTask;
}

export interface PlayableSegment {
  readonly segmentId: string;
  /** Never empty: text before the first heading has a name, too. */
  readonly title: string;
  /** 1 to 6 as its heading; 0 for text before the first one. */
  readonly level: number;
  /** Whether there is anything to speak. */
  readonly hasText: boolean;
  readonly isLocked: boolean;
  readonly status: AudioStatus;
  /** The wav that is there, also when it is out of date. */
  readonly audio?: AudioFile;
  /** Its picture, where that lies below the story's media root. */
  readonly image?: MediaFile;
  /** One sentence with the reason why no audio can be generated now (locked, Restricted Mode); absent when it can. */
  readonly whyNotGenerate?: string;
}

/** A file that the page may load. */
export interface MediaFile {
  /** Absolute. */
  readonly path: string;
  /** Differs whenever the file's content is another one (statement 110). */
  readonly version: string;
}

export interface AudioFile extends MediaFile {
  readonly durationSeconds: number;
}

/** A segment and where it stands. */
export interface SegmentPlace {
  readonly story: PlayableStory;
  /** One of the story's segments. */
  readonly segment: PlayableSegment;
}

/**
 * Where the player gets its stories and sends its wishes. A wish that fails is shown to the user by the source, with
 * what can be done about it, and rejects as well.
 */
export interface PlayerSource {
  /** Undefined for a segment that is gone or that nobody has read yet. */
  find(segmentId: string): SegmentPlace | undefined;
  /** Reads a story that nobody has read yet, so that its segments are found. */
  read(path: string): Promise<void>;
  /** Something that `find` tells has changed. */
  onDidChange(listener: () => void): { dispose(): void };
  /**
   * Absolute paths of the folders that hold audio and images. A page that is open is loaded again when it is to play from a folder
   * that it did not know.
   */
  mediaRoots(): readonly string[];

  generateSegmentAudio(segmentId: string): Promise<TaskResponse>;
  generateAllAudio(
    projectId: string,
    options: Omit<RequestOf<PlayerOperations, 'generateAllAudio'>, 'projectId'>,
  ): Promise<BulkTaskResponse | NothingToDoResponse>;
  /** Rejects with TaskNotFound, which is nobody's concern: it is not shown. */
  getTaskStatus(taskId: string): Promise<TaskStatusResponse>;
  cancelTask(taskId: string, mode: RequestOf<PlayerOperations, 'cancelTask'>['mode']): Promise<void>;
  /** Of the audio that the segment has now. Rejects when it has none; that is not shown. */
  getSoundtrack(segmentId: string): Promise<Soundtrack>;
}

/** The nearest segment in this direction that has something to hear or to speak. */
export function neighbourOf(
  { story, segment }: SegmentPlace,
  direction: 'previous' | 'next',
): PlayableSegment | undefined {
  const index = story.segments.findIndex(({ segmentId }) => segmentId === segment.segmentId);
  const others =
    direction === 'next' ? story.segments.slice(index + 1) : story.segments.slice(0, index).reverse();
  return others.find(isPlayable);
}

/** Whether there is something to hear or to speak. */
export function isPlayable({ hasText, audio }: PlayableSegment): boolean {
  return hasText || audio !== undefined;
}
