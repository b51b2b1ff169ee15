import assert from 'node:assert/strict';
import fc from 'fast-check';
import { spokenText } from '../../../../src/core/narration/planSegment';
import { applyEdits } from '../../../../src/core/story/applyEdits';
import { restoreText, type LockedText } from '../../../../src/core/story/restoreText';
import { markedText, sampleTexts, spoken } from '../../../support/markedText';
import { checkEdits, hostileStory, read, soundStory, speech } from '../../../support/storyEdits';

/** What locking remembers of a segment. */
function lockOf(source: string, index: number): LockedText {
  const segment = read(source).segments[index]!;
  return { heading: segment.heading, text: spokenText(segment) };
}

function restored(source: string, index: number, locked: LockedText): string {
  const change = restoreText(read(source), index, locked);
  if ('problem' in change) return change.problem;
  checkEdits(source, change.edits);
  return applyEdits(source, change.edits);
}

type Row = [what: string, locked: string, changed: string, after: string];

const HEAD = '## A\n';
const rows: Row[] = [
  ['nothing changed', 'one *two*', 'one *two*', 'one *two*'],
  ['only marks changed', 'one *two*', '_one_ two', '_one_ two'],
  ['a word', 'one *two* three', 'one *two* four', 'one *two* three'],
  ['a word inside marks', 'one **two three** four', 'one **two five** four', 'one **two three** four'],
  ['words across marks', 'one *two* three', 'six *seven* eight', 'one two three'],
  ['an added word', 'one [two](x) three', 'one [two](x) and three', 'one [two](x) three'],
  ['a word that was taken out', 'one two three', 'one three', 'one two three'],
  ['other paragraphs keep their marks', '*a* b\n\nc\n\n**d**', '*a* b\n\nC\n\n**d**', '*a* b\n\nc\n\n**d**'],
  ['a paragraph that was added', 'a\n\nb', 'a\n\nnew\n\nb', 'a\n\nb'],
  ['one at the end', 'a\n\nb', 'a\n\nb\n\nnew\n\nmore', 'a\n\nb'],
  ['one at the start', 'a\n\nb', 'new\n\na\n\nb', 'a\n\nb'],
  ['a paragraph that was deleted', '*a*\n\nb c\n\n*d*', '*a*\n\n*d*', '*a*\n\nb c\n\n*d*'],
  ['the first one', 'a\n\n*b*', '*b*', 'a\n\n*b*'],
  ['the last one', '*a*\n\nb', '*a*', '*a*\n\nb'],
  ['all text', 'a\n\nb', '', 'a\n\nb'],
  ['text where there was none', '', 'a\n\n- b', ''],
  ['one that was divided', 'a b', 'a\n\nb', 'a b'],
  ['two that were joined', 'a\n\nb', 'a b', 'a\n\nb'],
  ['the order', 'a\n\nb\n\nc', 'b\n\nc\n\na', 'a\n\nb\n\nc'],
  [
    'a prompt and a picture stay',
    'a b',
    '<!-- prompt: p -->\n\nx\n\n![i](j)\n\ny',
    '<!-- prompt: p -->\n\na b\n\n![i](j)',
  ],
  ['code and a break stay', 'a\n\nb', '```\nc\n```\n\n***', 'a\n\nb\n\n```\nc\n```\n\n***'],
  ['a list item', '- a\n- b *c*\n- d', '- a\n- x *c*\n- d', '- a\n- b *c*\n- d'],
  ['a list item that was deleted', '1. a\n2. b\n3. c', '1. a\n3. c', '1. a\n1. b.\n3. c'],
  ['a list item that was added', '- a\n- c', '- a\n- b\n- c', '- a\n- c'],
  ['the first list item', '1. a\n2. b', 'p\n\n0. x\n1. a\n2. b', '1. a\n2. b'],
  ['a wrapped quote', '> one\n> two', '> one\n> three', '> one\n> two'],
  [
    'a table becomes text where it has to',
    '|a|b|\n|-|-|\n|c|d|',
    '|a|b|\n|-|-|\n|c|e|',
    '|a|b|\n|-|-|\n|c|d.|',
  ],
  ['a reference that was added', 'a b', 'a[^1] b\n\n[^1]: n', 'a b\n\n[^1]: n'],
  ['the text of a footnote', 'a[^1] *b*\n\n[^1]: n', 'a[^1] *b*\n\n[^1]: m', 'a[^1] *b*\n\n[^1]: n.'],
  ['marks are escaped', '\\# a \\*b\\*\n\n1\\. c', 'x', '\\# a \\*b\\*\n\n1\\. c'],
  ['Windows line ends', 'a\r\n\r\nb', 'c', 'a\r\n\r\nb'],
  ['a fence that hides all that follows', 'a\n\n*b*', '```\na\n\n*b*', 'a\n\nb\n\n```\na\n\n*b*'],
  ['code that cannot hold it', '*x*\n\na \\*b\\*', '*x*\n\n`a c`', '*x*\n\na \\*b\\*'],
  ['HTML that cannot hold it', '\\*a\\*', '<p>x</p>\n\n<p>y</p>\n\n<p>z</p>', '\\*a\\*'],
  ['such before what is silent', '\\*a\\*', '<p>x</p>\n\n<!-- c --> y\n2.', '\\*a\\*\n\n2.'],
  ['HTML that spoke twice', '*x*', '*x*\n\n<p>a</p><p>b</p>', '*x*'],
  ['a word added before marks', 'one two [three](x)', 'one two and [three](x)', 'one two [three](x)'],
  ['above a list without a blank line', '*a*\n\nb\n\n- *c*', '*a*\n- *c*', '*a*\n\nb\n\n- *c*'],
  ['HTML between tight lines', '\\*a\\*', '<!-- c --> y\n***', '\\*a\\*\n\n***'],
  ['HTML below a comment', '\\*a\\*', '<!-- c -->\n<!-- d --> y', '<!-- c -->\n\n\\*a\\*'],
  ['a line of white space that is none in Markdown', '*a*', '*a*\n\nx\n\u00A0\n\nb', '*a*'],
];

describe('restoreText', () => {
  for (const [what, before, changed, after] of rows)
    it(`D-12: ${what}: ${JSON.stringify(changed)} ▶ ${JSON.stringify(after)}`, () => {
      const lineEnd = before.includes('\r') ? '\r\n' : '\n';
      const story = (body: string) => (HEAD + (body && `\n${body}\n`)).replace(/\r?\n/gu, lineEnd);
      assert.equal(restored(story(changed), 0, lockOf(story(before), 0)), story(after));
    });

  it('D-12: nothing else of the story changes', () => {
    const source = '---\nvoice: x\n---\nIntro.\n\n# A\n\na [l]\n\n# B\n\nb\n\n[l]: /x\n';
    assert.equal(restored(source, 2, { heading: 'B', text: 'c' }), source.replace('\nb\n', '\nc\n'));
    assert.equal(
      restored(source, 0, { heading: '', text: 'One.\n\nIntro.\n\nTwo.' }),
      source.replace('Intro.', 'One.\n\nIntro.\n\nTwo.'),
    );
  });

  it('D-12: refuses where another section would be spoken differently', () => {
    const source = '# A\n\n[l]: /x\na[^1] b\n\n[^1]: n\n\n# B\n\nb [l]\n';
    assert.equal(
      restored(source, 0, { heading: 'A', text: 'a b\n\nc\n\nn.' }),
      'The locked text of "A" cannot be restored: other text of the story would be read differently then. Undo what was changed, or unlock the segment.',
    );
    assert.equal(
      restored(source.replace('b [l]', 'b'), 0, { heading: 'A', text: 'a b\n\nc\n\nn.' }),
      '# A\n\na b\n\nc\n\nn.\n\n[^1]: n\n\n# B\n\nb\n',
    );
  });

  it('D-12: text without any heading', () => {
    assert.equal(restored('a\n\n*b*\n\nc\n\nd\n', 0, { heading: '', text: 'b' }), '*b*\n');
  });

  const spokenHeadings = '---\nspeakHeadings: true\n---\n# A\n\na\n\n## B *c*\n\nb\n';

  it('D-12: a heading that is spoken is restored too', () => {
    const locked = lockOf(spokenHeadings, 1);
    const changed = spokenHeadings.replace('B *c*', 'D').replace('b\n', 'e\n');
    assert.equal(restored(changed, 1, locked), spokenHeadings.replace('*c*', 'c'));
    assert.equal(restored(spokenHeadings.replace('b\n', 'e\n'), 1, locked), spokenHeadings);
  });

  for (const [now, then, what] of [
    ['true', 'false', 'not spoken'],
    ['false', 'true', 'spoken'],
  ] as const)
    it(`D-12: refuses where headings were ${what} then`, () => {
      const locked = lockOf(spokenHeadings.replace('true', then), 1);
      assert.equal(
        restored(spokenHeadings.replace('true', now).replace('b\n', 'e\n'), 1, locked),
        `The locked text of "B c" cannot be restored: headings were ${what} when it was locked. Set "speakHeadings: ${then}" in the front matter first.`,
      );
    });

  it('D-12: a first paragraph may read as the heading does', () => {
    const source = '## A\n\nA.\n\nb\n';
    assert.equal(restored(source.replace('b', 'c'), 0, lockOf(source, 0)), source);
  });

  const change = fc.record({
    kind: fc.constantFrom('delete', 'insert', 'replace', 'swap', 'word'),
    at: fc.nat(20),
    text: fc.oneof(
      markedText,
      fc.constantFrom('Some new words.', '- item\n- other', '![i](j)', '<!-- c -->', '# Heading'),
    ),
  });

  /** A section's text after changes of its blocks, as a writer or anybody might make them. */
  const edited = (body: string, changes: readonly { kind: string; at: number; text: string }[]): string => {
    const blocks = body.trim().split(/(?:\r?\n){2,}/u);
    for (const { kind, at, text } of changes) {
      const place = at % (blocks.length + 1);
      if (kind === 'delete') blocks.splice(place, 1);
      else if (kind === 'insert') blocks.splice(place, 0, text);
      else if (kind === 'replace') blocks.splice(place, 1, text);
      else if (kind === 'swap') blocks.unshift(...blocks.splice(place, 1));
      else blocks[place] = (blocks[place] ?? '').replace(/[\p{L}]+/u, 'other words');
    }
    return `\n\n${blocks.join('\n\n')}\n\n`;
  };

  const holds = (source: string, index: number, locked: LockedText): string | undefined => {
    const story = read(source);
    const result = restoreText(story, index, locked);
    if ('problem' in result) return result.problem;
    checkEdits(source, result.edits);
    const after = read(applyEdits(source, result.edits));
    assert.equal(spokenText(after.segments[index]!), locked.text);
    const others = (sections: readonly string[]) => sections.toSpliced(index, 1);
    assert.deepEqual(others(speech(after.segments)), others(speech(story.segments)));
    return undefined;
  };

  it('D-12: whatever was done to a writer’s section, its text can be restored', () => {
    fc.assert(
      fc.property(soundStory, fc.nat(), fc.array(change, { maxLength: 4 }), (source, choice, changes) => {
        const { segments } = read(source);
        const index = choice % segments.length;
        const { body } = segments[index]!;
        const text = edited(source.slice(body.from, body.to), changes);
        const changed = source.slice(0, body.from) + text + source.slice(body.to);
        const now = read(changed).segments;
        fc.pre(now.length === segments.length && now[index]?.heading === segments[index]?.heading);
        assert.equal(holds(changed, index, lockOf(source, index)), undefined);
      }),
      { numRuns: 200 },
    );
  });

  it('D-12: any text can be restored in any section, or there is a sentence that says why not', () => {
    const text = fc.array(
      markedText.map(spoken).filter((each) => each !== ''),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(hostileStory, fc.nat(), text, (source, choice, wanted) => {
        const { segments } = read(source);
        fc.pre(segments.length > 0);
        const index = choice % segments.length;
        const locked = { heading: segments[index]!.heading, text: wanted.join('\n\n') };
        const problem = holds(source, index, locked);
        if (problem !== undefined) assert.match(problem, /^The locked text .* cannot be restored: .*\.$/su);
      }),
      { numRuns: 200 },
    );
  });

  it('D-12: every section of the samples is restored after its words were changed', () => {
    for (const source of sampleTexts())
      for (const [index, { body }] of read(source).segments.entries()) {
        const text = source.slice(body.from, body.to);
        const shuffled = text
          .replace(/\b(?:the|a|was|she|I)\b/gu, 'some')
          .replace(/\n\n(?=[A-Z"“])/u, '\n\nNew.\n\n');
        const changed = source.slice(0, body.from) + shuffled + source.slice(body.to);
        assert.equal(holds(changed, index, lockOf(source, index)), undefined);
        assert.match(restored(changed, index, lockOf(source, index)), /<!-- prompt: /u);
      }
  });
});
