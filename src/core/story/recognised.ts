import { reconcile, SIMILAR, type KnownSegment, type SegmentFacts } from './reconcile';
import { likeness, wordPairsOf } from './wordPairs';

/**
 * The ids of the known segments that a document has by what they say. A heading or a place alone is no evidence: every
 * book has a first chapter.
 */
export function recognised(known: readonly KnownSegment[], parsed: readonly SegmentFacts[]): Set<string> {
  const byId = new Map(known.map((each) => [each.id, each]));
  const { kept } = reconcile(known, parsed);
  const found = kept.filter(({ id, index, reason }) => {
    const [before, now] = [byId.get(id), parsed[index]];
    if (!before || !now || now.text.trim() === '' || reason === 'place') return false;
    return reason !== 'heading' || isSimilar(before.text ?? '', now.text);
  });
  return new Set(found.map(({ id }) => id));
}

/** Whether one text is what became of the other. */
export function isSimilar(one: string, other: string): boolean {
  return likeness(wordPairsOf(one), wordPairsOf(other)) >= SIMILAR;
}
