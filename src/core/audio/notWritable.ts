import { dirname } from 'node:path';
import { messageOf, StoryFlowError, systemCode } from '../errors';

/** The failure to write `size` bytes at `path`, as a sentence that names the folder and what to do. */
export function notWritable(error: unknown, path: string, size: number): StoryFlowError {
  const sentence = `Audio cannot be written to the folder ${dirname(path)}: ${reasonAndRemedy(error, path, size)}.`;
  return new StoryFlowError('MediaNotWritable', sentence, { cause: error });
}

function reasonAndRemedy(error: unknown, path: string, size: number): string {
  const needed = `${(size / 1e6).toFixed(1)} MB`;
  switch (systemCode(error)) {
    case 'ENOSPC':
      return `the disk is full; make room for ${needed} or choose another media folder`;
    case 'EDQUOT':
      return `your quota on this disk is used up; make room for ${needed} or choose another media folder`;
    case 'EFBIG':
      return `a file of ${needed} is larger than this disk allows; choose a media folder on another disk`;
    case 'EROFS':
      return 'the disk is read-only; choose another media folder';
    case 'EACCES':
    case 'EPERM':
      return 'you have no permission; allow writing to it, close programs that play the file, or choose another media folder';
    case 'EBUSY':
      return `another program is using ${path}; close it and try again`;
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder should be; move that file away or choose another media folder';
    case 'EISDIR':
      return `a folder stands where the file ${path} should be; move that folder away and try again`;
    case undefined:
    default:
      return `${messageOf(error)}; check that the folder can be written to, or choose another media folder`;
  }
}
