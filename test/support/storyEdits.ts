import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ParsedSegment } from '../../src/core/model';
import type { TextEdit } from '../../src/core/story/applyEdits';
import { parseStory } from '../../src/core/story/parseStory';
import type { StoryText } from '../../src/core/story/storyText';
import { markedText } from './markedText';

export function read(source: string): StoryText {
  return { source, segments: parseStory(source).segments };
}

/** What is heard of sections, with their headings. */
export function speech(segments: readonly ParsedSegment[]): string[] {
  return segments.map(({ level, heading, paragraphs }) =>
    [`${'#'.repeat(level)} ${heading}`, ...textsOf(paragraphs)].join('\n'),
  );
}

function textsOf(paragraphs: ParsedSegment['paragraphs']): string[] {
  return paragraphs.flatMap(({ text, notes }) => [text, ...notes.map((note) => `(${note.text})`)]);
}

/** Edits of one change are in the text, in ascending order, do not overlap and do something. */
export function checkEdits(source: string, edits: readonly TextEdit[]): void {
  let done = 0;
  for (const { from, to, text } of edits) {
    assert.ok(done <= from && from <= to && to <= source.length, JSON.stringify(edits));
    assert.notEqual(source.slice(from, to), text);
    done = to;
  }
}

const bodies = [
  'Some *prose* here.¦Two lines\nof prose.¦One.\n\nTwo.¦- item\n- item¦1. one\n2. two¦> quoted\n> twice¦a [link][l] b'.split(
    '¦',
  ),
  '<!-- prompt: a boat -->\n\nText.¦Text.\n\n<!-- prompt: a boat -->¦```js\n# no heading\n```\n\nText.¦Text.\n\n* * *'.split(
    '¦',
  ),
  '| a | b |\n|---|---|\n| c | d |¦![p](x.png)\n\nText.¦Text.\n\n[l]: /x "t"¦Text.\n\n    code¦<div>\nText.\n</div>'.split(
    '¦',
  ),
].flat();

const heading = fc
  .record({
    level: fc.integer({ min: 1, max: 4 }),
    name: fc.constantFrom('A', 'B', '*C* & d', 'E #'),
    isUnderlined: fc.boolean(),
  })
  .map(({ level, name, isUnderlined }) =>
    isUnderlined && level <= 2
      ? `${name}\n${'=-'.charAt(level - 1).repeat(3)}`
      : `${'#'.repeat(level)} ${name}`,
  );
const gap = fc.constantFrom('\n\n', '\n\n', '\n\n\n', '\n \n\n');

/** Stories as writers write them: every section has text, and every heading a blank line before it. */
export const soundStory: fc.Arbitrary<string> = fc
  .record({
    start: fc.constantFrom(
      '',
      '',
      '---\nvoice: x\n---\n',
      '# Title\n\n',
      '---\ntitle: T\n---\n\n# Title\n\n',
      '<!-- c -->\n\n',
    ),
    sections: fc.array(fc.tuple(heading, fc.constantFrom('\n', '\n\n'), fc.constantFrom(...bodies), gap), {
      minLength: 1,
      maxLength: 6,
    }),
    end: fc.constantFrom('', '\n', '\n', '\n\n'),
    lineEnd: fc.constantFrom('\n', '\n', '\r\n'),
  })
  .map(({ start, sections, end, lineEnd }) =>
    `${start}${sections
      .map((parts) => parts.join(''))
      .join('')
      .trimEnd()}${end}`.replaceAll('\n', lineEnd),
  );

/** Stories in which nothing is sure. Most begin with a section. */
export const hostileStory: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '# S\n\nText.\n\n', '## S\nText.\n', '# T\n\n# S\nText.[^1]\n\n'),
    fc.array(
      fc.tuple(
        fc.oneof({ weight: 3, arbitrary: heading }, markedText),
        fc.constantFrom('\n', '\n', '\n\n', ''),
        fc.oneof(markedText, fc.constantFrom(...bodies)),
        fc.constantFrom('\n', '\n', '\n\n', ''),
      ),
      { maxLength: 5 },
    ),
  )
  .map(([start, sections]) => `${start}${sections.flat().join('')}`.replace(/^\uFEFF/u, ''));
