import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sha256 } from '../../../../src/core/hash';
import type { KnownSegment, SegmentFacts } from '../../../../src/core/story/reconcile';
import { reconcile } from '../../../../src/core/story/reconcile';

const facts = (heading: string, text: string): Omit<SegmentFacts, 'ordinal'> => ({
  heading,
  text,
  textHash: sha256(text),
});

/** Gives every segment its number among those of equal heading, as a parser does. */
function numbered(segments: readonly Omit<SegmentFacts, 'ordinal'>[]): SegmentFacts[] {
  const seen = new Map<string, number>();
  return segments.map((segment) => {
    const ordinal = seen.get(segment.heading) ?? 0;
    seen.set(segment.heading, ordinal + 1);
    return { ...segment, ordinal };
  });
}

/** Segments as they are known after they were parsed once: `a` is the id of the first, `b` of the second. */
function remembered(segments: readonly SegmentFacts[]): (KnownSegment & SegmentFacts)[] {
  return segments.map((segment, index) => ({ ...segment, id: idOf(index), sequence: index }));
}

const idOf = (index: number) => (index < 26 ? String.fromCharCode(97 + index) : `id${index}`);

const withoutText = ({ id, heading, ordinal, textHash, sequence }: KnownSegment): KnownSegment => {
  return { id, heading, ordinal, textHash, sequence };
};

const texts: Record<string, string> = {
  long: 'The lamp had gone out before the keeper reached the top of the stair and the sea was quite black.',
  longEdited: 'The lamp had gone out before the keeper reached the top of the steps and the sea was black.',
  longHalf: 'The lamp had gone out before the keeper reached the top. Down at the beach boats were burning.',
  unlike: 'We had supper early and the sea was not mentioned again by any of us.',
  other: 'Nobody in the village spoke of the winter in which the boats had stayed on the beach.',
  otherEdited: 'Nobody in the village spoke about the winter in which all boats had stayed on the beach.',
  zh: '灯塔的灯在守塔人走到楼梯顶端之前就已经熄灭了',
  zhEdited: '灯塔的灯在看守人走到楼梯顶端之前就已经熄灭',
};

/** `A:1 B:2 B:` is three segments: heading A with text 1, B with text 2, B without text. */
function story(notation: string): SegmentFacts[] {
  const words = notation.split(' ').filter((word) => word !== '');
  return numbered(
    words.map((word) => {
      const [heading = '', text = ''] = word.split(':');
      return facts(heading, texts[text] ?? text);
    }),
  );
}

/** What came of it, in the same spirit: the ids in the new order, `+` for a new one, then what is gone. */
function outcome(known: readonly KnownSegment[], parsed: readonly SegmentFacts[]): string {
  const { kept, gone } = reconcile(known, parsed);
  const ids = parsed.map((_, index) => kept.find((each) => each.index === index)?.id ?? '+');
  return [...ids, ...gone.map((id) => `-${id}`)].join(' ');
}

function isTotal(known: readonly KnownSegment[], parsed: readonly SegmentFacts[]): void {
  const { kept, added, gone } = reconcile(known, parsed);
  const sorted = (values: readonly string[]) => [...values].sort();
  assert.deepEqual(sorted([...kept.map(({ id }) => id), ...gone]), sorted(known.map(({ id }) => id)));
  assert.deepEqual(
    [...kept.map(({ index }) => index), ...added].sort((a, b) => a - b),
    [...parsed.keys()],
  );
}

type Row = [title: string, before: string, after: string, expected: string];

function table(
  rows: readonly Row[],
  known: (segments: readonly SegmentFacts[]) => KnownSegment[] = remembered,
) {
  for (const [title, before, after, expected] of rows) {
    it(`${title}: ${before || 'nothing'} ▶ ${after || 'nothing'} is ${expected || 'nothing'}`, () => {
      assert.equal(outcome(known(story(before)), story(after)), expected);
      isTotal(known(story(before)), story(after));
    });
  }
}

describe('reconcile', () => {
  describe('what is unchanged', () => {
    table([
      ['an empty story', '', '', ''],
      ['a new story', '', 'A:1 B:2', '+ +'],
      ['an emptied story', 'A:1 B:2', '', '-a -b'],
      ['no change', 'A:1 B:2 C:3', 'A:1 B:2 C:3', 'a b c'],
      ['no change among equals', 'A:1 A:1 A: A: B:1', 'A:1 A:1 A: A: B:1', 'a b c d e'],
      ['a segment at the front', 'A:1 B:2', 'N:9 A:1 B:2', '+ a b'],
      ['a segment at the end', 'A:1 B:2', 'A:1 B:2 N:9', 'a b +'],
      ['a segment deleted', 'A:1 B:2 C:3', 'A:1 C:3', 'a c -b'],
      ['all deleted but one', 'A:1 B:2 C:3', 'B:2', 'b -a -c'],
    ]);
  });

  describe('what moved', () => {
    table([
      ['moved up', 'A:1 B:2 C:3', 'B:2 A:1 C:3', 'b a c'],
      ['moved to the front', 'A:1 B:2 C:3', 'C:3 A:1 B:2', 'c a b'],
      ['turned round', 'A:1 B:2 C:3 D:4', 'D:4 C:3 B:2 A:1', 'd c b a'],
      ['swapped under equal headings', 'A:1 A:2', 'A:2 A:1', 'b a'],
      ['swapped with equal texts', 'A:1 B:1', 'B:1 A:1', 'b a'],
      ['moved without a text', 'A: B: C:3', 'C:3 B: A:', 'c b a'],
      ['moved and renamed', 'A:1 B:2 C:3', 'C:3 N:1 B:2', 'c a b'],
      ['moved and rewritten', 'A:1 B:2 C:3', 'B:2 C:3 A:9', 'b c a'],
    ]);
  });

  describe('what was renamed or rewritten', () => {
    table([
      ['renamed', 'A:1 B:2 C:3', 'A:1 N:2 C:3', 'a b c'],
      ['all renamed', 'A:1 B:2 C:3', 'X:1 Y:2 Z:3', 'a b c'],
      ['all rewritten', 'A:1 B:2 C:3', 'A:7 B:8 C:9', 'a b c'],
      ['emptied', 'A:1 B:2', 'A: B:2', 'a b'],
      ['filled', 'A: B:', 'A:1 B:2', 'a b'],
      ['headings swapped over their texts: the text wins', 'A:1 B:2', 'B:1 A:2', 'a b'],
      ['a heading taken over by another text: the text wins', 'A:1 B:2', 'A:2', 'b -a'],
      ['a placeholder written out, another one added', 'A:1 B:0 C:0', 'A:1 B:9 C:0 D:0', 'a b c +'],
      ['renamed over equal texts', 'A:0 B:0', 'C:0 D:0', 'a b'],
      ['renamed beside an equal text', 'X:1 A:0 Y:2 B:0', 'X:1 C:0 Y:2 D:0', 'a b c d'],
      ['renamed behind a neighbour, its equal deleted', 'X:1 A:0 Y:2 B:0', 'X:1 Y:2 D:0', 'a c d -b'],
      ['renamed before a neighbour, its equal deleted', 'A:0 Y:2 B:0 X:1', 'Y:2 N:5 D:0 X:1', 'b + c d -a'],
    ]);
  });

  describe('what is empty', () => {
    table([
      ['an empty text is no evidence', 'A: X:1 Y:2', 'X:1 B: Y:2', 'b + c -a'],
      ['nor is it for equal hashes in another place', 'A:1 B:', 'C: A:1', '+ a -b'],
      ['a heading is', 'A: X:1 Y:2', 'X:1 A: Y:2', 'b a c'],
      ['only one left in its place', 'X:1 A: Y:2', 'X:1 B: Y:2', 'a b c'],
    ]);

    it('is no evidence either when only its hash was kept', () => {
      const known = remembered(story('A: X:1 Y:2')).map(withoutText);
      assert.equal(outcome(known, story('X:1 B: Y:2')), 'b + c -a');
    });
  });

  describe('equal headings', () => {
    table([
      ['one rewritten', 'P:1 P:2 P:3', 'P:1 P:9 P:3', 'a b c'],
      ['all rewritten', 'P:1 P:2 P:3', 'P:7 P:8 P:9', 'a b c'],
      ['the first deleted', 'P:1 P:2 P:3', 'P:2 P:3', 'b c -a'],
      ['the first deleted, the last rewritten', 'P:1 P:2 P:3', 'P:2 P:9', 'b c -a'],
      ['one inserted', 'P:1 P:2', 'P:1 P:9 P:2', 'a + b'],
      ['one inserted before an edited one', 'P:1 P:long P:2', 'P:1 P:9 P:longEdited P:2', 'a + b c'],
      ['edited ones swapped', 'P:long X:1 P:other P:2', 'P:otherEdited X:1 P:longEdited', 'c b a -d'],
      ['the first moved away, the others rewritten', 'P:1 P:2 P:3', 'P:8 P:9 P:1', 'b c a'],
      ['the first moved and renamed, another one rewritten', 'P:1 P:2 P:3', 'P:9 X:1', 'b a -c'],
      ['a neighbour tells more than the number', 'X:1 P:2 P:3', 'P:9 X:8 P:7', 'c a b'],
      ['so does the one behind', 'P:1 P:2 X:3', 'P:9 P:8 P:7 X:3', '+ a b c'],
      ['by number when some are missing', 'P:0 P:1 P:2 P:3', 'P:8 P:9 X:0', '+ b a -c -d'],
    ]);

    it('are told apart by their number when only some of them are known', () => {
      const known = remembered(story('P:1 P:2 P:3')).slice(1, 2).map(withoutText);
      assert.equal(outcome(known, story('P:7 P:8 P:9')), '+ b +');
    });
  });

  describe('equal segments', () => {
    table([
      ['a copy pasted below', 'A:1 B:2', 'A:1 A:1 B:2', 'a + b'],
      ['a copy pasted at the end', 'A:1 B:2', 'A:1 B:2 A:1', 'a b +'],
      [
        'a copy pasted in front: what stayed with its neighbour is the original',
        'A:1 B:2',
        'B:2 A:1 B:2',
        '+ a b',
      ],
      ['a copy pasted and renamed', 'A:1 B:2', 'A:1 N:1 B:2', 'a + b'],
      ['a copy pasted and rewritten', 'A:1 B:2', 'A:1 A:9 B:2', 'a + b'],
      ['one of two deleted', 'A:1 A:1 B:2', 'A:1 B:2', 'a c -b'],
      ['one of two deleted, far apart', 'A:1 B:2 A:1', 'B:2 A:1', 'b c -a'],
      ['equals keep their order when the numbers shift', 'A:9 A:1 A:1', 'A:1 A:1', 'b c -a'],
    ]);
  });

  describe('what was renamed and rewritten at once', () => {
    table([
      ['the only one between two', 'A:1 B:2 C:3', 'A:1 X:9 C:3', 'a b c'],
      ['the only one there is', 'A:1', 'X:9', 'a'],
      ['not when its place is another one', 'A:1 B:2 C:3', 'A:1 C:3 X:9', 'a c + -b'],
      ['not when two could be it', 'A:1 B:2 C:3', 'A:1 X:8 Y:9 C:3', 'a + + c -b'],
      ['by its text where two could be it', 'A:1 B:long C:3', 'A:1 X:9 Y:longEdited C:3', 'a + b c'],
      ['two by their texts', 'B:long C:other', 'X:longEdited Y:otherEdited', 'a b'],
      ['two by their texts, crossed', 'B:long C:other', 'Y:otherEdited X:longEdited', 'b a'],
      ['beside one that moved away', 'A:1 B:long C:3 D:4', 'C:3 A:1 X:longEdited N:9 D:4', 'c a b + d'],
      ['behind one that moved there', 'A:1 B:long C:3 D:4', 'A:1 D:4 X:longEdited N:9 C:3', 'a d b + c'],
      ['not by its place when one neighbour is another', 'A:1 B:2 C:3 D:4', 'C:3 A:1 X:9 D:4', 'c a + d -b'],
      ['not by a few words', 'A:1 B:long C:3', 'A:1 X:unlike Y:9 C:3', 'a + + c -b'],
      ['in a script without spaces', 'A:1 B:zh C:3', 'A:1 X:9 Y:zhEdited C:3', 'a + b c'],
      ['the one that is more like it', 'A:1 B:long C:3', 'A:1 X:longHalf Z:longEdited C:3', 'a + b c'],
    ]);

    it('is not recognised by a text of which only the hash was kept', () => {
      const known = remembered(story('A:1 B:long C:3')).map(withoutText);
      assert.equal(outcome(known, story('A:1 X:9 Y:longEdited C:3')), 'a + + c -b');
    });
  });

  it('tells what each segment was recognised by', () => {
    const known = remembered(story('A:1 B:2 C:3 D:long E:5 F:6'));
    const { kept } = reconcile(known, story('A:1 N:2 C:9 X:longEdited X:0 E:5 Z:8'));
    assert.deepEqual(
      kept.map(({ id, reason }) => [id, reason]),
      [
        ['a', 'heading and text'],
        ['b', 'text'],
        ['c', 'heading'],
        ['d', 'similar text'],
        ['e', 'heading and text'],
        ['f', 'place'],
      ],
    );
  });

  it('goes by the old order, not by the order in which it is told', () => {
    const known = remembered(story('A:0 B:0'));
    assert.equal(outcome([...known].reverse(), story('C:0 D:0')), 'a b');
  });

  it('of two that were known by one heading and number one is kept and one is gone', () => {
    const [a] = remembered(story('P:1'));
    assert(a);
    const known = [a, { ...a, id: 'b', sequence: 1 }];
    for (const after of ['P:1', 'P:9', 'P:9 P:8 X:7']) {
      isTotal(known, story(after));
      assert.deepEqual(reconcile(known, story(after)).gone, after === 'P:9 P:8 X:7' ? [] : ['b']);
    }
  });

  it('changes nothing that it is given', () => {
    const known = Object.freeze(remembered(story('B:2 A:1')).reverse());
    reconcile(known, Object.freeze(story('A:1 B:3')));
    assert.deepEqual(
      known.map(({ id }) => id),
      ['b', 'a'],
    );
  });

  describe('for any story', () => {
    const word = fc.constantFrom('sea', 'lamp', 'keeper', 'stair', 'boat', 'winter', 'the', 'of');
    const prose = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    const segment = fc.record({ heading: fc.constantFrom('', 'A', 'B', 'C'), text: prose });
    const anyStory = fc
      .array(segment, { maxLength: 12 })
      .map((segments) => numbered(segments.map(({ heading, text }) => facts(heading, text))));
    /** Headings may repeat, texts are all different and none is empty. */
    const distinctStory = fc
      .array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 2, maxLength: 12 })
      .map((headings) => numbered(headings.map((heading, index) => facts(heading, `text ${index}`))));
    const at = fc.nat({ max: 1000 });

    const holds = <T>(property: fc.IProperty<T>) => {
      fc.assert(property, { numRuns: 300 });
    };
    const idsKept = (before: readonly SegmentFacts[], after: readonly SegmentFacts[]) => {
      const { kept, added, gone } = reconcile(remembered(before), after);
      return { ids: kept.map(({ id }) => id), added, gone };
    };
    const idsOf = (segments: readonly unknown[]) => segments.map((_, index) => idOf(index));

    it('every known segment is kept once or gone, every parsed one kept or added', () => {
      holds(
        fc.property(anyStory, anyStory, fc.boolean(), (before, after, hashOnly) => {
          const known = remembered(before);
          isTotal(hashOnly ? known.map(withoutText) : known, after);
        }),
      );
    });

    it('nothing changes where nothing changed', () => {
      holds(
        fc.property(anyStory, (same) => {
          assert.deepEqual(idsKept(same, same), { ids: idsOf(same), added: [], gone: [] });
        }),
      );
    });

    it('a segment that moves keeps its id, and so do the others', () => {
      holds(
        fc.property(distinctStory, at, at, (before, from, to) => {
          const order = [...before.keys()];
          order.splice(to % before.length, 0, ...order.splice(from % before.length, 1));
          const after = numbered(order.map((index) => before[index]!));
          assert.deepEqual(idsKept(before, after), { ids: order.map(idOf), added: [], gone: [] });
        }),
      );
    });

    it('two segments that are swapped keep their ids', () => {
      holds(
        fc.property(distinctStory, at, at, (before, one, two) => {
          const order = [...before.keys()];
          const [first, second] = [one % before.length, two % before.length];
          [order[first], order[second]] = [order[second]!, order[first]!];
          const after = numbered(order.map((index) => before[index]!));
          assert.deepEqual(idsKept(before, after), { ids: order.map(idOf), added: [], gone: [] });
        }),
      );
    });

    it('a heading that is renamed, even to one that exists, costs no id', () => {
      holds(
        fc.property(distinctStory, at, fc.constantFrom('A', 'B', 'new'), (before, n, heading) => {
          const after = numbered(
            before.map((each, index) => (index === n % before.length ? { ...each, heading } : each)),
          );
          assert.deepEqual(idsKept(before, after), { ids: idsOf(before), added: [], gone: [] });
        }),
      );
    });

    it('a text that is rewritten under a heading of its own costs no id', () => {
      holds(
        fc.property(distinctStory, at, at, (story, n, to) => {
          const mine = n % story.length;
          const before = numbered(
            story.map((each, index) => (index === mine ? { ...each, heading: 'mine' } : each)),
          );
          const order = [...before.keys()];
          order.splice(to % before.length, 0, ...order.splice(mine, 1));
          const after = numbered(
            order.map((index) => (index === mine ? facts('mine', 'all new') : before[index]!)),
          );
          assert.deepEqual(idsKept(before, after), { ids: order.map(idOf), added: [], gone: [] });
        }),
      );
    });

    it('a pasted copy takes no id away: exactly one segment is new', () => {
      holds(
        fc.property(anyStory, at, at, (before, from, to) => {
          fc.pre(before.length > 0);
          const after: Omit<SegmentFacts, 'ordinal'>[] = [...before];
          const copied = before[from % before.length]!;
          after.splice(to % (before.length + 1), 0, copied);
          const { added, gone } = idsKept(before, numbered(after));
          assert.deepEqual(gone, []);
          assert.equal(added.length, 1);
          assert.equal(after[added[0]!]?.textHash, copied.textHash);
        }),
      );
    });

    it('of equal segments of which one is deleted exactly one is gone', () => {
      holds(
        fc.property(anyStory, at, (before, n) => {
          fc.pre(before.length > 0);
          const deleted = before[n % before.length]!;
          const after = numbered(before.filter((each) => each !== deleted));
          const { added, gone } = idsKept(before, after);
          assert.deepEqual(added, []);
          assert.equal(gone.length, 1);
          const lost = before[idsOf(before).indexOf(gone[0]!)];
          assert.deepEqual([lost?.heading, lost?.text], [deleted.heading, deleted.text]);
        }),
      );
    });
  });

  describe('with 2,000 segments', () => {
    const vocabulary = Array.from({ length: 3_000 }, (_, index) => `word${index}`);
    const sentence = (seed: number) =>
      Array.from({ length: 100 }, (_, n) => vocabulary[(seed * 7919 + n * n * 31) % 3_000]).join(' ');
    // Time on the processor, and the fastest of some runs: a busy machine must not make it look slow.
    const fastest = (run: () => void) => {
      const times = Array.from({ length: 9 }, () => {
        const start = process.cpuUsage();
        run();
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      });
      return Math.min(...times);
    };
    const before = numbered(Array.from({ length: 2_000 }, (_, n) => facts(`Part ${n % 50}`, sentence(n))));
    const after = numbered(
      [...before.slice(500), ...before.slice(0, 500)].map((each, index) => {
        if (index % 20 === 0) return { ...each, heading: 'Renamed' };
        if (index % 20 === 1) return facts(each.heading, `${each.text} and some more`);
        if (index % 200 === 2) return facts('Both', `${each.text} and some more`);
        return each;
      }),
    );

    it('takes less than 50 ms, and every id is kept', () => {
      const known = remembered(before);
      const taken = fastest(() => reconcile(known, after));
      assert.ok(taken < 50, `It took ${taken.toFixed(1)} ms.`);
      const { kept } = reconcile(known, after);
      assert.deepEqual(
        kept.map(({ id }) => id),
        after.map((_, index) => idOf((index + 500) % 2_000)),
      );
    });
  });
});
