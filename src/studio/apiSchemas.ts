import * as z from 'zod';
import type {
  BulkTaskResponse,
  CompletedSegmentAudio,
  NothingToDoResponse,
  TaskError,
  TaskProgress,
  TaskResponse,
  TaskStatusResponse,
} from '../api';

const id = z.string();
const taskStatus = z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']);

/** As `src/api.ts` describes it. */
export const taskResponse: z.ZodType<TaskResponse> = z.object({
  task_id: id,
  segment_id: id,
  status: taskStatus,
  message: z.string(),
});

/** As `src/api.ts` describes it. */
export const bulkTaskResponse: z.ZodType<BulkTaskResponse> = z.object({
  task_id: id,
  project_id: id,
  status: taskStatus,
  total_segments: z.int(),
  segments_to_process: z.int(),
  message: z.string(),
});

/** As `src/api.ts` describes it. */
export const nothingToDoResponse: z.ZodType<NothingToDoResponse> = z.object({
  message: z.string(),
  total_segments: z.int(),
  segments_to_process: z.literal(0),
  skipped: z.int(),
});
const taskProgress: z.ZodType<TaskProgress> = z.object({
  current: z.int(),
  total: z.int(),
  percentage: z.int(),
  current_segment_id: id.exactOptional(),
});
const completed: z.ZodType<CompletedSegmentAudio> = z.object({
  segment_id: id,
  audio_url: z.string(),
  duration: z.number(),
});
const taskError: z.ZodType<TaskError> = z.object({ segment_id: z.string(), error: z.string() });

/** As `src/api.ts` describes it. */
export const taskStatusResponse: z.ZodType<TaskStatusResponse> = z.object({
  task_id: id,
  status: taskStatus,
  progress: taskProgress,
  completed_segments: z.array(completed),
  errors: z.array(taskError),
  cancelled: z.literal(true).exactOptional(),
});
