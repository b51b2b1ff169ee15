import assert from 'node:assert/strict';
import fc from 'fast-check';
import { promptComment } from '../../../../src/core/story/imagePrompt';
import { parseStory } from '../../../../src/core/story/parseStory';

const promptsOf = (source: string) => parseStory(source).segments.map(({ imagePrompt }) => imagePrompt);

const rows: [what: string, source: string, expected: string[]][] = [
  ['below the heading', '## A\n<!-- prompt: a boat -->\n\nx', ['a boat']],
  ['at the end of the part', '## A\n\nx\n\n<!-- prompt: a boat -->', ['a boat']],
  ['inside a paragraph', '## A\n\nx <!-- prompt: a boat --> y', ['a boat']],
  ['in the heading', '## A <!-- prompt: a boat -->\n\nx', ['a boat']],
  ['before the first heading', 'x\n\n<!-- prompt: a boat -->\n\n## A', ['a boat', '']],
  ['each part has its own', '## A\n<!-- prompt: a -->\n## B\n## C\n<!-- prompt: c -->', ['a', '', 'c']],
  ['in a quote', '## A\n> <!-- prompt: a\n> boat -->', ['a\n  boat']],
  ['in a list', '## A\n- x\n  <!-- prompt: a boat -->', ['a boat']],
  ['in a table', '## A\n|a|b|\n|-|-|\n|x|<!-- prompt: a boat -->|', ['a boat']],
  ['over several lines, blank ones too', '## A\n<!--\nprompt: a\n\n boat\n-->', ['a\n\n boat']],
  ['with CRLF', '## A\r\n<!-- prompt: a\r\nboat -->\r\n', ['a\nboat']],
  ['in any case and spacing', '## A\n<!--PROMPT :a boat-->', ['a boat']],
  ['the first of two', '## A\n<!-- prompt: a -->\n<!-- prompt: b -->', ['a']],
  ['after another comment', '## A\n<!-- note --><!-- prompt: a boat -->', ['a boat']],
  ['with entities', '## A\n<!-- prompt: a --&gt; b &amp;gt; c &lt; d & e -->', ['a --> b &gt; c &lt; d & e']],
  ['empty', '## A\n<!-- prompt: -->', ['']],
  ['another comment', '## A\n<!-- the prompt: a boat --> <!-- prompted: x -->', ['']],
  ['never closed', '## A\n\nx <!-- prompt: a boat', ['']],
  ['in a code span', '## A\n\n`<!-- prompt: a boat -->`', ['']],
  ['in fenced code', '## A\n```\n<!-- prompt: a boat -->\n```', ['']],
  ['in indented code', '## A\n\n    <!-- prompt: a boat -->', ['']],
  ['after an escaped bracket', '## A\n\n\\<!-- prompt: a boat -->', ['']],
  ['after code that shows one', '## A\n\n`<!-- prompt: x -->` <!-- prompt: a boat -->', ['a boat']],
  ['inside another comment', '## A\n<!-- was <!-- prompt: a boat -->', ['']],
];

describe('D-31: the image prompt of a segment', () => {
  for (const [what, source, expected] of rows) {
    it(`${what}: ${JSON.stringify(source)}`, () => {
      assert.deepEqual(promptsOf(source), expected);
    });
  }

  it('is never spoken', () => {
    const spoken = rows.flatMap(([, source]) =>
      parseStory(source).segments.flatMap(({ paragraphs, imagePrompt }) =>
        imagePrompt === '' ? [] : paragraphs.map(({ text }) => text),
      ),
    );
    assert(spoken.length > 0);
    assert.doesNotMatch(
      spoken.filter((text) => !text.includes('<!-- prompt: x -->')).join('\n'),
      /boat|prompt/u,
    );
  });

  it('of a heading that is only the title belongs to no segment', () => {
    assert.deepEqual(promptsOf('# T\n<!-- prompt: a cover -->\n\n## A\n\nx'), ['']);
  });

  it('survives being written, whatever is in it', () => {
    const pieces = '-->¦--!>¦-¦>¦<!--¦&¦&gt;¦&amp;¦amp;¦\n¦\n\n¦ ¦a¦prompt:¦# A¦```¦</script>¦\\'.split('¦');
    const prompt = fc
      .array(fc.constantFrom(...pieces), { maxLength: 12 })
      .map((parts) => parts.join('').trim());
    const property = fc.property(
      fc.oneof(
        prompt,
        fc.string().map((text) => text.trim()),
      ),
      (text) => {
        const { segments } = parseStory(`## A\n\n${promptComment(text)}\n\nx\n\n## B\n\ny`);
        const told = segments.map(({ heading, imagePrompt, paragraphs }) => [
          heading,
          imagePrompt,
          ...paragraphs.map((paragraph) => paragraph.text),
        ]);
        const expected = text.replace(/\r\n?/gu, '\n');
        assert.deepEqual(told, [
          ['A', expected, 'x'],
          ['B', '', 'y'],
        ]);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});
