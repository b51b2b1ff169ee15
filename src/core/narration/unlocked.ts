import { StoryFlowError } from '../errors';
import { withFileLock } from '../store/fileLock';
import { storePaths } from '../store/paths';
import { nameOf, type Segment } from './story';

/** Throws SegmentLocked (statement 8). */
export function assertUnlocked(segment: Pick<Segment, 'isLocked' | 'parsed'>): void {
  if (!segment.isLocked) return;
  throw new StoryFlowError(
    'SegmentLocked',
    `The audio of ${nameOf(segment)} is locked and was left as it is: unlock it first.`,
  );
}

/** Nobody can lock a segment during `work`, nor record another wav: a wav and its record are one. */
export function withLocksHeld<T>(root: string, work: () => Promise<T>): Promise<T> {
  return withFileLock(storePaths(root).locks, work);
}
