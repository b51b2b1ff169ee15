import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { exportStory } from '../../../../src/core/story/exportStory';
import { importStory } from '../../../../src/core/story/importStory';
import { parseStory } from '../../../../src/core/story/parseStory';
import { hostileText } from '../../../support/hostileText';

function exported(source: string, fallback = 'T'): unknown {
  const { title = fallback, segments } = parseStory(source);
  return JSON.parse(exportStory({ title, source, segments }));
}

function imported(content: string): string {
  const story = importStory(content, { fileName: 'x.json' });
  assert('markdown' in story, JSON.stringify(story));
  return story.markdown;
}

/** Text and prompt of each segment of an export. */
function contents(source: string): string[] {
  const { segments } = exported(source) as { segments: { text_content: string; image_prompt?: string }[] };
  return segments.map(({ text_content, image_prompt }) =>
    [text_content, image_prompt ?? []].flat().join('|'),
  );
}

const rows: [what: string, source: string, expected: string[]][] = [
  ['each part of a story', '# T\n\nx\n\n## A\n\ny\n\n### B\nz\n', ['x', 'y', 'z']],
  ['text before the first heading', '---\ntitle: T\n---\n\nx\n\n## A\n\ny', ['x', 'y']],
  ['Markdown, as it is written', '## A\n\n*a* [b](c)\n\n- d\n\n  e\n', ['*a* [b](c)\n\n- d\n\n  e']],
  ['lines that only look like headings', '## A\n\n\\# a\n\\---\n\\\\## b', ['# a\n---\n\\## b']],
  ['a prompt on its own line', '## A\n<!-- prompt: p -->\nx\n\ny', ['x\n\ny|p']],
  ['a prompt between paragraphs', '## A\n\nx\n\n<!-- prompt: p -->\n\ny', ['x\n\ny|p']],
  ['a prompt between lines', '## A\n\nx\n<!-- prompt: p -->\ny', ['x\n\ny|p']],
  ['a prompt inside a paragraph', '## A\n\nx<!-- prompt: p --> y', ['x y|p']],
  ['a prompt in a heading', '## A <!-- prompt: p -->\n\ny', ['y|p']],
  ['a prompt in a list', '## A\n- x\n  <!-- prompt: p -->\n  y', ['- x\n\n  y|p']],
  [
    'a comment in code before the prompt',
    '## A\n```\n<!-- prompt: q -->\n```\n<!-- prompt: p -->',
    ['```\n<!-- prompt: q -->\n```|p'],
  ],
  [
    'no prompt of a footnote',
    '## A\n\nx[^1]\n\n[^1]: y\n    <!-- prompt: p -->',
    ['x[^1]\n\n[^1]: y\n    <!-- prompt: p -->'],
  ],
  ['only a prompt', '## A\n\n<!-- prompt: p -->\n\n## B\n\nx', ['|p', 'x']],
  ['no part without text and prompt', '## A\n\n### B\n\nx\n\n## C\n', ['x']],
  ['CRLF and a byte order mark', '\uFEFF## A\r\n\r\nx\r\ny\r\n', ['x\ny']],
];

describe('exporting a story', () => {
  for (const [what, source, expected] of rows)
    it(`${what}: ${JSON.stringify(source)}`, () => {
      assert.deepEqual(contents(source), expected);
    });

  it('is JSON of the form that an import reads', () => {
    const source = '# The Boat\n\n## A\n\n<!-- prompt: a boat -->\n\nIt came in.\n\n## B\n\nx';
    assert.equal(
      exportStory({ title: 'The Boat', source, segments: parseStory(source).segments }),
      `{
  "title": "The Boat",
  "segments": [
    {
      "text_content": "It came in.",
      "image_prompt": "a boat"
    },
    {
      "text_content": "x"
    }
  ]
}
`,
    );
  });

  it('after an import gives title, texts, prompts and order, whatever they are', () => {
    const segment = fc
      .record({ text_content: hostileText, image_prompt: hostileText })
      .filter(({ text_content, image_prompt }) => text_content + image_prompt !== '')
      .map(({ image_prompt, ...rest }) => (image_prompt === '' ? rest : { ...rest, image_prompt }));
    const title = hostileText
      .map((text) => text.replace(/\s+/gu, ' ').slice(0, 200).trim().toWellFormed())
      .filter((text) => text !== '');
    const property = fc.property(
      title,
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      (name, segments) => {
        const markdown = imported(JSON.stringify({ title: name, segments }));
        assert.deepEqual(
          parseStory(markdown).segments.map(({ heading }) => heading),
          segments.map((_, index) => `Segment ${index + 1}`),
        );
        assert.deepEqual(exported(markdown, ''), { title: name, segments });
        assert.deepEqual(exported(markdown.replaceAll('\n', '\r\n'), ''), { title: name, segments });
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it('can be imported and exported again without a difference', async () => {
    const sources = rows.map(([, source]) => source);
    for (const name of ['the-lighthouse', 'the-map-under-the-water'])
      sources.push(await readFile(`samples/${name}.story.md`, 'utf8'));
    for (const source of sources) {
      const first = exported(source);
      assert.deepEqual(exported(imported(JSON.stringify(first)), ''), first);
    }
  });
});
