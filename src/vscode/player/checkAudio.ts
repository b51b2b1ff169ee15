import { access, constants } from 'node:fs/promises';
import { systemCode } from '../../core/errors';
import type { AudioCheck } from '../../shared/playerProtocol';

/** Why a page could not play this file: it cannot tell one that is gone from one that it cannot decode. */
export async function checkAudio(path: string | undefined): Promise<AudioCheck> {
  if (path === undefined) return { problem: 'missing' };
  try {
    await access(path, constants.R_OK);
    return { problem: 'unplayable' };
  } catch (error) {
    return { problem: problemOf(systemCode(error)) };
  }
}

/** What the system's word for a failed access means. */
export function problemOf(code: string | undefined): AudioCheck['problem'] {
  return code === 'EACCES' || code === 'EPERM' ? 'noPermission' : 'missing';
}
