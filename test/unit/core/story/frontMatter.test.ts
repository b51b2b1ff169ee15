import assert from 'node:assert/strict';
import type { FrontMatter } from '../../../../src/core/model';
import { parseStory } from '../../../../src/core/story/parseStory';

const read = (yaml: string): ReturnType<typeof parseStory> => parseStory(`---\n${yaml}\n---\nText.`);

describe('front matter', () => {
  const valid: [what: string, yaml: string, expected: FrontMatter][] = [
    [
      'all keys',
      'title: My Story\nvoice: af_heart*0.6+af_bella*0.4\nspeed: 1.25\nlanguage: en-GB\nspeakHeadings: true',
      {
        title: 'My Story',
        voice: 'af_heart*0.6+af_bella*0.4',
        speed: 1.25,
        language: 'en-GB',
        speakHeadings: true,
      },
    ],
    ['nothing', '', {}],
    ['a comment', '# title: x', {}],
    ['keys of other tools', 'tags: [a, b]\nTitle: x\nlayout:\n  - a: 1\ndate: 2020-01-01', {}],
    ['keys without a value', 'title:\nvoice: ~\nspeed: null', {}],
    ['quotes', "title: \"A: \\u00e9\"\nvoice: 'it''s'", { title: 'A: é', voice: "it's" }],
    ['a quoted key', '"title": x', { title: 'x' }],
    ['white space', 'title: "  a \\t b  "\nvoice: " x "', { title: 'a b', voice: 'x' }],
    ['several lines', 'title: >\n  a\n  b', { title: 'a b' }],
    ['text that YAML takes for something else', 'title: 1984\nvoice: true', { title: '1984', voice: 'true' }],
    ['a slow speed', 'speed: 0.1', { speed: 0.5 }],
    ['a negative speed', 'speed: -3', { speed: 0.5 }],
    ['a fast speed', 'speed: 1e9', { speed: 2 }],
    ['an infinite speed', 'speed: .inf', { speed: 2 }],
    ['a whole speed', 'speed: 1', { speed: 1 }],
    ['a language in another case', 'language: EN-gb', { language: 'en-GB' }],
    ['D-01 a title of 200 characters', `title: ${'x'.repeat(200)}`, { title: 'x'.repeat(200) }],
    ['an alias', 'name: &n Ann\ntitle: *n', { title: 'Ann' }],
    ['flow style', '{title: x, speed: 1.5}', { title: 'x', speed: 1.5 }],
  ];
  for (const [what, yaml, expected] of valid) {
    it(`${what}: ${JSON.stringify(yaml.slice(0, 60))}`, () => {
      const { frontMatter, problems } = read(yaml);
      assert.deepEqual(frontMatter, expected);
      assert.deepEqual(problems, []);
    });
  }

  // The part of the YAML that the problem points at is in the third column.
  const invalid: [what: string, yaml: string, at: string, message: RegExp, kept?: FrontMatter][] = [
    [
      'D-01 a title of 201 characters',
      `voice: v\ntitle: ${'x'.repeat(201)}`,
      'x'.repeat(201),
      /"title" .* 1 to 200/,
      { voice: 'v' },
    ],
    ['an empty title', 'title: "  "', '"  "', /"title"/],
    ['a title that is a list', 'title: [a]', '[a]', /"title"/],
    ['a voice that is a mapping', 'voice: {a: b}', '{a: b}', /"voice"/],
    ['an empty voice', 'voice: ""', '""', /"voice"/],
    ['a speed that is text', 'title: t\nspeed: fast', 'fast', /"speed" .* 0\.5 to 2/, { title: 't' }],
    ['a quoted speed', 'speed: "1.2"', '"1.2"', /"speed"/],
    ['a speed that is no number', 'speed: .nan', '.nan', /"speed"/],
    ['a language with an underscore', 'language: en_GB', 'en_GB', /"language" .* en-GB/],
    ['a language that is a sentence', 'language: British English', 'British English', /"language"/],
    ['speakHeadings that is text', 'speakHeadings: yes', 'yes', /"speakHeadings" .* true or false/],
    ['a list', '- a\n- b', '- a\n- b\n', /must be lines such as "title: My Story"/],
    ['prose', 'It was night.', 'It was night.\n', /must be lines such as/],
    ['a quote that is not closed', 'title: "x', '', /not valid YAML/],
    ['a mapping in a value', 'title: a: b', 'a', /not valid YAML \(Nested mappings/],
    ['a key twice', 'title: a\ntitle: b', 't', /not valid YAML \(Map keys must be unique\)/],
    ['an alias without an anchor', 'title: *x', '*x', /"title"/],
    ['a tab as indentation', 'a:\n\tb: c', '\t', /not valid YAML/],
  ];
  for (const [what, yaml, at, message, kept] of invalid) {
    it(`${what}: ${JSON.stringify(yaml.slice(0, 60))}`, () => {
      const { frontMatter, problems, segments } = read(yaml);
      assert.deepEqual(frontMatter, kept ?? {});
      assert.equal(problems.length, 1);
      const [problem] = problems;
      assert.match(problem!.message, message);
      assert.match(problem!.message, /; (?:correct|shorten|remove) it.*\.$/);
      const source = `---\n${yaml}\n---\nText.`;
      const found = source.slice(problem!.source.from, problem!.source.to);
      assert.ok(found.startsWith(at), `points at ${JSON.stringify(found)}`);
      assert.equal(problem!.line, source.slice(0, problem!.source.from).split('\n').length);
      assert.deepEqual(
        segments.map(({ paragraphs }) => paragraphs.map(({ text }) => text)),
        [['Text.']],
      );
    });
  }

  it('all problems are reported, on their lines, also with CRLF', () => {
    const { problems } = parseStory('\uFEFF---\r\nspeed: x\r\n# c\r\nlanguage: en_GB\r\n---\r\nText[^1].');
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2, 4, 6],
    );
    assert.deepEqual(
      problems.map(({ source }) => source),
      [
        { from: 12, to: 13 },
        { from: 30, to: 35 },
        { from: 46, to: 50 },
      ],
    );
  });

  const ends: [what: string, source: string, title: string | undefined, spoken: string[]][] = [
    ['ended by dots', '---\ntitle: x\n...\nText.', 'x', ['Text.']],
    ['white space after the lines', '--- \t\ntitle: x\n---\t\nText.', 'x', ['Text.']],
    ['empty', '---\n---\nText.', undefined, ['Text.']],
    ['at the end of the file', '---\ntitle: x\n---', 'x', []],
    ['never closed', '---\ntitle: x\n\nText.', undefined, ['title: x', 'Text.']],
    ['not on the first line', '\n---\ntitle: x\n---\nText.', undefined, ['Text.']],
    ['four hyphens', '----\ntitle: x\n----\nText.', undefined, ['Text.']],
    ['indented', ' ---\ntitle: x\n ---\nText.', undefined, ['Text.']],
    ['the first closing line counts', '---\ntitle: x\n---\na\n\n---\nb', 'x', ['a', 'b']],
    ['with lone CR', '---\rtitle: x\r---\rText.', 'x', ['Text.']],
  ];
  for (const [what, source, title, spoken] of ends) {
    it(`${what}: ${JSON.stringify(source)}`, () => {
      const story = parseStory(source);
      assert.equal(story.frontMatter.title, title);
      assert.deepEqual(story.problems, []);
      assert.deepEqual(
        story.segments.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text)),
        spoken,
      );
    });
  }

  const hostile: [what: string, yaml: string][] = [
    ['deep flow lists', `a: ${'['.repeat(50_000)}`],
    ['deep flow mappings', `a: ${'{a: '.repeat(20_000)}`],
    ['deep lists on one line', '- '.repeat(50_000)],
    ['deep keys on one line', '? '.repeat(50_000)],
    ['deep indentation', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['very long', 'a: b\n'.repeat(100_000)],
  ];
  for (const [what, yaml] of hostile) {
    it(`is refused as a whole when it is ${what}`, () => {
      const { frontMatter, problems, segments } = read(`title: x\n${yaml}`);
      assert.deepEqual(frontMatter, {});
      assert.match(
        problems.map(({ message }) => message).join(),
        /^The front matter is too long or too deeply nested; shorten it\.$/,
      );
      assert.equal(segments.length, 1);
    });
  }

  it('never expands aliases', () => {
    const levels = Array.from({ length: 20 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`);
    const { frontMatter, problems } = read(['title: x', 'a0: &a0 y', ...levels, 'voice: *a20'].join('\n'));
    assert.deepEqual(frontMatter, { title: 'x' });
    assert.equal(problems.length, 1);
  });
});
