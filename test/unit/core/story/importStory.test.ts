import assert from 'node:assert/strict';
import { StoryFlowError } from '../../../../src/core/errors';
import { importRefused, importStory } from '../../../../src/core/story/importStory';
import { parseStory } from '../../../../src/core/story/parseStory';

const story = (content: string, fileName = 'My story.txt') => {
  const imported = importStory(content, { fileName });
  assert('markdown' in imported, JSON.stringify(imported));
  return imported;
};
const problems = (content: unknown, fileName = 'My story.txt') => {
  const imported = importStory(typeof content === 'string' ? content : JSON.stringify(content), { fileName });
  assert('problems' in imported, JSON.stringify(imported));
  return imported.problems.map(({ block, message }) => `${block}: ${message}`);
};

describe('importing JSON', () => {
  const json = (...segments: unknown[]) => ({ title: 'T', segments });

  it('makes a story of a title, texts and prompts', () => {
    const { title, markdown } = story(
      JSON.stringify({
        title: 'The Boat',
        segments: [
          { text_content: 'It came in.', image_prompt: 'a boat' },
          { text_content: 'Nobody said\n\n*a word*.', image_prompt: null, sequence_index: 7 },
          { text_content: '', image_prompt: 'the sea' },
        ],
      }),
    );
    assert.equal(title, 'The Boat');
    assert.equal(
      markdown,
      [
        '# The Boat',
        '## Segment 1',
        '<!-- prompt: a boat -->',
        'It came in.',
        '## Segment 2',
        'Nobody said',
        '*a word*.',
        '## Segment 3',
        '<!-- prompt: the sea -->\n',
      ].join('\n\n'),
    );
    const parsed = parseStory(markdown);
    assert.equal(parsed.title, title);
    assert.deepEqual(
      parsed.segments.map(({ heading, paragraphs }) => [heading, ...paragraphs.map(({ text }) => text)]),
      [['Segment 1', 'It came in.'], ['Segment 2', 'Nobody said', 'a word.'], ['Segment 3']],
    );
  });

  it('makes line ends, outer white space and what no file can hold regular', () => {
    const text = '\uFEFF \r\n a\r\nb\rc\0\uD800 \n';
    const { markdown } = story(
      JSON.stringify({ title: '\t A\0 \n B\uD800', segments: [{ text_content: text, image_prompt: text }] }),
    );
    const regular = 'a\nb\nc\uFFFD\uFFFD';
    assert.equal(markdown, `# A B\uFFFD\n\n## Segment 1\n\n<!-- prompt: ${regular} -->\n\n${regular}\n`);
  });

  for (const title of [
    '*A* _b_ `c` [d](e) <f> &amp; \\* ~~g~~ ![h]',
    '#',
    'A #',
    '---',
    '1. x',
    '[^1]',
    'x'.repeat(200),
    '😀'.repeat(100),
  ])
    it(`gives the story exactly the title ${JSON.stringify(title.slice(0, 50))}`, () => {
      const { markdown } = story(JSON.stringify({ title, segments: [{ text_content: 'x' }] }));
      assert.equal(parseStory(markdown).title, title);
    });

  const rows: [what: string, content: unknown, expected: RegExp[]][] = [
    ['no object', '{', [/^0: It is not valid JSON: .+ Correct that\.$/u]],
    ['a list', [{ text_content: 'a' }], [/^0: It must have the form/u]],
    ['nothing', {}, [/^0: There is no title/u, /^0: It must have the form/u]],
    ['no segments', { title: 'T', segments: [] }, [/^0: There is no segment in it/u]],
    ['segments that are none', { title: 'T', segments: { a: 1 } }, [/^0: It must have the form/u]],
    ['an empty title', { ...json({ text_content: 'a' }), title: ' \n\0' }, [/^0: The title is empty/u]],
    ['a title that is no text', { ...json({ text_content: 'a' }), title: 7 }, [/^0: There is no title/u]],
    [
      'a title of 201 characters, counted in UTF-16 (D-01)',
      { ...json({ text_content: 'a' }), title: `a${'😀'.repeat(100)}` },
      [/^0: The title has 201 characters: shorten it to 200 or fewer\.$/u],
    ],
    [
      'problems of several blocks, all together',
      { title: '', segments: [{ text_content: 'a' }, {}, 'b', { text_content: 1, image_prompt: 2 }, null] },
      [
        /^0: The title is empty/u,
        /^2: "text_content" must be a text/u,
        /^3: It must have the form/u,
        /^4: "text_content" must be a text/u,
        /^4: "image_prompt" must be a text/u,
        /^5: It must have the form/u,
      ],
    ],
    [
      'a block with neither text nor prompt',
      json({ text_content: 'a' }, { text_content: ' \n', image_prompt: '\t' }),
      [/^2: There is neither text nor prompt/u],
    ],
  ];
  for (const [what, content, expected] of rows)
    it(`reports ${what}`, () => {
      const found = problems(content);
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(found[index] ?? '', pattern);
    });

  it('is known by its content, or by its name', () => {
    const content = JSON.stringify({ title: 'T', segments: [{ text_content: 'a' }] });
    assert.equal(story(`\uFEFF\n  ${content}`, 'story.txt').title, 'T');
    assert.equal(story('[A door closes.]', 'a play.txt').title, 'a play');
    assert.match(problems('A door closes.', 'a play.JSON').join('\n'), /not valid JSON/u);
  });
});

describe('importing text', () => {
  /** Prompt and spoken text of each segment. */
  const segments = (content: string) =>
    parseStory(story(content).markdown).segments.map(({ imagePrompt, paragraphs }) =>
      [imagePrompt, ...paragraphs.map(({ text }) => text)].join('|'),
    );

  const rows: [what: string, content: string, expected: string[]][] = [
    ['one block', 'Text: a\nPrompt: b', ['b|a']],
    ['several blocks', 'Text: a\n---\nText: b\n-----\nPrompt: p\nText: c', ['|a', '|b', 'p|c']],
    ['labels in any case, indented', ' TEXT:a\n\tprompt:\tb', ['b|a']],
    ['lines that continue a field', 'Prompt: a\nb\nText: c\n\nd\n  e', ['a\nb|c|d e']],
    ['a field that begins below its label', 'Text:\n\n  a\nPrompt:\nb', ['b|a']],
    ['text without a label', 'a\n\nb\n---\nc', ['|a|b', '|c']],
    ['a label inside a line', 'Text: a Prompt: b\nthe Text: c', ['|a Prompt: b the Text: c']],
    ['CRLF and trailing blanks', 'Text: a\r\n--- \t\r\nText: b\r\n', ['|a', '|b']],
    ['lone CR', 'a\r---\rb', ['|a', '|b']],
    ['separators at both ends', '\n---\n \n---\na\n---\nb\n---\n\n---', ['|a', '|b']],
    ['hyphens that separate nothing', 'a\n\n--\n\n- - -\n\n ---\n\nb ---\n\n---c', ['|a|--|b ---|---c']],
    ['only a prompt', 'a\n---\nPrompt: b', ['|a', 'b']],
    ['lines that would be headings', 'Text: # a\n## b\nc\n===', ['|# a ## b c ===']],
  ];
  for (const [what, content, expected] of rows)
    it(`${what}: ${JSON.stringify(content)}`, () => {
      assert.deepEqual(segments(content), expected);
    });

  it('takes the title from the name of the file', () => {
    for (const [fileName, title] of [
      ['The Boat.txt', 'The Boat'],
      ['C:\\texts\\the.boat.md', 'the.boat'],
      ['boat', 'boat'],
    ] as const)
      assert.equal(story('a', fileName).title, title);
  });

  const refused: [what: string, content: string, expected: string[]][] = [
    ['nothing', ' \n---\n', ['0: There is no segment in it: write one.']],
    [
      'empty blocks',
      '---\na\n---\n\n---\nText:\nPrompt: \n---\nb',
      [
        '2: There is neither text nor prompt: write one of them, or remove the block.',
        '3: There is neither text nor prompt: write one of them, or remove the block.',
      ],
    ],
    [
      'fields that are there twice',
      'Text: a\nText: b\nPrompt: c\nprompt: d\nPrompt: e\n---\nf\n---\ng\nText: h',
      [
        '1: There is more than one “Text:”: put it all under one.',
        '1: There is more than one “Prompt:”: put it all under one.',
        '3: There is more than one “Text:”: put it all under one.',
      ],
    ],
  ];
  for (const [what, content, expected] of refused)
    it(`reports ${what}`, () => {
      assert.deepEqual(problems(content), expected);
    });

  it('reports a file name that gives no title', () => {
    assert.deepEqual(problems('a', '.txt'), ['0: The title is empty: give the story a name.']);
  });
});

it('a refused import is one ImportError (400) that tells every problem', () => {
  const error = importRefused('a.txt', [
    { block: 0, message: 'No title.' },
    { block: 2, message: 'No text.' },
  ]);
  assert(error instanceof StoryFlowError);
  assert.deepEqual([error.name, error.code, error.status], ['ImportError', 'Import', 400]);
  assert.equal(error.message, '“a.txt” was not imported. No title. Block 2: No text.');
});
