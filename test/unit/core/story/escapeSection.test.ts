import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeSection, unescapeSection } from '../../../../src/core/story/escapeSection';
import { parseStory } from '../../../../src/core/story/parseStory';
import { hostileText } from '../../../support/hostileText';

const rows: [what: string, text: string, escaped: string][] = [
  ['a heading', 'a\n# b\nc', 'a\n\\# b\nc'],
  ['every heading', '# a\n\n  ###### b', '\\# a\n\n  \\###### b'],
  ['an underline', 'a\n---\n\nb\n ===', 'a\n\\---\n\nb\n \\==='],
  ['an underline that comes about', '# a\n---\n---', '\\# a\n\\---\n\\---'],
  ['only what has to be, in two steps', '# a\n---\n\n```\nb\n```', '\\# a\n\\---\n\n```\nb\n```'],
  ['an open fence, and the heading in it', '```\n# a', '\\```\n\\# a'],
  ['an open comment', 'a\n<!-- b', 'a\n\\<!-- b'],
  ['an open element', '<script>\n\na', '\\<script>\n\na'],
  ['another open element', '<textarea>\n\na', '\\<textarea>\n\na'],
  ['what is escaped already, once more', '\\# a\n\\\\--- \n\\```', '\\\\# a\n\\\\\\--- \n\\\\```'],
  ['a prompt in the text', 'a <!-- prompt: b -->', 'a <!-- \\prompt: b -->'],
  ['a prompt in a quote', '> <!--\n> prompt: b -->', '> <!--\n> \\prompt: b -->'],
  ['an escaped prompt', '<!--\n\\Prompt : b -->', '<!--\n\\\\Prompt : b -->'],
  ['no heading without a space', '#a\n####### b', '#a\n####### b'],
  ['no break', 'a\n\n---\n\n***', 'a\n\n---\n\n***'],
  ['no line below a link definition', '[a]: /b\n---', '[a]: /b\n---'],
  ['no heading in a quote or a list', '> # a\n\n- # b\n\n  # c', '> # a\n\n- # b\n\n  # c'],
  ['no heading in code', '```\n# a\n\nb\n---\n```\n\n    # c', '```\n# a\n\nb\n---\n```\n\n    # c'],
  ['no heading in a comment', '<!--\n# a\n-->', '<!--\n# a\n-->'],
  ['no list, link, emphasis', '1. *a* [b](c)\n2. `d`', '1. *a* [b](c)\n2. `d`'],
  ['no table', 'a|b\n-|-\nc|d', 'a|b\n-|-\nc|d'],
];

/** What a story makes of a text as one of its sections. */
function sectionsAround(body: string): unknown[] {
  const { segments } = parseStory(`## Before\n\n${body}\n\n## After\n\nx`);
  return segments.map(({ heading, imagePrompt }) => [heading, imagePrompt]);
}

describe('a text as the body of a section', () => {
  for (const [what, text, escaped] of rows) {
    it(`${what}: ${JSON.stringify(text)}`, () => {
      assert.equal(escapeSection(text), escaped);
      assert.equal(unescapeSection(escaped), text);
    });
  }

  it('stays in its section and comes back as it was, whatever it is', () => {
    const property = fc.property(hostileText, (text) => {
      const escaped = escapeSection(text);
      assert.deepEqual(sectionsAround(escaped), [
        ['Before', ''],
        ['After', ''],
      ]);
      assert.equal(unescapeSection(escaped), text);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it('loses no word that is spoken', () => {
    const words = (text: string) =>
      parseStory(`x\n\n${text}`)
        .segments.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs.map(({ text }) => text)])
        .join(' ')
        .match(/\w+/gu);
    for (const [, text] of rows.slice(0, 4)) assert.deepEqual(words(escapeSection(text)), words(text), text);
  });

  it('is found in a few rounds where each escape makes the next heading', () => {
    const text = `# a\n${'---\n'.repeat(5_000)}b`;
    const escaped = escapeSection(text);
    assert.equal(escaped, text.replace(/^[#-]/gmu, '\\$&'));
    assert.equal(unescapeSection(escaped), text);
  });
});
