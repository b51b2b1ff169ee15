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
    return { evidence, known: old.map(key), parsed: parsed.map(key) };
  };
  const words: Words = {
    known: old.map(({ text }) => onDemand(() => wordPairsOf(text ?? ''))),
    parsed: parsed.map(({ text }) => onDemand(() => wordPairsOf(text))),
  };
  const blank = new Set([...old, ...parsed].filter(isBlank).map(({ textHash }) => textHash));

  const both = clue('heading and text', (segment) => `${segment.textHash} ${segment.heading}`);
  pairUnique(pairs, both);
  pairAdjacent(pairs, both);
  pairUnique(pairs, clue(both.evidence, (segment) => `${segment.textHash} ${numberedHeading(segment)}`));
  pairInOrder(pairs, both);

  // A text that occurs twice, such as a placeholder, points nowhere: headings are asked first. An empty
  // text is no evidence at all.
  const text = clue('text', ({ textHash }) => (blank.has(textHash) ? undefined : textHash));
  pairUnique(pairs, { ...text, known: onlyOnce(text.known), parsed: onlyOnce(text.parsed) });

  const heading = clue('heading', (segment) => segment.heading);
  pairUnique(pairs, heading);
  pairSimilar(pairs, heading, words);
  pairAdjacent(pairs, heading);
  pairUnique(pairs, clue(heading.evidence, numberedHeading));
  pairInOrder(pairs, heading);

  pairAdjacent(pairs, text);
  pairInOrder(pairs, text);

  pairSimilar(pairs, sameNeighbour(pairs, 'similar text', ['before']), words);
  pairSimilar(pairs, sameNeighbour(pairs, 'similar text', ['after']), words);
  pairUnique(pairs, sameNeighbour(pairs, 'place', ['before', 'after']));

  return {
    kept: pairs.parsed.flatMap((pair, index) => {
      const id = pair && old[pair.partner]?.id;
      return id === undefined ? [] : [{ id, index, reason: pair.evidence }];
    }),
    added: [...parsed.keys()].filter((index) => !pairs.parsed[index]),
    gone: old.filter((_, index) => !pairs.known[index]).map(({ id }) => id),
  };
}

const sides = ['known', 'parsed'] as const;

/** What two segments must share to be a pair. Undefined is shared with nobody. */
type Key = string | undefined;

/** The keys of all segments of both sides, and what it shows when two of them are equal. */
interface Clue {
  readonly evidence: Evidence;
  readonly known: readonly Key[];
  readonly parsed: readonly Key[];
}

interface Pair {
  /** Index on the other side. */
  readonly partner: number;
  readonly evidence: Evidence;
}

/** For every segment the pair it is part of; undefined while it is free. */
type Pairs = Record<'known' | 'parsed', (Pair | undefined)[]>;

function join(pairs: Pairs, known: number, parsed: number, evidence: Evidence): void {
  pairs.known[known] = { partner: parsed, evidence };
  pairs.parsed[parsed] = { partner: known, evidence };
}

function areFree(pairs: Pairs, known: number, parsed: number): boolean {
  return !pairs.known[known] && !pairs.parsed[parsed];
}

/** The free segments of both sides by key, each list in order. */
function freeByKey(pairs: Pairs, clue: Clue): Iterable<{ known: number[]; parsed: number[] }> {
  const groups = new Map<string, { known: number[]; parsed: number[] }>();
  for (const side of sides) {
    for (const [index, key] of clue[side].entries()) {
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
  for (const { known, parsed } of freeByKey(pairs, clue)) {
    const [first] = known;
    const [other] = parsed;
    if (known.length > 1 || parsed.length > 1 || first === undefined || other === undefined) continue;
    join(pairs, first, other, clue.evidence);
  }
}

/** Joins segments of equal key that follow, or else precede, a pair on both sides. */
function pairAdjacent(pairs: Pairs, clue: Clue): void {
  const visit = (index: number, step: 1 | -1) => {
    const pair = pairs.parsed[index];
    if (!pair) return;
    const known = pair.partner + step;
    const parsed = index + step;
    const key = clue.known[known];
    if (key === undefined || key !== clue.parsed[parsed] || !areFree(pairs, known, parsed)) return;
    join(pairs, known, parsed, clue.evidence);
  };
  for (const index of pairs.parsed.keys()) visit(index, 1);
  for (const index of [...pairs.parsed.keys()].reverse()) visit(index, -1);
}

/** Joins the nth free one of a key with the nth free one of that key. */
function pairInOrder(pairs: Pairs, clue: Clue): void {
  for (const group of freeByKey(pairs, clue)) {
    for (const [nth, known] of group.known.entries()) {
      const parsed = group.parsed[nth];
      if (parsed !== undefined) join(pairs, known, parsed, clue.evidence);
    }
  }
}

/**
 * Least similarity of a text and what became of it. Paragraphs of the same book that have nothing to do
 * with each other stay below 0.1; one of which every fifth word was replaced is at about 0.6.
 */
const SIMILAR = 0.3;

/** The pairs of neighbouring words of every segment's text, counted when they are first asked for. */
type Words = Record<'known' | 'parsed', readonly (() => ReadonlySet<string>)[]>;

/** Among free segments of equal key joins those whose texts are similar, the most similar ones first. */
function pairSimilar(pairs: Pairs, clue: Clue, words: Words): void {
  for (const group of freeByKey(pairs, clue)) {
    if (group.known.length === 0 || group.parsed.length === 0) continue;
    const owners = ownersOf(group.known, words);
    const found = group.parsed.flatMap((parsed) => {
      const known = favourite(words.parsed[parsed]?.() ?? new Set(), owners);
      if (known === undefined) return [];
      const similarity = dice(words.known[known]?.(), words.parsed[parsed]?.());
      return similarity < SIMILAR ? [] : [{ known, parsed, similarity }];
    });
    found.sort((a, b) => b.similarity - a.similarity);
    for (const { known, parsed } of found) {
      if (areFree(pairs, known, parsed)) join(pairs, known, parsed, clue.evidence);
    }
  }
}
