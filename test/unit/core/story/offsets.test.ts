import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ParsedStory, SpokenText } from '../../../../src/core/model';
import { parseStory } from '../../../../src/core/story/parseStory';
import { isLiteral, sourceRange } from '../../../../src/core/spokenText';

/** Every text that a story speaks. */
function spokenTexts({ segments }: ParsedStory): SpokenText[] {
  return segments.flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => [paragraph, ...paragraph.notes]),
  );
}

/** Holds a spoken text's spans against the text and the file (without its byte order mark). */
function checkSpans({ text, spans }: SpokenText, file: string): void {
  let at = 0;
  let last = 0;
  for (const span of spans) {
    const { source } = span;
    const run = text.slice(span.at, span.at + span.length);
    const slice = file.slice(source.from, source.to);
    assert.equal(span.at, at, 'spans leave no gap');
    assert.ok(
      span.length > 0 && source.from <= source.to && source.to <= file.length,
      'ranges are in the file',
    );
    assert.ok(source.from >= last || source.to === last, 'sources are in order');
    if (isLiteral(span) && !/^\s$/.test(slice))
      assert.equal(run, slice.toWellFormed(), 'copied runs are copies');
    if (run === ' ' && slice !== '') assert.match(slice, /\s|&|<br/i, 'a space stands for white space');
    at += span.length;
    last = source.to;
  }
  assert.equal(at, text.length, 'spans cover the text');
  assert.equal(
    text,
    text
      .replace(/[\s\0]+/g, ' ')
      .trim()
      .toWellFormed(),
    'text is one line of clean text',
  );
}

function checkStory(source: string): void {
  const file = source.replace(/^\uFEFF/, '');
  const story = parseStory(source);
  for (const text of spokenTexts(story)) checkSpans(text, file);
  let end: number | undefined;
  for (const { source: range, body, line, heading } of story.segments) {
    if (end !== undefined) assert.equal(range.from, end, 'segments follow one another');
    assert.ok(
      range.from <= body.from && body.from <= body.to && body.to === range.to,
      'a body is in its segment',
    );
    assert.ok(line >= 1 && line <= file.split(/\r\n?|\n/).length, 'a line is in the file');
    assert.equal(heading, heading.replace(/[\s\0]+/g, ' ').trim(), 'a heading is one line');
    end = range.to;
  }
  if (end !== undefined) assert.equal(end, file.length, 'the last segment ends with the file');
  for (const { source: range, message } of story.problems) {
    assert.ok(range.from <= range.to && range.to <= file.length, 'a problem is in the file');
    assert.match(message, /\.$/);
  }
}

const snippets = [
  ...'# A\n¦## *B* &amp; `c`\n¦D\n===\n¦word¦ ¦  ¦\t¦\n¦\n\n¦\r\n¦\r¦. ¦, ¦é¦漢字'.split('¦'),
  ...'שלום¦😀¦👩‍👩‍👧¦\uD83D¦\uDE00¦\0¦\u00A0¦\uFEFF¦*¦**¦_¦~~¦`¦``¦\\¦\\*¦\\\n¦&lt;'.split('¦'),
  ...'&#x1F600;¦&nGt;¦&Afr;¦&nbsp;¦&¦<b>¦</b>¦<br>¦<div>¦</div>¦<p>¦<!-- c -->¦<!--¦-->¦<?'.split('¦'),
  ...'<script>¦</script>¦<http://x.y>¦[¦]¦![¦(x)¦[a](b "c")¦![d](e)¦[f]¦[f]: /g\n¦[^1]¦[^2]¦[^1]: '.split(
    '¦',
  ),
  ...'[^2]: ¦- ¦* ¦1. ¦> ¦    ¦[ ] ¦| a | b |\n¦|---|---|\n¦|¦```\n¦---\n¦title: x\n¦...\n'.split('¦'),
];
const story = fc.array(fc.constantFrom(...snippets), { maxLength: 40 }).map((parts) => parts.join(''));

describe('offsets of spoken text', () => {
  it('hold for random combinations of Markdown', () => {
    fc.assert(fc.property(story, checkStory), { numRuns: 1_500 });
  });

  it('hold for random combinations below spoken headings', () => {
    const spoken = story.map((text) => `---\nspeakHeadings: true\n---\n${text}`);
    fc.assert(fc.property(spoken, checkStory), { numRuns: 500 });
  });

  it('hold for any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), checkStory), { numRuns: 500 });
  });

  it('a line end makes no difference to what is spoken', () => {
    const clean = story.filter((text) => !text.includes('\r'));
    const speak = (text: string): string[] => spokenTexts(parseStory(text)).map((spoken) => spoken.text);
    fc.assert(
      fc.property(clean, fc.constantFrom('\r\n', '\r'), (text, end) => {
        assert.deepEqual(speak(text.replaceAll('\n', end)), speak(text));
      }),
      { numRuns: 500 },
    );
  });

  const examples: [source: string, spoken: string, expected: string][] = [
    ['A *bold* move', 'bold', 'bold'],
    ['A *bold* move', 'A bold', 'A *bold'],
    ['Tom &amp; Ann', '&', '&amp;'],
    ['2 \\* 3', '*', '\\*'],
    ['one  \r\n  two', 'one two', 'one  \r\n  two'],
    ['> one\n> two', 'one two', 'one\n> two'],
    ['[a link](http://x.y) here', 'link here', 'link](http://x.y) here'],
    ['a ![picture](x) b', 'a b', 'a ![picture](x) b'],
    ['- item', 'item.', 'item'],
    ['\uFEFF\r\nx **y**', 'y', 'y'],
    ['<p>a &lt; b</p>', 'a < b', 'a &lt; b'],
  ];
  for (const [source, spoken, expected] of examples) {
    it(`${JSON.stringify(source)}: ${spoken} ▶ ${expected}`, () => {
      const [text] = spokenTexts(parseStory(source));
      const from = text!.text.indexOf(spoken);
      assert.ok(from >= 0, text!.text);
      const range = sourceRange(text!, { from, to: from + spoken.length });
      assert.equal(source.replace(/^\uFEFF/, '').slice(range.from, range.to), expected);
    });
  }
});
