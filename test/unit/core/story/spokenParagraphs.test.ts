import assert from 'node:assert/strict';
import type { SpokenParagraph } from '../../../../src/core/model';
import type { ParseOptions } from '../../../../src/core/story/parseStory';
import { parseStory } from '../../../../src/core/story/parseStory';

function paragraphsOf(source: string, options?: ParseOptions): SpokenParagraph[] {
  return parseStory(source, options).segments.flatMap(({ paragraphs }) => paragraphs);
}

/** The paragraphs' texts, with the kind of those that are no prose. */
function speak(source: string, options?: ParseOptions): string[] {
  return paragraphsOf(source, options).map(({ kind, text }) =>
    kind === 'prose' ? text : `${kind}: ${text}`,
  );
}

type Row = [what: string, source: string, expected: string[]];

function table(title: string, rows: readonly Row[], options?: ParseOptions): void {
  describe(title, () => {
    for (const [what, source, expected] of rows) {
      it(`${what}: ${JSON.stringify(source)}`, () => {
        assert.deepEqual(speak(source, options), expected);
      });
    }
  });
}

table('D-25 inline marks', [
  ['emphasis', '*a* **b** ***c*** _d_ __e__', ['a b c d e']],
  [
    'emphasis inside a word',
    'un*frigging*believable snake_case_name',
    ['unfriggingbelievable snake_case_name'],
  ],
  ['marks that mark nothing', '2 * 3 * 4, a_b, **x', ['2 * 3 * 4, a_b, **x']],
  ['struck out', '~~a~~ b ~c~ ~~~d', ['a b ~c~ ~~~d']],
  ['code', 'use `a  b` and `` c`d ``', ['use a b and c`d']],
  ['no marks in code', '`*a* <b> &amp; \\*`', ['*a* <b> &amp; \\*']],
  ['an unclosed code mark', 'a ` b', ['a ` b']],
  ['escapes', '\\*a\\* \\# \\\\ \\a', ['*a* # \\ \\a']],
  [
    'entities',
    '&lt;&copy;&#65;&#x42;&nbsp;&hellip; &amp;amp; &amp &nosuch; &Afr;',
    ['<©AB … &amp; &amp &nosuch; 𝔄'],
  ],
  ['a soft line break', 'a\nb\n   c', ['a b c']],
  ['hard line breaks', 'a  \nb\\\nc<br>d<br/>e', ['a b c d e']],
  ['white space', ' a \t  b\u00A0\u3000c ', ['a b c']],
  ['NUL', 'a\0b \0 c', ['ab c']],
  ['a lone surrogate', 'a\uD800b \uDE00', ['a\uFFFDb \uFFFD']],
  ['emoji, Chinese, Hebrew', '👩‍👩‍👧 *漢字* **שלום**', ['👩‍👩‍👧 漢字 שלום']],
  ['a line of Chinese that is wrapped', '漢字\n漢字', ['漢字 漢字']],
]);

table('D-25 links and pictures', [
  ['a link', 'see [the *b* page](http://x.y "t") now', ['see the b page now']],
  ['a link by reference', '[a][b], [b] and [c][]\n\n[b]: /x "t"\n[C]: </y>', ['a, b and c']],
  ['brackets without a definition', '[a][b] [c] [ ]', ['[a][b] [c] [ ]']],
  ['an address in angles', '<https://x.y/z?a=b> <me@x.org>', ['https://x.y/z?a=b me@x.org']],
  ['a bare address', 'https://x.y/a_b_c', ['https://x.y/a_b_c']],
  ['a picture', 'a ![the *b*](c.png "t") d', ['a d']],
  ['a picture by reference', '![a] ![b][c]\n\n[a]: x\n[c]: y', []],
  ['a picture as a link', '[![a](b)](c)', []],
  ['a link in a link', '[a [b](c) d](e)', ['[a b d](e)']],
  ['parentheses in an address', "[a](b(c)d) [e](<f g> 'h')", ['a e']],
  ['no link', '[a] (b) [c](d e) \\[f](g)', ['[a] (b) [c](d e) [f](g)']],
  ['link definitions', '[a]: /x\n  "title"\n[b]: <>\ntext', ['text']],
  ['a definition does not interrupt a paragraph', 'text\n[a]: /x', ['text [a]: /x']],
]);

table('D-25 HTML', [
  ['inline tags', 'a <b class="x">b</b> <span\ntitle=\'>\'>c</span>', ['a b c']],
  ['no tags', 'a < b > c <1> <a@> i<j', ['a < b > c <1> <a@> i<j']],
  ['inline comment, instruction, declaration, CDATA', 'a<!-- b -->c<?d?>e<!F g>h<![CDATA[i]]>j', ['acehj']],
  ['inline script', 'a <script>b</script> c', ['a c']],
  ['a block', '<div>\n<p>One &amp; <b>t</b>wo</p>three\n</div>', ['One & two', 'three']],
  ['Markdown between blocks', '<div>\n\n*a*\n\n</div>', ['a']],
  ['no Markdown in a block', '<div>*a*</div>', ['*a*']],
  [
    'script, style and template',
    '<script>\na\n\nb\n</script>\n<style>c</style>\n\n<div><template>d</template>e</div>',
    ['e'],
  ],
  ['a comment', '<!-- a\n\nb --> c\n\nd', ['c', 'd']],
  ['a comment that is never closed', 'a\n\n<!-- b\n\nc', ['a']],
  ['an instruction', '<?php if (a > b) ?>\n\nc', ['c']],
  ['a line break in a block', '<p>a<br>b</p>', ['a b']],
  ['an HTML table', '<table>\n<tr><td>a</td><td>b</td></tr>\n</table>', ['a', 'b']],
]);

table('D-31 image prompts are not spoken', [
  ['between paragraphs', 'a\n\n<!-- prompt: a castle\n\nat dawn -->\n\nb', ['a', 'b']],
  ['in a paragraph', 'a <!-- prompt: a castle --> b', ['a b']],
  ['directly below a paragraph', 'a\n<!-- prompt: a castle -->\nb', ['a', 'b']],
]);

table('D-25 blocks', [
  ['paragraphs', 'a\n\nb\n\n\nc', ['a', 'b', 'c']],
  ['thematic breaks', 'a\n\n***\n\nb\n\n- - -\nc', ['a', 'b', 'c']],
  ['fenced and indented code', 'a\n\n```js\nb\n```\n\n    c\n\nd', ['a', 'd']],
  ['a quote', '> a\n> b\nc\n>\n> > d', ['a b c', 'd']],
  ['a heading in a quote', '> # A\n> b', ['A', 'b']],
  ['front matter', '---\nvoice: x\n---\na', ['a']],
  ['a first line that is a break', '---\na', ['a']],
  ['a list', '- a\n- b!\n- c:\n', ['item: a.', 'item: b!', 'item: c:']],
  ['numbers', '1. a\n2) b\n', ['item: a.', 'item: b.']],
  ['boxes', '- [ ] a\n- [x] *b*\n- [y] c', ['item: a.', 'item: b.', 'item: [y] c.']],
  ['paragraphs of an item', '- a\n  b\n\n  c\n\n      d\n- > e', ['item: a b.', 'item: c.', 'e']],
  ['lists in lists', '- a\n  1. b\n     - c\n- d', ['item: a.', 'item: b.', 'item: c.', 'item: d.']],
  ['a list in a quote', '> - a\n> - b', ['item: a.', 'item: b.']],
  ['an empty item', '-\n- a', ['item: a.']],
  ['text that is only marks of what is not spoken', '![a](b)\n\n<b></b>\n\n&nbsp;\n\n\0', []],
]);

describe('D-25 end marks of list items', () => {
  const ended = [
    'a.',
    'a!',
    'a?',
    'a…',
    'a:',
    'a;',
    'a,',
    'a —',
    '“a.”',
    '(a!)',
    '"a?"',
    'a。',
    'a！',
    'a？」',
    '»a.«',
    'a؟',
    'a।',
  ];
  const open = ['a', '(a)', '“a”', 'a%', '漢字', 'שלום', '👍', 'a-'];
  for (const text of ended)
    it(`nothing after ${text}`, () => {
      assert.deepEqual(speak(`- ${text}`), [`item: ${text}`]);
    });
  for (const text of open)
    it(`a full stop after ${text}`, () => {
      assert.deepEqual(speak(`- ${text}`), [`item: ${text}.`]);
    });

  it('stands at the end of the text and has no source of its own', () => {
    const [item] = paragraphsOf('- *a*  \n');
    assert.deepEqual(item?.spans, [
      { at: 0, length: 1, source: { from: 3, to: 4 } },
      { at: 1, length: 1, source: { from: 4, to: 4 } },
    ]);
  });
});

const rows = '| Name | *Age* |\n|:--|--:|\n| Ann | 7 |\n| Bob! | |\n| a \\| b | `c` |\n|||\n\nx';
table('tables are read', [
  ['rows', rows, ['row: Name, Age.', 'row: Ann, 7.', 'row: Bob!', 'row: a | b, c.', 'x']],
  ['a mark instead of a comma', 'a. | b\n-|-\nc: | d', ['row: a. b.', 'row: c: d.']],
  ['in a quote', '> |a|b|\n> |-|-|\n> |c|d|', ['row: a, b.', 'row: c, d.']],
  ['no table', 'a | b\n--- x', ['a | b --- x']],
]);
table('tables are skipped', [['rows', rows, ['x']]], { tables: 'skip' });

table('emoji are kept', [['as they stand', 'I know 😀.', ['I know 😀.']]]);
table(
  'emoji are left out',
  [
    ['with the blank beside them', 'I 😂😂 know 👍🏽.\n\n😀 Yes *❤️*', ['I know.', 'Yes']],
    ['and what was nothing else', '😀\n\n- 🇺🇸\n- x', ['item: x.']],
    ['in what is told of headings too', '---\nspeakHeadings: true\n---\n# A 😀\nx', ['heading: A.', 'x']],
    ['signs are not', '★ ❦ © 5', ['★ ❦ © 5']],
  ],
  { emoji: 'silent' },
);

describe('a text whose emoji are left out', () => {
  it('keeps its heading, its way back to the source and the places of its notes', () => {
    const source = '# A 😀\n\nI 😂 know.[^1]\n\n[^1]: So 😀.';
    const [segment] = parseStory(source, { emoji: 'silent' }).segments;
    assert.equal(segment?.heading, 'A 😀');
    const [paragraph] = segment.paragraphs;
    assert.deepEqual(paragraph?.spans, [
      { at: 0, length: 2, source: { from: 8, to: 10 } },
      { at: 2, length: 5, source: { from: 13, to: 18 } },
    ]);
    assert.deepEqual(
      paragraph.notes.map(({ at, text }) => [at, text]),
      [[6, 'So.']],
    );
  });

  it('keeps the pauses and voices of its tags', () => {
    const source = 'So 😀[pause 1s] it is, [voice am_adam]yes 😀.[/voice]';
    const [paragraph] = paragraphsOf(source, { emoji: 'silent' });
    assert.equal(paragraph?.text, 'So it is, yes.');
    assert.deepEqual(
      paragraph.marks?.map(({ kind, from, to }) => [kind, from, to]),
      [
        ['pause', 3, 3],
        ['voice', 10, 14],
      ],
    );
  });
});

table('headings', [
  ['are not spoken', '# A\nx\n## B\ny', ['x', 'y']],
  [
    'are spoken where the front matter says so',
    '---\nspeakHeadings: true\n---\nv\n# A\nw\n## *B*?\nx\n##\ny\n> # C',
    ['v', 'heading: A.', 'w', 'heading: B?', 'x', 'y', 'C'],
  ],
  ['the title is not spoken', '---\nspeakHeadings: true\n---\n# T\n## A\nx', ['heading: A.', 'x']],
  [
    'a heading without text is spoken too',
    '---\nspeakHeadings: true\n---\n## A\n## B',
    ['heading: A.', 'heading: B.'],
  ],
]);

describe('footnotes', () => {
  const notes = (source: string): [string, number, string][] =>
    paragraphsOf(source).flatMap(({ text, notes: found }) =>
      found.map((note): [string, number, string] => [text, note.at, note.text]),
    );

  const cases: [what: string, source: string, expected: [string, number, string][]][] = [
    ['after a word', 'One[^1] two.\n\n[^1]: A *note*', [['One two.', 2, 'A note.']]],
    ['after the end of a sentence', 'One.[^1] Two.\n\n[^1]: N!', [['One. Two.', 3, 'N!']]],
    ['after a space', 'One. [^1] Two.\n\n[^1]: N', [['One. Two.', 3, 'N.']]],
    ['at the start', '[^1] One.\n\n[^1]: N', [['One.', 0, 'N.']]],
    ['at the end', 'One.[^1]\n\n[^1]: N', [['One.', 3, 'N.']]],
    ['after an exclamation mark', 'One![^1]\n\n[^1]: N', [['One!', 3, 'N.']]],
    [
      'defined first, named without regard to case',
      '[^A b]: x\n\n[^Ab]: N\n\nOne.[^aB]',
      [['One.', 3, 'N.']],
    ],
    [
      'several paragraphs',
      'One.[^1]\n\n[^1]: a\n   b\n\n    c.\n\n    - d\n\nx',
      [['One.', 3, 'a b. c. d.']],
    ],
    [
      'definitions one below the other',
      'One[^1] two[^2].\n[^1]: a\n[^2]: b',
      [
        ['One two.', 2, 'a.'],
        ['One two.', 6, 'b.'],
      ],
    ],
    ['only the first reference', 'a[^1] b[^1]\n\nc[^1]\n\n[^1]: N', [['a b', 0, 'N.']]],
    ['only the first definition', 'a[^1]\n\n[^1]: N\n\n[^1]: M', [['a', 0, 'N.']]],
    ['in a list item', '- a[^1]\n\n[^1]: N', [['a.', 0, 'N.']]],
    ['in a table', '|a|b[^1]|\n|-|-|\n\n[^1]: N', [['a, b.', 3, 'N.']]],
    [
      'in a note',
      'a[^1] b[^3]\n\n[^1]: N[^2]\n\n[^2]: M\n\n[^3]: O',
      [
        ['a b', 0, 'N.'],
        ['a b', 0, 'M.'],
        ['a b', 2, 'O.'],
      ],
    ],
    ['of itself', 'a[^1]\n\n[^1]: N[^1]', [['a', 0, 'N.']]],
    [
      'in a circle',
      'a[^1]\n\n[^1]: N[^2]\n\n[^2]: M[^1]',
      [
        ['a', 0, 'N.'],
        ['a', 0, 'M.'],
      ],
    ],
    ['in code', '`[^1]` \\[^1]\n\n[^1]: N', []],
    ['in a picture', 'a ![x[^1]](y)\n\n[^1]: N', []],
    ['in a heading that is not spoken', '## A[^1]\na[^1]\n\n[^1]: N', [['a', 0, 'N.']]],
    ['not referred to', 'a\n\n[^1]: N', []],
  ];
  for (const [what, source, expected] of cases) {
    it(`${what}: ${JSON.stringify(source)}`, () => {
      assert.deepEqual(notes(source), expected);
    });
  }

  it('a paragraph that is only a reference is the note', () => {
    assert.deepEqual(speak('a\n\n[^1]\n\n[^1]: N'), ['a', 'N.']);
  });

  it('a link is no reference', () => {
    assert.deepEqual(speak('[^a](b) [^c d]'), ['^a [^c d]']);
  });

  for (const source of [
    'a [^x] b',
    '## a [^x]\nb',
    '- [^x]',
    'a[^1]\n\n[^1]: b [^x]',
    '# [^x] T\n## A',
    '[^x]\n\n# A\nb',
    'a [^x]\n\n[^x]:\n',
  ]) {
    it(`a reference without a definition is left out and reported: ${JSON.stringify(source)}`, () => {
      const { problems } = parseStory(source);
      const from = source.indexOf('[^x]');
      assert.deepEqual(
        problems.map(({ line, source: range }) => ({ line, range })),
        [{ line: source.slice(0, from).split('\n').length, range: { from, to: from + 4 } }],
      );
      assert.match(problems[0]?.message ?? '', /^The footnote "\[\^x\]" has no text; .*\.$/);
      assert.doesNotMatch(JSON.stringify(paragraphsOf(source).map(({ text }) => text)), /\^/);
    });
  }
});
