import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { isLocked, type LockFile } from '../store/locks';
import type { StoredSegment } from '../store/segmentRow';
import { reconcile, type KnownSegment } from '../story/reconcile';
import { titleFromFileName } from '../storyFile';
import { heldLocks, lockedFacts, type Held } from './heldLocks';
import { factsOfStored } from './movedFiles';
import { factsOf, type ReadSegment, type Reading } from './readStory';
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

/** A story, and what it was made of: the next joining takes from it what has not changed since. */
export interface Joined {
  readonly story: Story;
  readonly reading: Reading;
  readonly identities: Identities;
}

/** Which segment of the text is which known one, and what that was concluded from. */
interface Identities {
  readonly read: readonly ReadSegment[];
  readonly stored: readonly StoredSegment[];
  readonly facts: readonly KnownSegment[];
  /** By place in the text. */
  readonly ids: readonly string[];
  readonly gone: readonly string[];
}

/**
 * Joins what a story's text says with what is known of it. Segments that nobody knows get ids. A segment that is as it
 * was in `last` is the same object, and so is a story of which nothing changed.
 */
export function joinStory(
  file: Pick<Story, 'path' | 'storyPath' | 'projectId' | 'movedFrom'>,
  reading: Reading,
  known: Known,
  last?: Joined,
): Joined {
  const { projectId, storyPath } = file;
  const identities = identify(storyPath, reading.segments, known, last?.identities);
  const storedById = new Map(known.stored.map((each) => [each.id, each]));
  const isStored = (id: string) => storedById.has(id);
  const held = heldLocks(reading.segments, identities.ids, { locks: known.locks, storyPath, isStored });
  const { isNamed } = reading.voice;
  const before = last?.reading.voice.isNamed === isNamed ? last.story.segments : [];
  const segments = identities.ids.flatMap((id, index): Segment | [] => {
    const read = reading.segments[index];
    if (!read) return [];
    const facts = { id, projectId, read, stored: storedById.get(id), held: held(index) };
    const same = before[index];
    return same && isSameSegment(same, facts) ? same : segmentOf(facts, isNamed);
  });
  const story: Story = {
    ...file,
    source: reading.source,
    title: reading.parsed.title ?? titleFromFileName(basename(file.path)),
    parsed: reading.parsed,
    voice: reading.voice,
    segments,
    detached: identities.gone.flatMap((id) => {
      const stored = storedById.get(id);
      return stored ? withLock(stored, isLocked(known.locks, id, storyPath)) : [];
    }),
  };
  return { story: last && isSameStory(last.story, story) ? last.story : story, reading, identities };
}

/** A stored segment with what the lock file says of it: its lock may have come with git, and the store not know it. */
function withLock(stored: StoredSegment, is: boolean): StoredSegment {
  if (stored.isLocked === is) return stored;
  const other = others.get(stored) ?? { ...stored, isLocked: is };
  others.set(stored, other);
  return other;
}

const others = new WeakMap<StoredSegment, StoredSegment>();

/** Everything that a segment of a story is made of. */
interface SegmentFacts extends Pick<Segment, 'id' | 'projectId' | 'stored'> {
  readonly read: ReadSegment;
  readonly held: Held;
}

function segmentOf({ id, projectId, read, stored, held }: SegmentFacts, isNamed: boolean): Segment {
  return { id, projectId, ...read, stored, ...held, ...segmentState(stored, read.plan, isNamed) };
}

function isSameSegment(one: Segment, { id, projectId, read, stored, held }: SegmentFacts): boolean {
  return (
    one.id === id &&
    one.projectId === projectId &&
    one.parsed === read.parsed &&
    one.plan === read.plan &&
    one.stored === stored &&
    one.isLocked === held.isLocked &&
    one.lockedText === held.lockedText &&
    isSameList(one.locks, held.locks)
  );
}

function identify(
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
  const idAt = new Map(kept.map(({ index, id }) => [index, id]));
  return { read, stored, facts, ids: read.map((_, index) => idAt.get(index) ?? randomUUID()), gone };
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

function isSameStory(one: Story, other: Story): boolean {
  const { segments, detached, ...rest } = other;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  return (
    keys.every((key) => one[key] === rest[key]) &&
    isSameList(one.segments, segments) &&
    isSameList(one.detached, detached)
  );
}

function isSameList<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (one: T, other: T) => boolean = Object.is,
): boolean {
  return (
    one.length === other.length &&
    one.every((each, index) => {
      const against = other[index];
      return against !== undefined && isSame(each, against);
    })
  );
}
