import { sha256 } from '../src/core/hash';
import { reconcile, type KnownSegment, type SegmentFacts } from '../src/core/story/reconcile';
import { sentence } from '../test/support/stories';
import { compare } from './measure';

const COUNT = 2_000;

/** How much there is to do depends on what segments have in common with those that were known. */
export function benchReconcile(): void {
  const known = segmentsOf((at) => `Section ${at}`).map((each, at): KnownSegment => {
    return { ...each, id: String(at), sequence: at };
  });
  const contender = (name: string, before: readonly KnownSegment[], after: readonly SegmentFacts[]) => {
    return { name, run: () => reconcile(before, after) };
  };
  const edited = (text: string) => text.replaceAll(' day', ' the very day');
  const rewritten = (text: string) => text.split(' ').reverse().join(' ');
  compare(`${COUNT} segments of 500 characters, reconciled`, [
    contender(
      'nothing changed',
      known,
      segmentsOf((at) => `Section ${at}`),
    ),
    contender(
      'rewritten',
      known,
      segmentsOf((at) => `Section ${at}`, rewritten),
    ),
    contender(
      'edited and renamed',
      known,
      segmentsOf((at) => `Chapter ${at}`, edited),
    ),
    contender(
      'rewritten and renamed',
      known,
      segmentsOf((at) => `Chapter ${at}`, rewritten),
    ),
    contender(
      'rewritten under one heading',
      known.map((each, ordinal) => ({ ...each, heading: 'Section', ordinal })),
      segmentsOf(() => 'Section', rewritten),
    ),
  ]);
}

function segmentsOf(headingAt: (at: number) => string, change = (text: string) => text): SegmentFacts[] {
  const ordinals = new Map<string, number>();
  return Array.from({ length: COUNT }, (_, at) => {
    const heading = headingAt(at);
    const ordinal = ordinals.get(heading) ?? 0;
    ordinals.set(heading, ordinal + 1);
    const text = change(Array.from({ length: 8 }, (_, index) => sentence(8 * at + index)).join(' '));
    return { heading, ordinal, text, textHash: sha256(text) };
  });
}
