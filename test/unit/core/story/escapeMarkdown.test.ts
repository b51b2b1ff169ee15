import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeParagraph } from '../../../../src/core/story/escapeMarkdown';
import { parseStory } from '../../../../src/core/story/parseStory';
import { markedText, sampleTexts, spoken } from '../../../support/markedText';

/** What stands around a paragraph: its text must be read in the same way in each of these places. */
const places: Record<string, (paragraph: string) => string> = {
  'on its own': (paragraph) => paragraph,
  'below a heading': (paragraph) => `# A\n\n${paragraph}\n\n# B\n`,
  'after a break that could open front matter': (paragraph) => `---\n\n${paragraph}\n`,
  'with definitions': (paragraph) => `${paragraph}\n\n[a]: /x\n[x]: /y\n[^1]: Note.\n`,
  'in a quote': (paragraph) => `> ${paragraph.replaceAll('\n', '\n> ')}`,
  'with other line ends': (paragraph) => `# A\r\n\r\n${paragraph.replaceAll('\n', '\r\n')}\r\n`,
};

function paragraphsOf(source: string): string[] {
  return parseStory(source).segments.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
}

describe('escapeParagraph', () => {
  for (const [place, around] of Object.entries(places)) {
    it(`D-12: any text is one paragraph that is spoken as it is, ${place}`, () => {
      fc.assert(
        fc.property(markedText, (text) => {
          const paragraph = escapeParagraph(text);
          fc.pre(spoken(text) !== '');
          assert.deepEqual(paragraphsOf(around(paragraph)), [spoken(text)]);
        }),
        { numRuns: 500 },
      );
    });
  }

  it('D-12: the samples’ paragraphs are spoken as they are', () => {
    for (const source of sampleTexts())
      for (const text of paragraphsOf(source))
        assert.deepEqual(paragraphsOf(escapeParagraph(text)), [spoken(text)]);
  });

  const unchanged = [
    'Plain prose, with “quotes” — and dashes (also these); it’s fine.',
    'snake_case_name, C#, 2 * 3 < 4, Tom & Ann, 50 % | 3 ~ 4, #tag, a > b, i = j',
    '-Yes. +1, 3.5 and (a) b) :-)',
    'one\ntwo',
    'In\n1986 it was.',
  ];
  for (const text of unchanged)
    it(`leaves prose alone: ${JSON.stringify(text)}`, () => {
      assert.equal(escapeParagraph(text), text);
    });

  const escaped: [text: string, paragraph: string][] = [
    ['# a', '\\# a'],
    ['> a', '\\> a'],
    ['- a\n+ b\n* c', '\\- a\n\\+ b\n\\* c'],
    ['1. a\n2) b', '1\\. a\n2\\) b'],
    ['a\n---\nb\n===', 'a\n\\---\nb\n\\==='],
    ['```\na\n~~~', '\\`\\`\\`\na\n\\~\\~\\~'],
    ['a | b\n-|-', 'a | b\n\\-|-'],
    ['*a* _b_ ~~c~~', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~'],
    ['[a](b) ![c] [^1]', '\\[a](b) !\\[c] \\[^1]'],
    ['<b> <!-- c --> &amp;', '\\<b> \\<!-- c --> \\&amp;'],
    ['a\\*b \\c d\\', 'a\\\\\\*b \\c d\\\\'],
    ['...', '\\...'],
    ['  a  \r\n\r\n\t b\0 ', 'a\nb'],
    ['', ''],
  ];
  for (const [text, paragraph] of escaped)
    it(`${JSON.stringify(text)} ▶ ${JSON.stringify(paragraph)}`, () => {
      assert.equal(escapeParagraph(text), paragraph);
    });
});
