import * as z from 'zod';
import type {
  BulkTaskResponse,
  CompletedSegmentAudio,
  NothingToDoResponse,
  TaskError,
  TaskProgress,
  TaskResponse,
  TaskStatus,
  TaskStatusResponse,
} from '../../../../src/api';

/**
 * The contract types as schemas that refuse every extra field, to hold real values against. `Same` makes
 * the compiler refuse a schema that has drifted from its type, in either direction.
 */
type Same<A, B> = [A, B] extends [B, A] ? unknown : never;
const shape = <T>() => {
  return <S extends z.ZodType>(schema: S & Same<z.output<S>, T>): S => schema;
};

const count = z.int().nonnegative();

export const taskStatus = shape<TaskStatus>()(z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED']));

export const taskResponse = shape<TaskResponse>()(
  z.strictObject({
    task_id: z.string().min(1),
    segment_id: z.string(),
    status: taskStatus,
    message: z.string().min(1),
  }),
);

export const bulkTaskResponse = shape<BulkTaskResponse>()(
  z.strictObject({
    task_id: z.string().min(1),
    project_id: z.string(),
    status: taskStatus,
    total_segments: count,
    segments_to_process: count,
    message: z.string().min(1),
  }),
);

export const nothingToDoResponse = shape<NothingToDoResponse>()(
  z.strictObject({
    message: z.string().min(1),
    total_segments: count,
    segments_to_process: z.literal(0),
    skipped: count,
  }),
);

export const taskProgress = shape<TaskProgress>()(
  z.strictObject({
    current: count,
    total: count,
    percentage: z.int().min(0).max(100),
    current_segment_id: z.string().exactOptional(),
  }),
);

export const completedSegmentAudio = shape<CompletedSegmentAudio>()(
  z.strictObject({
    segment_id: z.string(),
    audio_url: z.string().regex(/^\/media\/projects\/[^/]+\/audio\/[^/]+\.wav$/u),
    duration: z.number().nonnegative(),
  }),
);

export const taskError = shape<TaskError>()(
  z.strictObject({ segment_id: z.string(), error: z.string().min(1) }),
);

export const taskStatusResponse = shape<TaskStatusResponse>()(
  z.strictObject({
    task_id: z.string().min(1),
    status: taskStatus,
    progress: taskProgress,
    completed_segments: z.array(completedSegmentAudio),
    errors: z.array(taskError),
    cancelled: z.literal(true).exactOptional(),
  }),
);
