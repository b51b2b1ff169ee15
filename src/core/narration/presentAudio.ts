import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../errors';
import { audioPath } from '../store/paths';
import type { StoredSegment } from '../store/segmentRow';

/**
 * A project's segments, those without audio whose wav is no longer on the disk: somebody may have removed it, and what
 * says that it is there would keep it from being made again. Where the folder cannot be read, the records are believed.
 */
export async function withPresentAudio(
  segments: readonly StoredSegment[],
  mediaRoot: string,
): Promise<StoredSegment[]> {
  const [first] = segments;
  if (!first) return [];
  const names = await namesIn(dirname(audioPath(mediaRoot, first.projectId, first.id)));
  if (!names) return [...segments];
  return segments.map((segment) =>
    !segment.audio || names.has(`${segment.id}.wav`) ? segment : { ...segment, audio: undefined },
  );
}

async function namesIn(folder: string): Promise<Set<string> | undefined> {
  try {
    return new Set(await readdir(folder));
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? new Set() : undefined;
  }
}
