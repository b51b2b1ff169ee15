/**
 * The public contract: what a caller of the three operations gets back. Field names are the JSON names of
 * the original HTTP interface, so that a client written for it reads the same answers.
 */

/** Where a task stands. It only ever moves forward: PENDING, PROCESSING, then COMPLETED or FAILED. */
export type TaskStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED';

/** The handle of a task that speaks one segment. */
export interface TaskResponse {
  task_id: string;
  segment_id: string;
  status: TaskStatus;
  /** One sentence for the person who asked. */
  message: string;
}

/** The handle of a task that speaks the segments of a project, one after another. */
export interface BulkTaskResponse {
  task_id: string;
  project_id: string;
  status: TaskStatus;
  /** All segments of the project. */
  total_segments: number;
  /** Those that the task will speak. */
  segments_to_process: number;
  /** One sentence for the person who asked; it tells how many were skipped when any were. */
  message: string;
}

/** The answer to a request for a whole project when no segment needs audio: there is no task to follow. */
export interface NothingToDoResponse {
  /** One sentence with the reason. */
  message: string;
  total_segments: number;
  segments_to_process: 0;
  skipped: number;
}

/** How far a task is, counted in segments. */
export interface TaskProgress {
  /** The segment being spoken, from 1; 0 before the first. */
  current: number;
  /** Segments of the task; 0 until it knows. */
  total: number;
  /** A whole number from 0 to 100, rounded down; 0 while `total` is 0. */
  percentage: number;
  /** The segment being spoken. */
  current_segment_id?: string;
}

/** A segment that a task has finished. */
export interface CompletedSegmentAudio {
  segment_id: string;
  /** `/media/projects/{projectId}/audio/{segmentId}.wav`: a URL path, never a path of the file system. */
  audio_url: string;
  /** Seconds. */
  duration: number;
}

/** A segment that a task could not finish. */
export interface TaskError {
  /** Empty when the task failed as a whole and no segment is to blame. */
  segment_id: string;
  /** One sentence: what happened and what to do. */
  error: string;
}

/** A task at one moment. It is a copy: neither later progress nor its reader changes anybody else's. */
export interface TaskStatusResponse {
  task_id: string;
  status: TaskStatus;
  progress: TaskProgress;
  /** In the order in which they were finished; entries are only ever added. */
  completed_segments: CompletedSegmentAudio[];
  /** In the order in which they failed; entries are only ever added. */
  errors: TaskError[];
  /** True on a COMPLETED task that ended because somebody cancelled it. */
  cancelled?: true;
}

/** A story of the workspace. */
export interface ProjectInfo {
  readonly id: string;
  readonly title: string;
  /** Absolute path of the story's file. */
  readonly path: string;
  /** Absolute path of the folder that `/media/` of an audio URL stands for. */
  readonly mediaRoot: string;
}

/** A segment of a story: a heading with the text up to the next. */
export interface SegmentInfo {
  readonly id: string;
  readonly projectId: string;
  /** As plain text; empty for text before the first heading. */
  readonly heading: string;
  /** 1 to 6; 0 for text before the first heading. */
  readonly level: number;
  /** Line of the heading, from 1. */
  readonly line: number;
  /**
   * `check`: its audio is up to date, and something in it should be listened to. `stale`: its text, voice or speed is
   * another one than its audio's. `failed`: the last attempt failed.
   */
  readonly status: 'none' | 'ready' | 'check' | 'stale' | 'failed';
  /** What to listen to, such as `the sentence “…” sounds 4 times too long`; absent unless the status is `check`. */
  readonly checks?: readonly string[];
  readonly isLocked: boolean;
  /** Of the audio that is there, also when it is out of date. The form is that of a completed segment's `audio_url`. */
  readonly audioUrl?: string;
  /** Seconds. */
  readonly duration?: number;
}

/** What a call that fails rejects with: an `Error` whose message is one sentence for the person who reads it. */
export interface StoryFlowFailure extends Error {
  /** The failure as a word, such as `SegmentLocked`. */
  readonly code: string;
  /** The number that stands for it in HTTP, such as 409. */
  readonly status: number;
}

/**
 * What StoryFlow's `activate()` returns to other extensions; docs/api.md describes it. Every function rejects with a
 * StoryFlowFailure. In Restricted Mode the four that change something reject with `Untrusted` (403).
 */
export interface StoryFlowApi {
  /** Grows when something is changed or removed. What is only added leaves it as it is. */
  readonly apiVersion: 1;
  /** The stories of the workspace, by path. One that cannot be read is left out. */
  listProjects(): Promise<readonly ProjectInfo[]>;
  /** A story's segments in document order, as its file is now. */
  listSegments(projectId: string): Promise<readonly SegmentInfo[]>;
  /** Starts a task that makes a segment's audio, or gives the task that does so already. */
  generateSegmentAudio(segmentId: string): Promise<TaskResponse>;
  /** Starts a task that makes the audio of all segments that need it. Without such a segment there is no task. */
  generateAllAudio(
    projectId: string,
    options?: {
      /** True by default. False is the caller's explicit consent to replace the audio of locked segments. */
      readonly skipLocked?: boolean;
      /** False by default. True also makes audio that is up to date. */
      readonly forceRegenerate?: boolean;
    },
  ): Promise<BulkTaskResponse | NothingToDoResponse>;
  getTaskStatus(taskId: string): Promise<TaskStatusResponse>;
  /**
   * Asks for a task's status every `intervalMs` milliseconds (2000 by default) and hands every answer to `onProgress`.
   * Resolves with the final one, COMPLETED or FAILED. Rejects, and asks no more, when an answer fails, when
   * `onProgress` throws, and with the signal's reason when it is aborted.
   */
  pollTaskStatus(
    taskId: string,
    onProgress: (status: TaskStatusResponse) => void,
    intervalMs?: number,
    signal?: AbortSignal,
  ): Promise<TaskStatusResponse>;
  /**
   * `graceful`, the default: the segment at hand is finished and no further one begins. `now`: the task ends at its
   * next sentence. An unknown task and one that has ended are left alone.
   */
  cancelTask(taskId: string, mode?: 'graceful' | 'now'): Promise<void>;
  /** Deletes a segment: its section of the story's file, its audio and its image. The user is not asked. */
  deleteSegment(
    segmentId: string,
    options?: {
      /** False by default. True also deletes the sections below its heading. */
      readonly withParts?: boolean;
    },
  ): Promise<void>;
  /** Deletes a story's audio, images and records, never its file. The user is not asked. */
  deleteProject(projectId: string): Promise<void>;
  /** Calls back after every change of every task, whoever started it, until what it returns is disposed. */
  onDidChangeTask(listener: (status: TaskStatusResponse) => void): { dispose(): void };
}
