import { messageOf, StoryFlowError, systemCode } from '../errors';
import { NotARegularFile } from '../regularFile';

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

function remedyFor(error: unknown): string {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return 'the disk is full; free some space and try again';
  if (hasCode(error, 'EFBIG'))
    return 'the system does not allow a file of that size; raise the limit and try again';
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) {
    return 'there is no permission; make the file and its folder writable and try again';
  }
  if (hasCode(error, 'EBUSY')) return 'another program has it open; close that program and try again';
  if (error instanceof NotARegularFile) return `${error.message}; move it away and try again`;
  if (hasCode(error, 'EISDIR')) return 'a folder stands in its place; move it away and try again';
  if (hasCode(error, 'EEXIST', 'ENOTDIR'))
    return 'a file stands where a folder should be; move it away and try again';
  if (hasCode(error, 'ENOENT'))
    return 'its folder is not there, or is a link that leads nowhere; put that right and try again';
  return `${messageOf(error)}; put that right and try again`;
}
