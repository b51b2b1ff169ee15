import { messageOf, systemCode } from './errors';
import { NotARegularFile } from './regularFile';

/** Why a file could not be written, or read back, and what helps: completes a sentence after a colon. */
export function remedyFor(error: unknown): string {
  const code = systemCode(error) ?? '';
  if (['ENOSPC', 'EDQUOT'].includes(code)) return 'the disk is full; free some space and try again';
  if (code === 'EFBIG') return 'the system does not allow a file of that size; raise the limit and try again';
  if (['EACCES', 'EPERM'].includes(code)) {
    return 'there is no permission; make the file and its folder writable and try again';
  }
  if (code === 'EROFS') return 'the disk is read-only; make it writable or use another one, and try again';
  if (code === 'EBUSY') return 'another program has it open; close that program and try again';
  if (error instanceof NotARegularFile) return `${error.message}; move it away and try again`;
  if (code === 'EISDIR') return 'a folder stands in its place; move it away and try again';
  if (['EEXIST', 'ENOTDIR'].includes(code))
    return 'a file stands where a folder should be; move it away and try again';
  if (code === 'ENOENT')
    return 'its folder is not there, or is a link that leads nowhere; put that right and try again';
  return `${messageOf(error)}; put that right and try again`;
}

/** Why a file cannot be read: completes a sentence after a colon. */
export function whyNotReadable(error: unknown): string {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'you have no permission to read it';
    case 'EISDIR':
      return 'it is a folder, not a file';
    case undefined:
    default:
      return messageOf(error);
  }
}
