import assert from 'node:assert/strict';
import type { ParsedStory } from '../../../../src/core/model';
import { parseStory } from '../../../../src/core/story/parseStory';

const size = 100_000;
const fill = (snippet: string): string => snippet.repeat(Math.ceil(size / snippet.length));
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

// Texts on which a parser that searches again for what it did not find, or that recurses, fails.
const texts: Record<string, string> = {
  ...Object.fromEntries(Array.from('[]*_>< `~!&\\#-|()', (mark) => [`only ${mark}`, fill(mark)])),
  ...Object.fromEntries(
    [
      ...'![¦[]¦](¦[a](b¦[a](b) ¦[a](b "¦[a](b \'¦[a](b (¦[a](<b¦[a](((¦[a][b]¦[a][¦![[]()¦[\\]'.split('¦'),
      ...'**a ** ¦*a_ ¦a_ ¦_a¦*a **a ¦a**b c* ¦*_* _¦a***b* c¦~~a ¦`a¦`` ` ¦&amp¦&amp;'.split('¦'),
      ..."<!--¦a<!-- ¦<?¦a<!A ¦a<![CDATA[¦<ab:¦<a@¦<a b=\"¦<a b='c' ¦<b>¦a<script>¦<script>¦<div><p>x".split(
        '¦',
      ),
      ...'<!-- prompt: ¦a<!-- prompt: ¦`<!-- prompt: ¦<!-- prompt: a\n\n'.split('¦'),
      ...'- ¦* ¦1. ¦> ¦>- ¦>\n¦> a\n¦- a\n\n¦- a\n  - b\n¦[a]: b\n¦[a\n¦a|b\n¦|a|b|\n|-|-|\n¦|'.split('¦'),
      ...'# a ¦# a\n¦a\n===\n¦***\n¦---\n¦```\n¦    a\n\n¦\t¦a  ¦\n¦\r\n¦\0¦\uD800¦😀¦[^a]¦[^a]: '.split('¦'),
    ].map((snippet) => [`repeated ${JSON.stringify(snippet)}`, fill(snippet)]),
  ),
  'a list in a list in a list': lines(400, (depth) => `${'  '.repeat(depth)}- a`),
  'blank lines below a deep list': `${'- '.repeat(20_000)}a\n${'\n'.repeat(20_000)}`,
  'lazy lines below a deep quote': `${'>'.repeat(20_000)}a\n${'12. b\n'.repeat(10_000)}`,
  'backticks in ever longer runs': lines(440, (length) => '`'.repeat(length)),
  'emphasis in emphasis': `${fill('*a ')}b${fill(' c*')}`,
  'a link title that is never closed': `[a]: b "\n${fill('c\n')}`,
  'a label that is never closed': `[\n${fill('some words\n')}`,
  'a table row of many cells': `${fill('|a')}|\n${fill('|-')}|\n`,
  'a bar above a far indented line': `a|b\n${' '.repeat(size)}c`,
  'a long quoted paragraph': fill('> a *b* c\n'),
  'notes that refer to each other': `a[^0]\n\n${lines(5_000, (id) => `[^${id}]: n [^${id + 1}]\n`)}`,
  'a tag with many attributes': `a <b ${fill('c ')}`,
  'brackets around brackets': fill('[') + fill(']'),
  'white space in a line': `a${' '.repeat(size)}b`,
};

function processorTime(work: () => ParsedStory): number {
  const before = process.cpuUsage();
  const { segments } = work();
  const { user, system } = process.cpuUsage(before);
  assert.ok(segments.length >= 0);
  return (user + system) / 1000;
}

describe('a hostile story is parsed in linear time and without deep recursion', () => {
  // Quadratic work takes more than this for such a text, linear work mostly less than a tenth of it.
  const limit = 3_000;

  for (const [what, text] of Object.entries(texts)) {
    it(what, () => {
      const time = processorTime(() => parseStory(text));
      assert.ok(time < limit, `${time} ms for ${text.length} characters`);
    });
  }
});
