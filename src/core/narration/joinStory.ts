import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { isId } from '../store/paths';
import type { LockFile } from '../store/locks';
import type { StoredSegment } from '../store/segmentRow';
import { reconcile, type KnownSegment } from '../story/reconcile';
import { titleFromFileName } from '../storyFile';
import type { ReadSegment, Reading } from './readStory';
import { segmentState } from './segmentState';
import type { Segment, Story } from './story';

/** What is known besides a story's text. */
export interface Known {
  /** What the store has of the story, detached segments included. */
  readonly stored: readonly StoredSegment[];
  /** Segments that were given ids before and that the store does not have. */
  readonly unsaved: readonly Segment[];
  readonly locks: LockFile;
}

/** Joins what a story's text says with what is known of it. Segments that nobody knows get ids. */
export function joinStory(
  file: Pick<Story, 'path' | 'storyPath' | 'projectId'>,
  { source, parsed, voice, segments }: Reading,
  { stored, unsaved, locks }: Known,
): Story {
  const known = [...stored.map(factsOfStored), ...unsaved.map(factsOfUnsaved)];
  const { kept, gone } = reconcile(
    [...known, ...lockedFacts(locks, file.storyPath, known)],
    segments.map(factsOfRead),
  );
  const idAt = new Map(kept.map(({ index, id }) => [index, id]));
  const storedById = new Map(stored.map((each) => [each.id, each]));
  const isLocked = lockTest(locks, file.storyPath);
  return {
    ...file,
    source,
    title: parsed.title ?? titleFromFileName(basename(file.path)),
    parsed,
    voice,
    segments: segments.map(({ parsed: part, plan, text }, index): Segment => {
      const id = idAt.get(index) ?? randomUUID();
      const before = storedById.get(id);
      return {
        id,
        projectId: file.projectId,
        parsed: part,
        plan,
        text,
        stored: before,
        isLocked: isLocked(id),
        ...segmentState(before, plan, voice.isNamed),
      };
    }),
    detached: gone.flatMap((id) => storedById.get(id) ?? []),
  };
}

function factsOfStored(stored: StoredSegment): KnownSegment {
  const { id, heading, ordinal, textHash, textContent, sequenceIndex } = stored;
  return { id, heading, ordinal, textHash, text: textContent, sequence: sequenceIndex };
}

function factsOfUnsaved(segment: Segment): KnownSegment {
  return { id: segment.id, ...factsOfRead(segment), sequence: segment.parsed.index };
}

function factsOfRead({ parsed, plan, text }: ReadSegment) {
  return { heading: parsed.heading, ordinal: parsed.ordinal, text, textHash: plan.textHash };
}

/** Locked segments of a story that nothing else knows, as in a fresh clone: locks come with git, audio does not. */
function lockedFacts(
  locks: LockFile,
  storyPath: string,
  known: readonly { readonly id: string }[],
): KnownSegment[] {
  if (locks.state === 'unreadable') return [];
  const ids = new Set(known.map(({ id }) => id));
  return locks.locks
    .filter(({ story, segmentId }) => story === storyPath && !ids.has(segmentId) && isId(segmentId))
    .map(({ segmentId, heading, ordinal, textHash, text }, index) => {
      return { id: segmentId, heading, ordinal, textHash, text, sequence: known.length + index };
    });
}

function lockTest(locks: LockFile, storyPath: string): (id: string) => boolean {
  if (locks.state === 'unreadable') return (id) => locks.mightLock(id, storyPath);
  const locked = new Set(locks.locks.map(({ segmentId }) => segmentId));
  return (id) => locked.has(id);
}
