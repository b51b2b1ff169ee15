import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/core/story/applyEdits';
import { moveDown, moveSections, moveUp } from '../../../../src/core/story/moveSections';
import { parseStory } from '../../../../src/core/story/parseStory';
import { partsOf } from '../../../../src/core/story/removeSection';
import { sampleTexts } from '../../../support/markedText';
import type { StoryText } from '../../../../src/core/story/storyText';
import { checkEdits, hostileStory, read, soundStory, speech } from '../../../support/storyEdits';

/** The text after a move of the sections with these headings before the one with that heading; else the problem. */
function moved(source: string, headings: readonly string[], before: string | undefined): string {
  const story = read(source);
  const indexOf = (heading: string) => story.segments.findIndex((segment) => segment.heading === heading);
  const target = before === undefined ? story.segments.length : indexOf(before);
  const move = moveSections(story, headings.map(indexOf), target);
  return 'problem' in move ? move.problem : applyEdits(source, move.edits);
}

const STORY = '# A\n\na\n\n## A1\n\na1\n\n### A1x\n\nx\n\n## A2\n\na2\n\n# B\n\nb\n';
const A1 = '## A1\n\na1\n\n### A1x\n\nx\n\n';

type Case = [what: string, source: string, headings: string[], before: string | undefined, after: string];

const cases: Case[] = [
  ['a section with its parts', STORY, ['A1'], 'B', `# A\n\na\n\n## A2\n\na2\n\n${A1}# B\n\nb\n`],
  ['to the end', STORY, ['A1'], undefined, `# A\n\na\n\n## A2\n\na2\n\n# B\n\nb\n\n${A1.trimEnd()}\n`],
  ['to the start', STORY, ['B'], 'A', `# B\n\nb\n\n${STORY.replace('\n\n# B\n\nb', '')}`],
  ['a part that is chosen with its parent moves once', STORY, ['A1x', 'A1'], 'B', moved(STORY, ['A1'], 'B')],
  [
    'several keep their order',
    '# A\na\n\n# B\nb\n\n# C\nc\n\n# D\nd\n',
    ['D', 'B'],
    'A',
    '# B\nb\n\n# D\nd\n\n# A\na\n\n# C\nc\n',
  ],
  [
    'several that are gathered where one of them stands',
    '# A\na\n# B\nb\n# C\nc\n',
    ['A', 'C'],
    'C',
    '# B\nb\n# A\na\n# C\nc\n',
  ],
  ['before itself', STORY, ['A1'], 'A1', STORY],
  ['before its own part', STORY, ['A1'], 'A1x', STORY],
  ['before what follows it', STORY, ['A1'], 'A2', STORY],
  ['nothing', STORY, [], 'A', STORY],
  [
    'the last one, where the file has no final line end',
    '# A\n\na\n\n# B\n\nb',
    ['B'],
    'A',
    '# B\n\nb\n\n# A\n\na',
  ],
  ['line ends stay', '# A\r\n\r\na\r\n\r\n# B\r\n\r\nb', ['B'], 'A', '# B\r\n\r\nb\r\n\r\n# A\r\n\r\na'],
  [
    'no blank lines where there were none',
    '# A\na\n# B\nb\n# C\nc\n',
    ['A'],
    undefined,
    '# B\nb\n# C\nc\n# A\na\n',
  ],
  [
    'wide gaps keep their place',
    '# A\n\na\n\n\n\n# B\n\nb\n\n# C\n',
    ['A'],
    'C',
    '# B\n\nb\n\n\n\n# A\n\na\n\n# C\n',
  ],
  [
    'an underlined heading gets a blank line',
    '# A\na\n\nB\n=\nb\n# C\nc\n',
    ['B'],
    undefined,
    '# A\na\n\n# C\nc\n\nB\n=\nb\n',
  ],
  [
    'so does a heading below HTML',
    '# A\n<p>a\n\n# B\nb\n# C\nc\n',
    ['A'],
    'C',
    '# B\nb\n\n# A\n<p>a\n\n# C\nc\n',
  ],
  [
    'an indented heading below a list',
    '# A\n- a\n\n# B\nb\n\n  # C\nc\n',
    ['B'],
    'A',
    '# B\nb\n\n# A\n- a\n\n# C\nc\n',
  ],
  [
    'title and front matter stay first',
    '---\nvoice: x\n---\n# T\n\n## A\na\n\n## B\nb\n',
    ['B'],
    'A',
    '---\nvoice: x\n---\n# T\n\n## B\nb\n\n## A\na\n',
  ],
  [
    'front matter with nothing after it',
    '---\nvoice: x\n---\n# A\na\n\n# B\nb\n',
    ['B'],
    'A',
    '---\nvoice: x\n---\n# B\nb\n\n# A\na\n',
  ],
  [
    'text before the first heading stays first',
    'p\n\n# A\na\n\n# B\nb\n',
    ['B'],
    'A',
    'p\n\n# B\nb\n\n# A\na\n',
  ],
  [
    'definitions move along',
    '# A\n[x][y] z[^1]\n\n[y]: /y\n[^1]: n\n\n# B\nb\n',
    ['A'],
    undefined,
    '# B\nb\n\n# A\n[x][y] z[^1]\n\n[y]: /y\n[^1]: n\n',
  ],
];

const refusals: Case[] = [
  [
    'the text before the first heading',
    'p\n\n# A\na\n',
    [''],
    undefined,
    'The text before the first heading cannot be moved: give it a heading first.',
  ],
  [
    'before that text',
    'p\n\n# A\na\n',
    ['A'],
    '',
    'Nothing can be moved before the text that has no heading: give that text a heading first.',
  ],
  [
    'an unclosed code fence',
    '# A\na\n\n# B\nb\n\n```\nc\n',
    ['B'],
    'A',
    '"B" cannot be moved: it ends in an unclosed code fence. Close it first.',
  ],
  [
    'behind an unclosed comment',
    '# A\na\n\n# B\nb\n\n<!-- c\n',
    ['A'],
    undefined,
    '"A" cannot be moved: "B" ends in an unclosed HTML comment. Close it first.',
  ],
  [
    'behind an unclosed script',
    '# A\na\n\n# B\nb\n\n<script>\n',
    ['A'],
    undefined,
    '"A" cannot be moved: "B" ends in unclosed HTML. Close it first.',
  ],
  [
    'what would become the title',
    '# A\na\n\n# B\n\n## B1\nb\n',
    ['B'],
    'A',
    '"B" cannot be moved: it has no text of its own and would become the story\'s title. Give it some text first.',
  ],
  [
    'a footnote that is told elsewhere then',
    '# A\na[^1]\n\n# B\nb[^1]\n\n[^1]: n\n',
    ['B'],
    'A',
    '"B" cannot be moved: a footnote or a link in it would be read differently then. Put it and its definition into one section first, or give it a name of its own.',
  ],
  [
    'a footnote, where another section ends in a fence',
    '# A\na[^1]\n\n# B\nb[^1]\n\n[^1]: n\n\n# C\nc\n\n```\n',
    ['B'],
    'A',
    '"B" cannot be moved: a footnote or a link in it would be read differently then. Put it and its definition into one section first, or give it a name of its own.',
  ],
];

describe('moveSections', () => {
  for (const [what, source, headings, before, after] of [...cases, ...refusals])
    it(`D-30: ${what}: ${JSON.stringify(headings)} before ${JSON.stringify(before ?? 'the end')}`, () => {
      assert.equal(moved(source, headings, before), after);
    });

  const anyMove = (story: fc.Arbitrary<string>) =>
    fc.record({ source: story, choice: fc.nat(), target: fc.nat() }).map(({ source, choice, target }) => {
      const text = read(source);
      const { length } = text.segments;
      return { text, index: choice % Math.max(1, length), before: target % (length + 1) };
    });

  /** The order of the sections after a move of one with its parts, by another way than the code's. */
  const reordered = (told: readonly string[], index: number, parts: number, before: number): string[] => {
    const rest = [...told];
    const taken = rest.splice(index, parts + 1);
    rest.splice(before <= index ? before : Math.max(index, before - parts - 1), 0, ...taken);
    return rest;
  };

  it('D-30: a writer’s section can go anywhere, and a move back gives the identical text', () => {
    fc.assert(
      fc.property(anyMove(soundStory), ({ text, index, before }) => {
        const { source, segments } = text;
        const move = moveSections(text, [index], before);
        assert.ok('edits' in move, JSON.stringify(move));
        checkEdits(source, move.edits);
        const after = read(applyEdits(source, move.edits));
        const parts = partsOf(segments, index);
        assert.deepEqual(speech(after.segments), reordered(speech(segments), index, parts, before));
        const isAhead = before <= index;
        const place = isAhead ? before : Math.max(index, before - parts - 1);
        // Below its new place there may be deeper headings, which are its parts then and would come along.
        fc.pre(partsOf(after.segments, place) === parts);
        const back = moveSections(after, [place], isAhead ? index + parts + 1 : index);
        assert.ok('edits' in back, JSON.stringify(back));
        assert.equal(applyEdits(after.source, back.edits), source);
      }),
      { numRuns: 200 },
    );
  });

  it('D-30: whatever the text holds, it is spoken as before or the move is refused with a sentence', () => {
    fc.assert(
      fc.property(anyMove(hostileStory), ({ text, index, before }) => {
        const { source, segments } = text;
        fc.pre(segments.length > 0);
        const move = moveSections(text, [index], before);
        if ('problem' in move) {
          assert.match(move.problem, /^["TN].* (?:cannot|can) be moved.*\.$/su);
          return;
        }
        checkEdits(source, move.edits);
        const after = read(applyEdits(source, move.edits));
        const parts = partsOf(segments, index);
        assert.deepEqual(speech(after.segments), reordered(speech(segments), index, parts, before));
      }),
      { numRuns: 200 },
    );
  });

  it('D-30: moving to and fro adds no blank lines without end', () => {
    fc.assert(
      fc.property(anyMove(hostileStory), ({ text, index, before }) => {
        const parts = partsOf(text.segments, index);
        fc.pre(before < index || before > index + parts);
        const step = (from: StoryText, at: number, to: number): StoryText => {
          fc.pre(partsOf(from.segments, at) === parts);
          const move = moveSections(from, [at], to);
          fc.pre('edits' in move);
          return read(applyEdits(from.source, move.edits));
        };
        const place = before <= index ? before : before - parts - 1;
        const target = before <= index ? index + parts + 1 : index;
        const once = step(step(text, index, before), place, target);
        const twice = step(step(once, index, before), place, target);
        assert.equal(twice.source, once.source);
      }),
      { numRuns: 200 },
    );
  });

  it('D-30: several sections keep their order', () => {
    fc.assert(
      fc.property(soundStory, fc.array(fc.nat(5), { maxLength: 4 }), fc.nat(6), (source, chosen, target) => {
        const text = read(source);
        const { length } = text.segments;
        const told = speech(text.segments);
        const indices = chosen.filter((index) => index < length);
        const taken = new Set(
          indices.flatMap((index) =>
            [...Array(partsOf(text.segments, index) + 1).keys()].map((part) => index + part),
          ),
        );
        const before = Math.min(target, length);
        const move = moveSections(text, indices, before);
        assert.ok('edits' in move, JSON.stringify(move));
        checkEdits(source, move.edits);
        assert.deepEqual(speech(read(applyEdits(source, move.edits)).segments), [
          ...told.filter((_, index) => !taken.has(index) && index < before),
          ...told.filter((_, index) => taken.has(index)),
          ...told.filter((_, index) => !taken.has(index) && index >= before),
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it('D-30: every section of the samples goes down and up again', () => {
    let count = 0;
    for (const source of sampleTexts()) {
      const text = read(source);
      for (const index of text.segments.keys()) {
        const below = moveDown(text.segments, index);
        if (below === undefined) continue;
        count++;
        const down = moveSections(text, [index], below);
        assert.ok('edits' in down);
        const after = read(applyEdits(source, down.edits));
        const place = below - partsOf(text.segments, index) - 1;
        assert.equal(after.segments[place]?.heading, text.segments[index]?.heading);
        const up = moveSections(after, [place], moveUp(after.segments, place)!);
        assert.ok('edits' in up);
        assert.equal(applyEdits(after.source, up.edits), source);
      }
    }
    assert.ok(count > 5);
  });
});

describe('moveUp and moveDown', () => {
  const { segments } = parseStory(
    'p\n\n# A\n\na\n\n### A0\n\n## A1\n\n### A1x\n\n## A2\n\n# B\n\n## B1\n\n# C\n',
  );
  const headings = segments.map(({ heading }) => heading);
  const named = (index: number | undefined) => (index === undefined ? undefined : (headings[index] ?? 'end'));
  const rows: [heading: string, up: string | undefined, down: string | undefined][] = [
    ['', undefined, undefined],
    ['A', undefined, 'C'],
    ['A0', undefined, undefined],
    ['A1', undefined, 'B'],
    ['A1x', undefined, undefined],
    ['A2', 'A1', undefined],
    ['B', 'A', 'end'],
    ['B1', undefined, undefined],
    ['C', 'B', undefined],
  ];
  for (const [heading, up, down] of rows)
    it(`D-30: ${heading === '' ? 'the text before the first heading' : heading}: up before ${up ?? 'nothing'}, down before ${down ?? 'nothing'}`, () => {
      const index = headings.indexOf(heading);
      assert.equal(named(moveUp(segments, index)), up);
      assert.equal(named(moveDown(segments, index)), down);
    });
});
