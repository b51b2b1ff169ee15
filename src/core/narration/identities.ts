import { randomUUID } from 'node:crypto';
import type { LockFile } from '../store/locks';
import type { StoredSegment } from '../store/segmentRow';
import { reconcile, type Evidence, type KnownSegment } from '../story/reconcile';
import { lockedFacts } from './heldLocks';
import { factsOfStored } from './movedFiles';
import { factsOf, type ReadSegment } from './readStory';
import { isSameList } from './sameList';
import type { Segment } from './story';

/** What is known besides a story's text. */
export interface Known {
  /** What the store has of the story, detached segments included. */
  readonly stored: readonly StoredSegment[];
  /** Segments that were given ids before and that the store does not have. */
  readonly unsaved: readonly Segment[];
  readonly locks: LockFile;
}

/** Which segment of the text is which known one, and what that was concluded from. */
export interface Identities {
  readonly read: readonly ReadSegment[];
  readonly stored: readonly StoredSegment[];
  readonly facts: readonly KnownSegment[];
  /** By place in the text. */
  readonly ids: readonly string[];
  /** By place in the text; undefined where nobody knew the segment. */
  readonly reasons: readonly (Evidence | undefined)[];
  readonly gone: readonly string[];
}

/** Compares a story's text with what is known of it. Segments that nobody knows get ids. */
export function identify(
  storyPath: string,
  read: readonly ReadSegment[],
  { stored, unsaved, locks }: Known,
  last: Identities | undefined,
): Identities {
  const known = stored.map((each, index) => {
    const fact = last?.stored[index] === each ? last.facts[index] : undefined;
    return fact ?? factsOfStored(each);
  });
  known.push(...unsaved.map(factsOfUnsaved));
  const facts = [...known, ...lockedFacts(locks, storyPath, known)];
  const isSame = last?.read === read && isSameList(last.facts, facts, isSameFact);
  if (isSame) return { ...last, stored, facts };
  const { kept, gone } = reconcile(facts, read.map(factsOf));
  const keptAt = new Map(kept.map((each) => [each.index, each]));
  return {
    read,
    stored,
    facts,
    ids: read.map((_, index) => keptAt.get(index)?.id ?? randomUUID()),
    reasons: read.map((_, index) => keptAt.get(index)?.reason),
    gone,
  };
}

function factsOfUnsaved(segment: Segment): KnownSegment {
  return { id: segment.id, ...factsOf(segment), sequence: segment.parsed.index };
}

function isSameFact(one: KnownSegment, other: KnownSegment): boolean {
  if (one === other) return true;
  return (
    one.id === other.id &&
    one.sequence === other.sequence &&
    one.ordinal === other.ordinal &&
    one.heading === other.heading &&
    one.textHash === other.textHash &&
    one.text === other.text
  );
}
