import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { LockFile } from '../store/locks';
import { titleFromFileName } from '../storyFile';
import { heldLocks, lockedAsNow, type Held } from './heldLocks';
import type { Identities } from './identities';
import type { Elsewhere } from './movedSegments';
import type { ReadSegment, Reading } from './readStory';
import { isSameList } from './sameList';
import { segmentState, type PlannedVoice } from './segmentState';
import type { Segment, Story } from './story';

/** A story, and what it was made of: the next joining takes from it what has not changed since. */
export interface Joined {
  readonly story: Story;
  readonly reading: Reading;
  readonly identities: Identities;
  readonly elsewhere: Elsewhere;
  readonly model: string | undefined;
}

/**
 * Joins what a story's text says with what is known of it. A segment that is as it was in `last` is the same object, and
 * so is a story of which nothing changed.
 */
export function joinStory(
  file: Pick<Story, 'path' | 'storyPath' | 'projectId' | 'movedFrom' | 'lockedFrom'>,
  reading: Reading,
  { identities, elsewhere, locks, model }: Facts,
  last?: Joined,
): Joined {
  const { projectId, storyPath } = file;
  const { borrowed, renewed } = elsewhere;
  const ids = identities.ids.map(
    (id, index) => borrowed.get(index)?.id ?? (renewed.has(index) ? randomUUID() : id),
  );
  const storedById = new Map([...identities.stored, ...borrowed.values()].map((each) => [each.id, each]));
  const isStored = (id: string) => storedById.has(id);
  const held = heldLocks(reading.segments, ids, { locks, storyPath, isStored });
  const { isNamed } = reading.voice;
  const isSameVoice = last?.reading.voice.isNamed === isNamed && last.model === model;
  const before = isSameVoice ? last.story.segments : [];
  const segments = ids.flatMap((id, index): Segment | [] => {
    const read = reading.segments[index];
    if (!read) return [];
    const facts = { id, projectId, read, stored: storedById.get(id), held: held(index) };
    const same = before[index];
    // What speaks the story's voice says nothing of one that a heading names.
    const isStoryVoice = read.plan.settings.voice === reading.voice.voice;
    const planned = { isNamed: read.isVoiceNamed, model: isStoryVoice ? model : undefined };
    return same && isSameSegment(same, facts) ? same : segmentOf(facts, planned);
  });
  const story: Story = {
    ...file,
    source: reading.source,
    title: reading.parsed.title ?? titleFromFileName(basename(file.path)),
    parsed: reading.parsed,
    voice: reading.voice,
    speech: reading.speech,
    segments,
    ...leftOut(identities, new Set(ids), { elsewhere, locks, storyPath }),
  };
  return {
    story: last && isSameStory(last.story, story) ? last.story : story,
    reading,
    identities,
    elsewhere,
    model,
  };
}

/** Which segments are which, those of other stories included. */
interface Facts {
  readonly identities: Identities;
  readonly elsewhere: Elsewhere;
  readonly locks: LockFile;
  /** What speaks the story's voice now. */
  readonly model: string | undefined;
}

/** What the store has of a story and its text has not. */
function leftOut(
  { stored, gone }: Identities,
  ids: ReadonlySet<string>,
  {
    elsewhere: { lent, replaced },
    locks,
    storyPath,
  }: Pick<Facts, 'elsewhere' | 'locks'> & Pick<Story, 'storyPath'>,
): Pick<Story, 'detached' | 'moved' | 'replaced'> {
  const place = new Map(gone.map((id, index) => [id, index]));
  const absent = stored
    .filter(({ id }) => !ids.has(id))
    .sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  return {
    detached: absent
      .filter(({ id }) => !lent.has(id) && !replaced.has(id))
      .map((each) => lockedAsNow(each, locks, storyPath)),
    moved: absent.filter(({ id }) => lent.has(id)),
    replaced: absent.filter(({ id }) => !lent.has(id) && replaced.has(id)),
  };
}

/** Everything that a segment of a story is made of. */
interface SegmentFacts extends Pick<Segment, 'id' | 'projectId' | 'stored'> {
  readonly read: ReadSegment;
  readonly held: Held;
}

function segmentOf({ id, projectId, read, stored, held }: SegmentFacts, voice: PlannedVoice): Segment {
  return { id, projectId, ...read, stored, ...held, ...segmentState(stored, read.plan, voice) };
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

function isSameStory(one: Story, other: Story): boolean {
  const { segments, detached, moved, replaced, ...rest } = other;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  return (
    keys.every((key) => one[key] === rest[key]) &&
    isSameList(one.segments, segments) &&
    isSameList(one.detached, detached) &&
    isSameList(one.moved, moved) &&
    isSameList(one.replaced, replaced)
  );
}
