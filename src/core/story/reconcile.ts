import { PairOwners } from './pairOwners';
import { likeness, wordPairsOf, type WordPairs } from './wordPairs';

/** What a document says about a segment, as far as its identity goes. */
export interface SegmentFacts {
  readonly heading: string;
  /** How many earlier segments of the document have the same heading. */
  readonly ordinal: number;
  /** Hash of `text`: equal hashes are equal texts. */
  readonly textHash: string;
  /** What is spoken. */
  readonly text: string;
}

/** A segment as it was when the document was last looked at. */
export interface KnownSegment extends Omit<SegmentFacts, 'text'> {
  readonly id: string;
  /** Its place in the document then. Only the order of these numbers counts. */
  readonly sequence: number;
  /** Left out where only the hash was kept. */
  readonly text?: string;
}

/** What a segment was recognised by. `place`: it is the only one left between two that were recognised. */
export type Evidence = 'heading and text' | 'text' | 'heading' | 'similar text' | 'place';

export interface KeptSegment {
  readonly id: string;
  /** Into the parsed segments. */
  readonly index: number;
  readonly reason: Evidence;
}

export interface Reconciliation {
  /** In the order of the document. */
  readonly kept: readonly KeptSegment[];
  /** Indices of the parsed segments that are new. */
  readonly added: readonly number[];
  /** Ids that are no longer in the document, in their old order. */
  readonly gone: readonly string[];
}

/**
 * Finds out which parsed segment is which known one, since a story carries no ids. Pure and total: every
 * known segment is kept once or gone, every parsed one is kept or added. Linear but for its sorts.
 *
 * The rules run from the strongest evidence to the weakest, and each sees only what those before it left.
 * What is unique may have moved anywhere. What is not is told apart by neighbours that are already
 * recognised (as Heckel compares files, CACM 21(4), 1978), then by its number, then by its order.
 */
export function reconcile(known: readonly KnownSegment[], parsed: readonly SegmentFacts[]): Reconciliation {
  const old = known.toSorted((a, b) => a.sequence - b.sequence);
  const pairs: Pairs = { known: old.map(() => undefined), parsed: parsed.map(() => undefined) };
  const clue = (evidence: Evidence, key: (segment: Omit<SegmentFacts, 'text'>) => Key): Clue => {
    return { evidence, known: onDemand(() => old.map(key)), parsed: onDemand(() => parsed.map(key)) };
  };
  const words: Words = {
    known: old.map(({ text }) => onDemand(() => wordPairsOf(text ?? ''))),
    parsed: parsed.map(({ text }) => onDemand(() => wordPairsOf(text))),
  };
  const blank = new Set([...old, ...parsed].filter(isBlank).map((segment) => segment.textHash));

  const both = clue('heading and text', (segment) => `${segment.textHash} ${segment.heading}`);
  pairUnique(pairs, both);
  pairFollowing(pairs, both);
  pairInOrder(pairs, both);

  // A text that occurs twice, such as a placeholder, points nowhere: headings are asked first. An empty
  // text is no evidence at all.
  const text = clue('text', ({ textHash }) => (blank.has(textHash) ? undefined : textHash));
  pairUnique(pairs, onlyOnce(text));

  const heading = clue('heading', (segment) => segment.heading);
  pairUnique(pairs, heading);
  pairSimilar(pairs, heading, words);
  pairFollowing(pairs, heading);
  pairPreceding(pairs, heading);
  pairByNumber(pairs, heading, { known: old, parsed });

  pairFollowing(pairs, text);
  pairPreceding(pairs, text);
  pairInOrder(pairs, text);

  pairSimilar(pairs, sameNeighbour(pairs, 'similar text', ['before']), words);
  pairSimilar(pairs, sameNeighbour(pairs, 'similar text', ['after']), words);
  pairUnique(pairs, sameNeighbour(pairs, 'place', ['before', 'after']));

  return {
    kept: pairs.parsed.flatMap((pair, index) => {
      const id = pair && old[pair.partner]?.id;
      return pair && id !== undefined ? [{ id, index, reason: pair.evidence }] : [];
    }),
    added: [...parsed.keys()].filter((index) => !pairs.parsed[index]),
    gone: old.filter((_, index) => !pairs.known[index]).map(({ id }) => id),
  };
}

const sides = ['known', 'parsed'] as const;
type Side = (typeof sides)[number];

/** What two segments must share to be a pair. Undefined is shared with nobody. */
type Key = string | undefined;

/** The keys of all segments of both sides, made when first asked for, and what it shows that two are equal. */
interface Clue extends Record<Side, () => readonly Key[]> {
  readonly evidence: Evidence;
}

interface Pair {
  /** Index on the other side. */
  readonly partner: number;
  readonly evidence: Evidence;
}

/** For every segment the pair it is part of; undefined while it is free. */
type Pairs = Record<Side, (Pair | undefined)[]>;

/** Indices of the free segments with one key, each list in order. */
type Group = Record<Side, number[]>;

function join(pairs: Pairs, known: number, parsed: number, evidence: Evidence): void {
  pairs.known[known] = { partner: parsed, evidence };
  pairs.parsed[parsed] = { partner: known, evidence };
}

function joinInOrder(pairs: Pairs, group: Group, evidence: Evidence): void {
  for (const [nth, known] of group.known.entries()) {
    const parsed = group.parsed[nth];
    if (parsed !== undefined) join(pairs, known, parsed, evidence);
  }
}

const areFree = (pairs: Pairs, known: number, parsed: number) => !pairs.known[known] && !pairs.parsed[parsed];

/** The free segments of both sides by key. */
function freeByKey(pairs: Pairs, clue: Clue): Iterable<Group> {
  const groups = new Map<string, Group>();
  // Mostly all is settled by the first rule. What is left to do then must cost next to nothing.
  if (sides.some((side) => !pairs[side].includes(undefined))) return [];
  for (const side of sides) {
    for (const [index, key] of clue[side]().entries()) {
      if (key === undefined || pairs[side][index]) continue;
      const group = groups.get(key) ?? { known: [], parsed: [] };
      group[side].push(index);
      groups.set(key, group);
    }
  }
  return groups.values();
}

/** Joins what is the only free one with its key on both sides. */
function pairUnique(pairs: Pairs, clue: Clue): void {
  for (const group of freeByKey(pairs, clue)) {
    if (group.known.length === 1 && group.parsed.length === 1) joinInOrder(pairs, group, clue.evidence);
  }
}

/** Joins the nth free one of a key with the nth free one of that key. */
function pairInOrder(pairs: Pairs, clue: Clue): void {
  for (const group of freeByKey(pairs, clue)) joinInOrder(pairs, group, clue.evidence);
}

/** Joins segments of equal key that come right after a pair, on both sides. */
function pairFollowing(pairs: Pairs, clue: Clue): void {
  for (const index of pairs.parsed.keys()) pairNext(pairs, clue, index, 1);
}

/** Joins segments of equal key that come right before a pair, on both sides. */
function pairPreceding(pairs: Pairs, clue: Clue): void {
  for (const index of [...pairs.parsed.keys()].reverse()) pairNext(pairs, clue, index, -1);
}

function pairNext(pairs: Pairs, clue: Clue, index: number, step: 1 | -1): void {
  const pair = pairs.parsed[index];
  if (!pair) return;
  const known = pair.partner + step;
  const parsed = index + step;
  if (!areFree(pairs, known, parsed)) return;
  const key = clue.known()[known];
  if (key !== undefined && key === clue.parsed()[parsed]) join(pairs, known, parsed, clue.evidence);
}

/**
 * Joins the free ones of a heading: in order when they are as many on both sides, else those of equal number.
 * The numbers count where not all is known: after a rebuild only what has a wav is.
 */
function pairByNumber(pairs: Pairs, clue: Clue, facts: Record<Side, readonly { ordinal: number }[]>): void {
  for (const group of freeByKey(pairs, clue)) {
    const sameNumber = new Map(group.parsed.map((parsed) => [facts.parsed[parsed]?.ordinal, parsed]));
    const found = group.known.flatMap((known) => {
      const parsed = sameNumber.get(facts.known[known]?.ordinal);
      return parsed === undefined ? [] : [{ known, parsed }];
    });
    if (found.length === 0 || group.known.length === group.parsed.length) {
      joinInOrder(pairs, group, clue.evidence);
      continue;
    }
    // Where locks and records are known apart, two may have one number.
    for (const { known, parsed } of found)
      if (areFree(pairs, known, parsed)) join(pairs, known, parsed, clue.evidence);
  }
}

/**
 * Least similarity of a text and what became of it. Measured: of paragraphs of one document, as repetitive
 * as a licence, 99 in 100 are below 0.13 to each other; a paragraph with three words in ten replaced is at
 * 0.49, one that was cut to its first quarter at 0.39.
 */
export const SIMILAR = 0.3;

/** The word pairs of every segment, made when first asked for. */
type Words = Record<Side, readonly (() => WordPairs)[]>;

/** Among free segments of equal key joins those whose texts are similar, the most similar ones first. */
function pairSimilar(pairs: Pairs, clue: Clue, words: Words): void {
  for (const group of freeByKey(pairs, clue)) {
    if (group.known.length === 0 || group.parsed.length === 0) continue;
    const known = group.known.map((index) => words.known[index]?.() ?? NOTHING);
    const owners = new PairOwners(known);
    const found = group.parsed.flatMap((parsed) => {
      const own = words.parsed[parsed]?.() ?? NOTHING;
      // Comparing with this one only is what keeps the search linear.
      const place = owners.ownerOfMost(own);
      const index = group.known[place];
      const similarity = likeness(known[place] ?? NOTHING, own);
      return index === undefined || similarity < SIMILAR ? [] : [{ known: index, parsed, similarity }];
    });
    found.sort((a, b) => b.similarity - a.similarity);
    for (const { known, parsed } of found) {
      if (areFree(pairs, known, parsed)) join(pairs, known, parsed, clue.evidence);
    }
  }
}

const NOTHING: WordPairs = new Int32Array();

/** A clue that free segments share when the nearest pair on these sides of them is the same. */
function sameNeighbour(pairs: Pairs, evidence: Evidence, where: readonly ('before' | 'after')[]): Clue {
  const keysOf = (side: Side) => {
    const columns = where.map((direction) => nearestPairs(pairs, side, direction));
    return pairs[side].map((_, index) => columns.map((column) => column[index]).join(' '));
  };
  return { evidence, known: onDemand(() => keysOf('known')), parsed: onDemand(() => keysOf('parsed')) };
}

/** For every segment of a side the nearest pair before or after it, named by its known index. */
function nearestPairs(pairs: Pairs, side: Side, where: 'before' | 'after'): string[] {
  const nearest: string[] = [];
  let last = 'edge';
  const indices = [...pairs[side].keys()];
  for (const index of where === 'before' ? indices : indices.reverse()) {
    nearest[index] = last;
    const pair = pairs[side][index];
    if (pair) last = String(side === 'known' ? index : pair.partner);
  }
  return nearest;
}

const isBlank = ({ text }: { readonly text?: string }) => text?.trim() === '';

/** The same clue without the keys that occur more than once on a side. */
function onlyOnce({ evidence, known, parsed }: Clue): Clue {
  const single = (keys: readonly Key[]) => {
    const counts = new Map<Key, number>();
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    return keys.map((key) => (counts.get(key) === 1 ? key : undefined));
  };
  return { evidence, known: onDemand(() => single(known())), parsed: onDemand(() => single(parsed())) };
}

function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
