import type { StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { isSimilar } from '../story/recognised';
import type { Identities } from './identities';
import { isWeak, type Presence } from './presence';
import type { ReadSegment } from './readStory';
import { isSameList } from './sameList';

/** How the segments of a story and those of other stories have changed places. */
export interface Elsewhere {
  /** By place in the text: segments that the store has of other stories, whose texts do not have them any more. */
  readonly borrowed: ReadonlyMap<number, StoredSegment>;
  /** Ids of this story's segments that other stories have borrowed. */
  readonly lent: ReadonlySet<string>;
  /** Places in the text whose segments are others than was concluded without looking at other stories. */
  readonly renewed: ReadonlySet<number>;
  /** Ids of records of copies, in whose place a borrowed segment is now. */
  readonly replaced: ReadonlySet<string>;
}

export interface MovedSegmentsOptions {
  readonly store: SegmentStore;
  /** All that is stored of a project, with the audio that is there. */
  readonly storedOf: (projectId: string) => Promise<readonly StoredSegment[]>;
  /** Which segments a project's story has now, and by which evidence; undefined when that cannot be told. */
  readonly presentIn: (projectId: string) => Promise<Presence | undefined>;
  /** Ids of a project's segments that stories which were opened have borrowed. */
  readonly lentBy: (projectId: string) => Set<string>;
}

/** A story that is looked at. */
export interface Subject {
  readonly projectId: string;
  /** Whether the store knows it. */
  readonly isKept: boolean;
  readonly identities: Identities;
}

/** A segment of another story that could be one of this. */
interface Candidate {
  readonly stored: StoredSegment;
  /** Whether its own story has it no more; else there is something that may be it, if its text is nowhere. */
  readonly isGone: boolean;
}

/**
 * Recognises segments that were moved from one story of a root to another: they vanished there, and their text, or their
 * heading over a similar text, is new here. What was only copied stays where it was. Nothing is written.
 */
export class MovedSegments {
  readonly #options: MovedSegmentsOptions;
  /** What was a copy when it was first seen, by id, and of what. Its original may be cut out of its story later. */
  readonly #originals = new Map<string, string>();

  constructor(options: MovedSegmentsOptions) {
    this.#options = options;
  }

  async of(subject: Subject): Promise<Elsewhere> {
    const { identities, projectId } = subject;
    const stored = new Map(identities.stored.map((each) => [each.id, each]));
    const lent = this.#options.lentBy(projectId);
    const open = identities.read.flatMap((read, index): Open | [] => {
      const id = identities.ids[index] ?? '';
      const own = stored.get(id);
      const hasRival = own !== undefined && isWeak(identities.reasons[index], own, read);
      // What only took the place of a copy has another text than the copy's original.
      const original = own && !hasRival && isBare(own) ? this.#originals.get(id) : undefined;
      if (read.text.trim() === '' || (own && !hasRival && original === undefined)) return [];
      return { index, id, read, own, original };
    });
    if (open.length === 0) return { ...NOTHING, lent };
    // Where one is only in the place of another, whose text is new in a story that is looked at later, that is the other.
    const rivals = open.filter(({ own, original }) => own && original === undefined);
    const fresh = rivals.length > 0 ? await this.#freshElsewhere(projectId) : NONE;
    const yields = rivals.filter(({ id, own }) => lent.has(id) || fresh.has(own?.textHash ?? ''));
    const renewed = new Set(yields.map(({ index }) => index));
    for (const { id } of yields) lent.add(id);
    const { taken, there } = await this.#candidates(subject, open);
    const borrowed = match(open, taken);
    for (const { index, id, read, own } of open) {
      if (borrowed.has(index)) continue;
      // What another story has must not be taken from it by an id that was given before.
      if (!own && there.some(({ stored: other }) => other.id === id)) renewed.add(index);
      const twin = there.find(({ stored: other }) => other.textHash === read.plan.textHash);
      if (!own && twin && !renewed.has(index)) this.#originals.set(id, twin.stored.id);
    }
    const replaced = open.filter(({ index, original }) => original !== undefined && borrowed.has(index));
    return { borrowed, lent, renewed, replaced: new Set(replaced.map(({ id }) => id)) };
  }

  /** Hashes of the texts that are new in the files of other stories. */
  async #freshElsewhere(projectId: string): Promise<Set<string>> {
    const fresh = new Set<string>();
    for (const { id } of await this.#options.store.listProjects()) {
      const presence = id === projectId ? undefined : await this.#options.presentIn(id);
      for (const text of presence?.fresh ?? []) fresh.add(text);
    }
    return fresh;
  }

  /** The segments of other stories that could be these: those that can be taken, and those that are where they were. */
  async #candidates({ projectId, isKept }: Subject, open: readonly Open[]) {
    const taken: Candidate[] = [];
    const there: Candidate[] = [];
    const unsaved = open.filter(({ own }) => !own);
    const found = await this.#options.store.findElsewhere(projectId, {
      ids: unsaved.map(({ id }) => id),
      textHashes: open.map(({ read }) => read.plan.textHash),
      headings: unsaved.map(({ read }) => read.parsed.heading),
    });
    for (const project of new Set(found.map((each) => each.projectId))) {
      const presence = await this.#options.presentIn(project);
      const wanted = new Set(found.map(({ id }) => id));
      for (const stored of await this.#options.storedOf(project)) {
        if (!wanted.has(stored.id)) continue;
        // Whose a story is that vanished as a whole is not for its segments to say.
        const mayMove = presence && (isKept || !presence.isMissing) && !presence.sure.has(stored.id);
        (mayMove ? taken : there).push({ stored, isGone: !presence?.any.has(stored.id) });
      }
    }
    return { taken, there };
  }
}

const NONE: ReadonlySet<string> = new Set();

const NOTHING: Elsewhere = {
  borrowed: new Map(),
  lent: new Set(),
  renewed: new Set(),
  replaced: new Set(),
};

/** A segment of the text that could be one of another story. */
interface Open {
  readonly index: number;
  readonly id: string;
  readonly read: ReadSegment;
  /** What the store has of it in this story, which must have little to lose. */
  readonly own: StoredSegment | undefined;
  /** Of what it was a copy when it was first seen. */
  readonly original: string | undefined;
}

/** Finds for each place the segment that it is, from the strongest evidence to the weakest, and each but once. */
function match(open: readonly Open[], candidates: readonly Candidate[]): Map<number, StoredSegment> {
  const best = candidates.toSorted((one, other) => worth(other.stored) - worth(one.stored));
  const borrowed = new Map<number, StoredSegment>();
  const used = new Set<string>();
  const rules: ((open: Open, candidate: Candidate) => boolean)[] = [
    ({ id, own }, { stored, isGone }) => !own && stored.id === id && isGone,
    (place, candidate) => isSameText(place, candidate) && isSameHeading(place, candidate),
    isSameText,
    (place, candidate) =>
      !place.own &&
      candidate.isGone &&
      isSameHeading(place, candidate) &&
      isSimilar(candidate.stored.textContent, place.read.text),
  ];
  for (const isSame of rules) {
    for (const place of open) {
      if (borrowed.has(place.index)) continue;
      const found = best.find((each) => !used.has(each.stored.id) && isSame(place, each));
      if (!found) continue;
      used.add(found.stored.id);
      borrowed.set(place.index, found.stored);
    }
  }
  return borrowed;
}

function isSameText({ read, original }: Open, { stored, isGone }: Candidate): boolean {
  if (stored.textHash !== read.plan.textHash) return false;
  return original === undefined || (stored.id === original && isGone);
}

function isSameHeading({ read }: Open, { stored }: Candidate): boolean {
  return stored.heading === read.parsed.heading;
}

/** Of two that are equal the one that has more to lose goes first. */
function worth({ isLocked, imageFile, audio }: StoredSegment): number {
  return (isLocked ? 4 : 0) + (imageFile === undefined ? 0 : 2) + (audio ? 1 : 0);
}

/** Whether nothing would be lost with a record. */
function isBare({ audio, imageFile, isLocked }: StoredSegment): boolean {
  return !audio && imageFile === undefined && !isLocked;
}

/** Whether both say the same. */
export function isSameElsewhere(one: Elsewhere, other: Elsewhere): boolean {
  const isSameSet = (a: Iterable<unknown>, b: Iterable<unknown>) => isSameList([...a], [...b]);
  return (
    isSameSet(one.borrowed.keys(), other.borrowed.keys()) &&
    isSameSet(one.borrowed.values(), other.borrowed.values()) &&
    isSameSet(one.lent, other.lent) &&
    isSameSet(one.renewed, other.renewed) &&
    isSameSet(one.replaced, other.replaced)
  );
}
