import { PairOwners } from './pairOwners';
import { bothKeys, keysOf, NO_KEY, onlyOnce, Pairing, type Group, type Keys, type Side } from './pairing';
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
  const pairs = new Pairing<Evidence>(old.length, parsed.length);
  if (isUnchanged(old, parsed)) {
    for (const index of old.keys()) pairs.join(index, index, 'heading and text');
    return outcome(old, pairs);
  }
  const keys = (keyOf: (segment: Omit<SegmentFacts, 'text'>) => string | undefined) =>
    onDemand(() => keysOf(old.map(keyOf), parsed.map(keyOf)));
  const blank = onDemand(() => new Set([...old, ...parsed].filter(isBlank).map(({ textHash }) => textHash)));
  const texts = keys(({ textHash }) => textHash);
  const headings = keys((segment) => segment.heading);

  const both: Clue = {
    evidence: 'heading and text',
    keys: onDemand(() => bothKeys(texts(), headings())),
  };
  pairUnique(pairs, both);
  pairFollowing(pairs, both);
  pairInOrder(pairs, both);

  // A text that occurs twice, such as a placeholder, points nowhere: headings are asked first. An empty
  // text is no evidence at all.
  const text: Clue = {
    evidence: 'text',
    keys: keys(({ textHash }) => (blank().has(textHash) ? undefined : textHash)),
  };
  pairUnique(pairs, { evidence: 'text', keys: () => onlyOnce(text.keys()) });

  const heading: Clue = { evidence: 'heading', keys: headings };
  const similar = similarPairs(old, parsed);
  pairUnique(pairs, heading);
  similar(pairs, heading);
  pairFollowing(pairs, heading);
  pairPreceding(pairs, heading);
  pairByNumber(pairs, heading, { known: old, parsed });

  pairFollowing(pairs, text);
  pairPreceding(pairs, text);
  pairInOrder(pairs, text);

  similar(pairs, sameNeighbour(pairs, 'similar text', ['before']));
  similar(pairs, sameNeighbour(pairs, 'similar text', ['after']));
  pairUnique(pairs, sameNeighbour(pairs, 'place', ['before', 'after']));
  return outcome(old, pairs);
}

/** Whether both sides say the same all along. No rule would find anything else then. */
function isUnchanged(old: readonly KnownSegment[], parsed: readonly SegmentFacts[]): boolean {
  if (old.length !== parsed.length) return false;
  return old.every((each, index) => {
    const against = parsed[index];
    return each.textHash === against?.textHash && each.heading === against.heading;
  });
}

function outcome(old: readonly KnownSegment[], pairs: Pairing<Evidence>): Reconciliation {
  const kept: KeptSegment[] = [];
  const added: number[] = [];
  for (let index = 0; index < pairs.size('parsed'); index++) {
    const id = old[pairs.partner('parsed', index) ?? -1]?.id;
    const reason = pairs.evidence(index);
    if (id === undefined || reason === undefined) added.push(index);
    else kept.push({ id, index, reason });
  }
  const gone = old.filter((_, index) => pairs.isFree('known', index)).map(({ id }) => id);
  return { kept, added, gone };
}

/** The keys of all segments of both sides, and what it shows that two are equal. */
interface Clue {
  readonly evidence: Evidence;
  readonly keys: () => Keys;
}

/** Joins what is the only free one with its key on both sides. */
function pairUnique(pairs: Pairing<Evidence>, { keys, evidence }: Clue): void {
  for (const group of pairs.groups(keys))
    if (group.known.length === 1 && group.parsed.length === 1) pairs.joinInOrder(group, evidence);
}

/** Joins the nth free one of a key with the nth free one of that key. */
function pairInOrder(pairs: Pairing<Evidence>, { keys, evidence }: Clue): void {
  for (const group of pairs.groups(keys)) pairs.joinInOrder(group, evidence);
}

/** Joins segments of equal key that come right after a pair, on both sides. */
function pairFollowing(pairs: Pairing<Evidence>, clue: Clue): void {
  const size = pairs.size('parsed');
  for (let index = 0; index < size; index++) pairNext(pairs, clue, index, 1);
}

/** Joins segments of equal key that come right before a pair, on both sides. */
function pairPreceding(pairs: Pairing<Evidence>, clue: Clue): void {
  for (let index = pairs.size('parsed') - 1; index >= 0; index--) pairNext(pairs, clue, index, -1);
}

function pairNext(pairs: Pairing<Evidence>, { keys, evidence }: Clue, index: number, step: 1 | -1): void {
  const partner = pairs.partner('parsed', index);
  if (partner === undefined) return;
  const known = partner + step;
  const parsed = index + step;
  if (!pairs.areFree(known, parsed)) return;
  const key = keys().known[known];
  if (key !== NO_KEY && key === keys().parsed[parsed]) pairs.join(known, parsed, evidence);
}

/**
 * Joins the free ones of a heading: in order when they are as many on both sides, else those of equal number.
 * The numbers count where not all is known: after a rebuild only what has a wav is.
 */
function pairByNumber(
  pairs: Pairing<Evidence>,
  { keys, evidence }: Clue,
  facts: Record<Side, readonly { ordinal: number }[]>,
): void {
  for (const group of pairs.groups(keys)) {
    const sameNumber = new Map(group.parsed.map((parsed) => [facts.parsed[parsed]?.ordinal, parsed]));
    const found = group.known.flatMap((known) => {
      const parsed = sameNumber.get(facts.known[known]?.ordinal);
      return parsed === undefined ? [] : [{ known, parsed }];
    });
    if (found.length === 0 || group.known.length === group.parsed.length) {
      pairs.joinInOrder(group, evidence);
      continue;
    }
    // Where locks and records are known apart, two may have one number.
    for (const { known, parsed } of found)
      if (pairs.areFree(known, parsed)) pairs.join(known, parsed, evidence);
  }
}

/**
 * Least similarity of a text and what became of it. Measured: of paragraphs of one document, as repetitive
 * as a licence, 99 in 100 are below 0.13 to each other; a paragraph with three words in ten replaced is at
 * 0.49, one that was cut to its first quarter at 0.39.
 */
export const SIMILAR = 0.3;

/** A rule that joins, among free segments of equal key, those whose texts are similar, the most similar ones first. */
function similarPairs(
  old: readonly KnownSegment[],
  parsed: readonly SegmentFacts[],
): (pairs: Pairing<Evidence>, clue: Clue) => void {
  const words: Record<Side, (WordPairs | undefined)[]> = { known: [], parsed: [] };
  const wordsOf = (side: Side, index: number): WordPairs =>
    (words[side][index] ??= wordPairsOf((side === 'known' ? old : parsed)[index]?.text ?? ''));
  /** Groups in which nothing is similar: with other neighbours in common they are still that. */
  const unlike: Group[] = [];
  return (pairs, { keys, evidence }) => {
    for (const group of pairs.groups(keys)) {
      if (unlike.some((each) => isSameGroup(each, group))) continue;
      const known = group.known.map((index) => wordsOf('known', index));
      const owners = new PairOwners(known);
      const found = group.parsed.flatMap((index) => {
        const own = wordsOf('parsed', index);
        // Comparing with this one only is what keeps the search linear.
        const place = owners.ownerOfMost(own);
        const partner = known[place];
        const similarity = partner ? likeness(partner, own) : 0;
        return similarity < SIMILAR ? [] : [{ known: group.known[place] ?? 0, parsed: index, similarity }];
      });
      if (found.length === 0) unlike.push(group);
      found.sort((a, b) => b.similarity - a.similarity);
      for (const each of found)
        if (pairs.areFree(each.known, each.parsed)) pairs.join(each.known, each.parsed, evidence);
    }
  };
}

function isSameGroup(one: Group, other: Group): boolean {
  const isSame = (side: Side) =>
    one[side].length === other[side].length && one[side].every((each, at) => each === other[side][at]);
  return isSame('known') && isSame('parsed');
}

/** A clue that free segments share when the nearest pair on these sides of them is the same. */
function sameNeighbour(
  pairs: Pairing<Evidence>,
  evidence: Evidence,
  where: readonly ('before' | 'after')[],
): Clue {
  const nearest = (direction: 'before' | 'after') =>
    keysOf(pairs.nearest('known', direction), pairs.nearest('parsed', direction));
  return { evidence, keys: onDemand(() => where.map(nearest).reduce(bothKeys)) };
}

const isBlank = ({ text }: { readonly text?: string }) => text?.trim() === '';

function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
