import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256 } from '../../src/core/hash';
import { reconcile, type KnownSegment, type SegmentFacts } from '../../src/core/story/reconcile';
import { anyEdit, applyEdit, PARAGRAPHS, seedOfEnvironment, type Section } from './editScripts';

const start: fc.Arbitrary<Section[]> = fc.array(
  fc.record({
    heading: fc.nat({ max: 20 }).map((n) => (n < 4 ? 'Chapter 1' : `Part ${n}`)),
    text: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...PARAGRAPHS) },
      fc.constantFrom('', 'To be written.'),
    ),
  }),
  { maxLength: 12 },
);
const script = fc.array(anyEdit, { minLength: 1, maxLength: 6 });

function factsOf(sections: readonly Section[]): SegmentFacts[] {
  const seen = new Map<string, number>();
  return sections.map(({ heading, text }) => {
    const ordinal = seen.get(heading) ?? 0;
    seen.set(heading, ordinal + 1);
    return { heading, ordinal, text, textHash: sha256(text) };
  });
}

const countOf = <T>(list: readonly T[], isWanted: (each: T) => boolean) => list.filter(isWanted).length;

/** What must hold of the ids, whatever was done. */
function check(before: readonly SegmentFacts[], after: readonly SegmentFacts[]): void {
  const known = before.map((each, index): KnownSegment => ({ ...each, id: String(index), sequence: index }));
  const { kept, added, gone } = reconcile(Object.freeze(known), Object.freeze([...after]));
  const holderAt = new Map(kept.map(({ index, id }) => [index, Number(id)]));
  const placeOf = new Map(kept.map(({ index, id }) => [Number(id), index]));

  // Total: each once, on both sides.
  assert.deepEqual(
    [...placeOf.keys(), ...gone.map(Number)].sort((a, b) => a - b),
    [...before.keys()],
  );
  assert.deepEqual(
    [...holderAt.keys(), ...added].sort((a, b) => a - b),
    [...after.keys()],
  );
  // Pure: the same again.
  assert.deepEqual(reconcile(known, after), { kept, added, gone });

  for (const [id, { heading, text, textHash }] of before.entries()) {
    const survivors = [...after.keys()].filter((index) => after[index]?.textHash === textHash);
    if (text !== '' && survivors.length > 0) {
      const isUnique = survivors.length === 1 && countOf(before, (each) => each.textHash === textHash) === 1;
      if (isUnique) assert.equal(placeOf.get(id), survivors[0], `the text of ${id} survived`);
      // Of texts that occur often each holder has a right to it: by the text, or by its heading.
      const isTaken = survivors.every((index) => {
        const holder = before[holderAt.get(index) ?? -1];
        return holder && (holder.textHash === textHash || holder.heading === after[index]?.heading);
      });
      assert.ok(isUnique || placeOf.has(id) || isTaken, `the text of ${id} survived, and nobody has it`);
      continue;
    }
    const namesakes = [...after.keys()].filter((index) => after[index]?.heading === heading);
    const [place = -1] = namesakes;
    const isUnique = namesakes.length === 1 && countOf(before, (each) => each.heading === heading) === 1;
    const isNewText = countOf(before, (each) => each.textHash === after[place]?.textHash) === 0;
    if (isUnique && isNewText) assert.equal(placeOf.get(id), place, `the heading of ${id} survived`);
  }
}

/** Random edits of real texts, `scripts` times. A failure prints the seed that repeats it, and is shrunk. */
export function reconcileScripts({ scripts }: { scripts: number }): void {
  it(`${scripts} random edit scripts: whose text survived, or else whose heading did, keeps its id`, () => {
    fc.assert(
      fc.property(start, script, (sections, edits) => {
        const [after = []] = edits.reduce<Section[][]>(applyEdit, [sections]);
        check(factsOf(sections), factsOf(after));
      }),
      { numRuns: scripts, ...seedOfEnvironment() },
    );
  });
}
