import type { BulkTaskResponse, NothingToDoResponse, TaskResponse, TaskStatusResponse } from '../../api';
import type { RequestOf } from '../../rpc/messages';
import type { AudioStatus, PlayerOperations } from '../../shared/playerProtocol';

/** A story as far as the player needs it. */
export interface PlayableStory {
  readonly projectId: string;
  readonly title: string;
  /** In document order. */
  readonly segments: readonly PlayableSegment[];
}

export interface PlayableSegment {
  readonly segmentId: string;
  /** Never empty: text before the first heading has a name, too. */
  readonly title: string;
  /** Whether there is anything to speak. */
  readonly hasText: boolean;
  readonly status: AudioStatus;
  /** The wav that is there, also when it is out of date. */
  readonly audio?: AudioFile;
  /** One sentence with the reason why no audio can be generated now (locked, Restricted Mode); absent when it can. */
  readonly whyNotGenerate?: string;
}

export interface AudioFile {
  /** Absolute. */
  readonly path: string;
  /** Differs whenever the wav is another one (statement 110). */
  readonly version: string;
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
  /** Something that `find` tells has changed. */
  onDidChange(listener: () => void): { dispose(): void };
  /**
   * Absolute paths of the folders that hold audio. A page that is open is loaded again when it is to play from a folder
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
}

/** The nearest segment in this direction that has something to hear or to speak. */
export function neighbourOf(
  { story, segment }: SegmentPlace,
  direction: 'previous' | 'next',
): PlayableSegment | undefined {
  const index = story.segments.findIndex(({ segmentId }) => segmentId === segment.segmentId);
  const others =
    direction === 'next' ? story.segments.slice(index + 1) : story.segments.slice(0, index).reverse();
  return others.find(({ hasText, audio }) => hasText || audio !== undefined);
}
