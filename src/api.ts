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
