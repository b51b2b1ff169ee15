import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/core/story/applyEdits';
import { moveBetween } from '../../../../src/core/story/moveBetween';
import { partsOf } from '../../../../src/core/story/removeSection';
import { sampleTexts } from '../../../support/markedText';
import { checkEdits, hostileStory, read, soundStory, speech } from '../../../support/storyEdits';

/** Both texts after sections with these headings moved before the one with that heading there; else the problem. */
function moved(from: string, headings: readonly string[], to: string, before?: string): string[] | string {
  const [old, other] = [read(from), read(to)];
  const indices = headings.map((heading) => old.segments.findIndex((segment) => segment.heading === heading));
  const at =
    before === undefined
      ? other.segments.length
      : other.segments.findIndex((segment) => segment.heading === before);
  const move = moveBetween({ ...old, indices }, { ...other, before: at });
  return 'problem' in move ? move.problem : [applyEdits(from, move.from), applyEdits(to, move.to)];
}

const STORY = '# A\n\na\n\n## A1\n\na1\n\n# B\n\nb\n';

const rows: [
  what: string,
  from: string,
  headings: string[],
  to: string,
  before: string | undefined,
  after: [string, string] | string,
][] = [
  [
    'with its parts',
    STORY,
    ['A'],
    '# X\n\nx\n',
    'X',
    ['# B\n\nb\n', '# A\n\na\n\n## A1\n\na1\n\n# X\n\nx\n'],
  ],
  [
    'to the end',
    STORY,
    ['B'],
    '# X\n\nx\n',
    undefined,
    ['# A\n\na\n\n## A1\n\na1\n', '# X\n\nx\n\n# B\n\nb\n'],
  ],
  [
    'between',
    STORY,
    ['A1'],
    '# X\nx\n\n# Y\ny\n',
    'Y',
    ['# A\n\na\n\n# B\n\nb\n', '# X\nx\n\n## A1\n\na1\n\n# Y\ny\n'],
  ],
  ['several', STORY, ['B', 'A1'], '# X\nx', undefined, ['# A\n\na\n', '# X\nx\n\n## A1\n\na1\n\n# B\n\nb']],
  ['to a file without any text', STORY, ['B'], '', undefined, ['# A\n\na\n\n## A1\n\na1\n', '# B\n\nb\n']],
  [
    'below a title',
    '# A\na\n',
    ['A'],
    '---\ntitle: T\n---\n\n# T\n',
    undefined,
    ['\n', '---\ntitle: T\n---\n\n# T\n\n# A\na\n'],
  ],
  ['the only one', '# T\n\n## A\n\na\n', ['A'], 'x\n', undefined, ['# T\n', 'x\n\n## A\n\na\n']],
  [
    'with the line ends of the other story',
    '# A\na\nb',
    ['A'],
    '# X\r\nx\r\n',
    'X',
    ['', '# A\r\na\r\nb\r\n\r\n# X\r\nx\r\n'],
  ],
  [
    'with its definitions',
    '# A\na [b] c[^1]\n\n[b]: /b\n[^1]: n\n',
    ['A'],
    '# X\nx',
    undefined,
    ['\n', '# X\nx\n\n# A\na [b] c[^1]\n\n[b]: /b\n[^1]: n'],
  ],
  [
    'behind HTML',
    '# A\na\n',
    ['A'],
    '# X\n<p>x\n\n# Y\ny\n',
    undefined,
    ['\n', '# X\n<p>x\n\n# Y\ny\n\n# A\na\n'],
  ],
  [
    'an underlined heading that comes to stand below text',
    '# A\na\n# B\nb\n\nC\n=\nc\n',
    ['B'],
    '',
    undefined,
    ['# A\na\n\nC\n=\nc\n', '# B\nb\n'],
  ],
  [
    'what is left begins the text',
    '# A\na\n# B\nb\n# C\nc\n\nD\n=\nd\n',
    ['A', 'C'],
    '',
    undefined,
    ['# B\nb\n\nD\n=\nd\n', '# A\na\n\n# C\nc\n'],
  ],
  [
    'an underlined heading below text without a blank line',
    'A\n=\na\n',
    ['A'],
    '# X\nx\n# Y\ny\n',
    'Y',
    ['\n', '# X\nx\n\nA\n=\na\n\n# Y\ny\n'],
  ],
  ['nothing', STORY, [], '# X\nx', undefined, [STORY, '# X\nx']],
  [
    'the text before the first heading',
    'p\n\n# A\na\n',
    [''],
    '',
    undefined,
    'The text before the first heading cannot be moved: give it a heading first.',
  ],
  [
    'before such text',
    '# A\na\n',
    ['A'],
    'p\n',
    '',
    'Nothing can be moved before the text that has no heading: give that text a heading first.',
  ],
  [
    'a footnote is left behind',
    '# A\na[^1]\n\n# B\nb\n\n[^1]: n\n',
    ['A'],
    '# X\nx',
    undefined,
    '"A" cannot be moved: a footnote or a link in it would be read differently then. Put it and its definition into one section first, or give it a name of its own.',
  ],
  [
    'a link is left behind',
    '# A\na [b][c]\n\n# B\nb\n\n[c]: /c\n',
    ['A'],
    '# X\nx',
    undefined,
    '"A" cannot be moved: a footnote or a link in it would be read differently then. Put it and its definition into one section first, or give it a name of its own.',
  ],
  [
    'a link that others need is taken along',
    '# A\na\n\n[c]: /c\n\n# B\nb [b][c]\n',
    ['A'],
    '# X\nx',
    undefined,
    '"A" cannot be moved: a footnote or a link in "B" would be read differently then. Put it and its definition into one section first, or give it a name of its own.',
  ],
  [
    'it defines what the other story has in brackets',
    '# A\na\n\n[c]: /c\n',
    ['A'],
    '# X\nx [c]',
    undefined,
    '"A" cannot be moved: a footnote or a link in "X" would be read differently then. Put it and its definition into one section first, or give it a name of its own.',
  ],
  [
    'it ends in an unclosed fence',
    '# A\na\n\n~~~\nb\n',
    ['A'],
    '# X\nx',
    'X',
    '"A" cannot be moved: it ends in an unclosed code fence. Close it first.',
  ],
  [
    'the other story ends in an unclosed comment',
    '# A\na\n',
    ['A'],
    '# X\nx\n\n<!--\n',
    undefined,
    '"A" cannot be moved: "X" ends in an unclosed HTML comment. Close it first.',
  ],
  [
    'it would be the title there',
    '# B\nb\n\n# A\n\n## A1\na\n',
    ['A'],
    '',
    undefined,
    '"A" cannot be moved: it has no text of its own and would become the story\'s title. Give it some text first.',
  ],
  [
    'another would be the title here',
    '# A\na\n\n# B\n\n## B1\nb\n',
    ['A'],
    '',
    undefined,
    '"A" cannot be moved: "B" has no text of its own and would become the story\'s title. Give it some text first.',
  ],
];

describe('moveBetween', () => {
  for (const [what, from, headings, to, before, after] of rows)
    it(`D-30: ${what}: ${JSON.stringify(headings)}`, () => {
      assert.deepEqual(moved(from, headings, to, before), after);
    });

  const anyMove = (story: fc.Arbitrary<string>) =>
    fc.tuple(story, story, fc.array(fc.nat(5), { minLength: 1, maxLength: 2 }), fc.nat(6));

  const holds = (story: fc.Arbitrary<string>, refusal: RegExp) =>
    fc.property(anyMove(story), ([source, target, chosen, at]) => {
      const [old, other] = [read(source), read(target)];
      const indices = chosen.filter((index) => index < old.segments.length);
      const before = Math.min(at, other.segments.length);
      const move = moveBetween({ ...old, indices }, { ...other, before });
      if ('problem' in move) {
        assert.match(move.problem, refusal);
        return;
      }
      checkEdits(source, move.from);
      checkEdits(target, move.to);
      const taken = new Set(
        indices.flatMap((index) =>
          [...Array(partsOf(old.segments, index) + 1).keys()].map((part) => index + part),
        ),
      );
      const [told, toldThere] = [speech(old.segments), speech(other.segments)];
      assert.deepEqual(
        speech(read(applyEdits(source, move.from)).segments),
        told.filter((_, index) => !taken.has(index)),
      );
      assert.deepEqual(speech(read(applyEdits(target, move.to)).segments), [
        ...toldThere.slice(0, before),
        ...told.filter((_, index) => taken.has(index)),
        ...toldThere.slice(before),
      ]);
    });

  it('D-30: a writer’s section can go anywhere, unless a link would be torn from its definition', () => {
    fc.assert(holds(soundStory, / a footnote or a link in /u), { numRuns: 200 });
  });

  it('D-30: whatever the texts hold, all is spoken as before or the move is refused with a sentence', () => {
    fc.assert(holds(hostileStory, /^["TN].* (?:cannot|can) be moved.*\.$/su), { numRuns: 200 });
  });

  it('D-30: sections of the samples go to the other one and back', () => {
    const [one, other] = sampleTexts().map(read);
    for (const index of one!.segments.keys()) {
      const there = moveBetween({ ...one!, indices: [index] }, { ...other!, before: 0 });
      assert.ok('from' in there);
      const parts = partsOf(one!.segments, index);
      const [left, joined] = [applyEdits(one!.source, there.from), applyEdits(other!.source, there.to)].map(
        read,
      );
      const indices = [...Array(parts + 1).keys()];
      const back = moveBetween({ ...joined!, indices }, { ...left!, before: index });
      assert.ok('from' in back);
      assert.equal(applyEdits(left!.source, back.to), one!.source);
      assert.equal(applyEdits(joined!.source, back.from), other!.source);
    }
  });
});
