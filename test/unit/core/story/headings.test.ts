import assert from 'node:assert/strict';
import { parseStory } from '../../../../src/core/story/parseStory';

/** `level heading` of each segment, `title: ...` before them. */
function outline(source: string): string[] {
  const { title, segments } = parseStory(source);
  const headings = segments.map(({ level, heading }) => `${level} ${heading}`.trim());
  return title === undefined ? headings : [`title: ${title}`, ...headings];
}

const rows: [what: string, source: string, expected: string[]][] = [
  ['level 1', 'x\n# A', ['0', '1 A']],
  ['levels 2 to 6', '## A\n### B\n#### C\n##### D\n###### E', ['2 A', '3 B', '4 C', '5 D', '6 E']],
  ['seven signs are text', '####### A', ['0']],
  ['closing signs', '## A ##\n## B #########\n## C ##  ', ['2 A', '2 B', '2 C']],
  ['signs that close nothing', '## A#\n## B ## b\n## C \\##', ['2 A#', '2 B ## b', '2 C ##']],
  ['up to three spaces before', ' ## A\n  ## B\n   ## C', ['2 A', '2 B', '2 C']],
  ['four spaces are code', '    ## A', []],
  ['four spaces below text are text', 'x\n    ## A', ['0']],
  ['no space after the sign', '##A\n\n#5 and #tag', ['0']],
  ['a tab after the sign', '##\tA', ['2 A']],
  ['an escaped sign', '\\## A', ['0']],
  ['an empty heading', '##\n\n## \n\n### ###', ['2', '2', '3']],
  ['directly below and above text', 'x\n## A\ny', ['0', '2 A']],
  ['underlined', 'x\n\nA\n===\n\nB\n---', ['0', '1 A', '2 B']],
  ['underlined by one sign, or indented', 'A\n-\n\nB\n   ---', ['2 A', '2 B']],
  ['underlined over several lines', 'A\n  b\nc\n---', ['2 A b c']],
  ['a line after a blank one is a break', 'A\n\n---\n', ['0']],
  ['a lazy line of a quote is not underlined', '> A\n---', ['0']],
  ['a lazy line of a list is not underlined', '- A\n---', ['0']],
  ['a lazy line of a quote, with =', '> A\n===', ['0']],
  ['an underline inside a quote', '> A\n> ---', ['0']],
  ['in fenced code', '```\n## A\n```\n~~~ md\n## B\n~~~\n## C', ['2 C']],
  ['in indented code', 'x\n\n    ## A\n\n## B', ['0', '2 B']],
  ['in a quote', '> ## A', ['0']],
  ['in a list', '- ## A\n\n  ## B\n\n1. ## C', ['0']],
  ['in HTML', '<div>\n## A\n</div>\n\n## B', ['0', '2 B']],
  ['below a tag that closes itself', '<hr />\n## A\n\n## B', ['0', '2 B']],
  ['in a comment', '<!--\n## A\n\n## B\n-->\n## C', ['2 C']],
  ['in front matter', '---\n# title: x\nvoice: x\n---\n## B', ['2 B']],
  ['in a footnote', '[^1]: x\n\n    ## A\n\n## B', ['2 B']],
  ['below a link definition', '[a]: /x\n## A', ['2 A']],
  ['an underline below a link definition is a break', '[a]: /x\n---\n## A', ['2 A']],
  ['underlined text below a link definition', '[a]: /x\nA\n---', ['2 A']],
  ['below a table', '| a | b |\n|---|---|\n| c | d |\n## A', ['0', '2 A']],
  ['a table is no underlined heading', 'a | b\n--- | ---', ['0']],
  ['a code fence that is never closed hides all below', '## A\n```\n## B\n## C', ['2 A']],
  ['the same heading again', '## A\n## A', ['2 A', '2 A']],
  ['marks in a heading', '## *A* **b** `c` ~~d~~ [e](f) ![g](h) <b>i</b> <!-- j -->', ['2 A b c d e i']],
  ['entities and escapes', '## A &amp; B &eacute;&#x21; \\* &nosuch;', ['2 A & B é! * &nosuch;']],
  ['white space', '##   A \t b\u00A0 c  ', ['2 A b c']],
  ['NUL and a lone surrogate', '## A\0B \uD800', ['2 AB \uFFFD']],
  ['a footnote in a heading', '## A[^1]\n\n[^1]: x', ['2 A']],
  ['a link by reference', '## [A][b] and [c]\n\n[b]: /x', ['2 A and [c]']],
  [
    'Chinese, Hebrew, Arabic, emoji',
    '## 第一章\n## פרק\n## فصل\n## 👩‍👩‍👧 x',
    ['2 第一章', '2 פרק', '2 فصل', '2 👩‍👩‍👧 x'],
  ],
  ['CRLF', 'x\r\n## A\r\ny\r\n\r\nB\r\n---\r\n', ['0', '2 A', '2 B']],
  ['CRLF ends HTML', '<div>\r\n\r\n## A\r\n', ['2 A']],
  ['lone CR', 'x\r## A\ry', ['0', '2 A']],
  ['byte order mark', '\uFEFF## A', ['2 A']],
  ['nothing', '', []],
  ['nothing but white space', ' \n\t\n', []],
];

describe('headings of a story', () => {
  for (const [what, source, expected] of rows) {
    it(`${what}: ${JSON.stringify(source)}`, () => {
      assert.deepEqual(outline(source), expected);
    });
  }

  describe('title', () => {
    const titles: [what: string, source: string, expected: string[]][] = [
      ['a first level-1 heading without text', '# T\n\n## A\nx', ['title: T', '2 A']],
      ['underlined', 'T\n===\n## A', ['title: T', '2 A']],
      ['alone', '# T', ['title: T']],
      [
        'with a comment, a picture and code only',
        '# T\n<!-- c -->\n![p](q)\n\n    code\n\n## A',
        ['title: T', '2 A'],
      ],
      ['before another level-1 heading', '# T\n# A\nx', ['title: T', '1 A']],
      ['with text it is a segment', '# T\nx', ['1 T']],
      ['of level 2 it is a segment', '## T\n## A', ['2 T', '2 A']],
      ['not the first', '## A\n# T\n## B', ['2 A', '1 T', '2 B']],
      ['after spoken text it is a segment', 'x\n# T\n## A', ['0', '1 T', '2 A']],
      ['after text that is not spoken', '<!-- c -->\n# T\n## A', ['title: T', '2 A']],
      ['without any text it is a segment', '#\n## A', ['1', '2 A']],
      ['front matter wins', '---\ntitle: F\n---\n# T\n## A', ['title: F', '2 A']],
      ['only in front matter', '---\ntitle: F\n---\n## A', ['title: F', '2 A']],
      ['marks and entities', '# *T* &amp; U', ['title: T & U']],
    ];
    for (const [what, source, expected] of titles) {
      it(what, () => {
        assert.deepEqual(outline(source), expected);
      });
    }
  });

  it('counts equal headings, the text before the first one as an empty heading', () => {
    const { segments } = parseStory('x\n## A\n### A\n## B\n##\n# A');
    assert.deepEqual(
      segments.map(({ heading, ordinal }) => [heading, ordinal]),
      [
        ['', 0],
        ['A', 0],
        ['A', 1],
        ['B', 0],
        ['', 1],
        ['A', 2],
      ],
    );
    assert.deepEqual(
      segments.map(({ index }) => index),
      [0, 1, 2, 3, 4, 5],
    );
  });

  for (const [name, end] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ] as const) {
    it(`gives ranges and lines of the file with ${name}`, () => {
      const text = [
        '---',
        'title: T',
        '---',
        '',
        ' x',
        '',
        '  ## A ##',
        'a',
        '',
        'B',
        '  b',
        '---',
        'c',
        '',
      ].join(end);
      const { segments } = parseStory(`\uFEFF${text}`);
      const cut = ({ from, to }: { from: number; to: number }): string => text.slice(from, to);
      assert.deepEqual(
        segments.map(({ line, source, body }) => [line, cut(source), cut(body)]),
        [
          [5, ['', ' x', '', '  '].join(end), ['', ' x', '', '  '].join(end)],
          [7, ['## A ##', 'a', '', ''].join(end), ['', 'a', '', ''].join(end)],
          [10, ['B', '  b', '---', 'c', ''].join(end), ['', 'c', ''].join(end)],
        ],
      );
    });
  }
});
