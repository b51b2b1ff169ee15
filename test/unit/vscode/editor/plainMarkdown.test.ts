import assert from 'node:assert/strict';
import { HtmlRenderer, Parser } from 'commonmark';
import fc from 'fast-check';
import { beginningOf, plainMarkdown } from '../../../../src/vscode/editor/plainMarkdown';

/** What a reader sees of a Markdown text: its text nodes; anything else that it holds is told by its name. */
function shown(markdown: string): string {
  const html = new HtmlRenderer().render(new Parser().parse(markdown));
  return html
    .replaceAll(/<\/?p>\n?/gu, '')
    .trim()
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

describe('text of a story in a hover', () => {
  const texts: [title: string, text: string][] = [
    ['marks', '*a* _b_ `c` ~~d~~ # e'],
    ['a link that runs a command', '[click](command:workbench.action.quit)'],
    ['a picture', '![x](https://example.com/x.png)'],
    ['HTML and entities', '<script>alert(1)</script> &amp; &lt;'],
    ['a heading, a list, a quote, a table, a break', '# a - b > c | d ---'],
    ['an icon and an escape', String.raw`$(trash) \* \\`],
  ];
  for (const [title, text] of texts)
    it(`${title} are shown as they are`, () => {
      assert.equal(shown(plainMarkdown(text)), text);
    });

  it('an address is not made a link', () => {
    assert.doesNotMatch(plainMarkdown('See https://example.com and www.example.com'), /https:|www\./u);
  });

  it('any line is shown as it is', () => {
    const line = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.replaceAll(/\s+/gu, ' ').trim());
    fc.assert(
      fc.property(line, (text) => {
        assert.equal(shown(plainMarkdown(text)), text);
      }),
    );
  });

  it('paragraphs stay apart, and lines of one are joined', () => {
    assert.equal(plainMarkdown('One\ntwo.\n\n    Three.\n'), 'One two\\.\n\nThree\\.');
  });

  const beginnings: [title: string, text: string, most: number, beginning: string][] = [
    ['a short text is whole', 'One two', 7, 'One two'],
    ['a long one ends with a word', 'One two three', 9, 'One two…'],
    ['one long word is cut', 'Donaudampfschiff', 5, 'Donau…'],
    ['a character of two units is not cut', '👍👍👍', 3, '👍…'],
  ];
  for (const [title, text, most, beginning] of beginnings)
    it(title, () => {
      assert.equal(beginningOf(text, most), beginning);
    });
});
