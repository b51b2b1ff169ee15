import { StoryFlowError, systemCode } from '../errors';
import { remedyFor } from '../systemReason';

/** Whether the operating system refused with one of these codes, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  const code = systemCode(error);
  return code !== undefined && codes.includes(code);
}

/** A failed write as MediaNotWritable, in words that say what helps. Other StoryFlowErrors stay as they are. */
export function notWritable(path: string, error: unknown): StoryFlowError {
  if (error instanceof StoryFlowError) return error;
  return new StoryFlowError('MediaNotWritable', `${path} could not be written: ${remedyFor(error)}.`, {
    cause: error,
  });
}

/** A failed read, told likewise. */
export function notReadable(path: string, error: unknown): StoryFlowError {
  if (error instanceof StoryFlowError) return error;
  return new StoryFlowError('MediaNotWritable', `${path} could not be read: ${remedyFor(error)}.`, {
    cause: error,
  });
}
