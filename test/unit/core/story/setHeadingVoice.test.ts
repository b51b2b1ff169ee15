import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textHash } from '../../../../src/core/narration/planSegment';
import { applyEdits } from '../../../../src/core/story/applyEdits';
import { NO_HEADING } from '../../../../src/core/story/headingAttributes';
import { parseStory } from '../../../../src/core/story/parseStory';
import { setHeadingVoice } from '../../../../src/core/story/setHeadingVoice';
import { checkEdits, hostileStory, read, soundStory } from '../../../support/storyEdits';

/** The text with a voice for these segments, or the sentence that says why not. */
function set(source: string, voice: string | undefined, indices: readonly number[] = [0]): string {
  const change = setHeadingVoice(read(source), indices, voice);
  if ('problem' in change) return change.problem;
  checkEdits(source, change.edits);
  return applyEdits(source, change.edits);
}

const facts = (source: string) =>
  parseStory(source).segments.map((segment) => {
    const { heading, level, ordinal, speed, voice } = segment;
    return { heading, level, ordinal, speed, voice, hash: textHash(segment) };
  });

const BLEND = 'af_heart*0.6+af_bella*0.4';
const SPACED = 'af_heart + af_bella';

describe('setHeadingVoice', () => {
  const rows: [what: string, before: string, voice: string | undefined, after: string][] = [
    ['adds', '## The storm', 'am_adam', '## The storm {voice=am_adam}'],
    ['adds before closing marks', '## The storm ##', 'am_adam', '## The storm {voice=am_adam} ##'],
    ['adds before spaces', '## The storm  ', 'am_adam', '## The storm {voice=am_adam}  '],
    ['adds above an underline', 'The storm\n---', 'am_adam', 'The storm {voice=am_adam}\n---'],
    ['adds to the last line', 'The\nstorm\n===', 'am_adam', 'The\nstorm {voice=am_adam}\n==='],
    ['adds to an empty heading', '##', 'am_adam', '## {voice=am_adam}'],
    ['adds to an empty heading with closing marks', '## ##', 'am_adam', '## {voice=am_adam} ##'],
    ['adds after indentation', '  ## The storm', 'am_adam', '  ## The storm {voice=am_adam}'],
    ['adds to a speed', '## The storm {speed=0.9}', 'am_adam', '## The storm {voice=am_adam speed=0.9}'],
    ['adds inside spaces', '## A { speed="0.9" } #', 'am_adam', '## A { voice=am_adam speed="0.9" } #'],
    ['adds after other braces', '## A {.dark}', 'am_adam', '## A {.dark} {voice=am_adam}'],
    ['adds after an opening brace', '## A {', 'am_adam', '## A { {voice=am_adam}'],
    ['adds after emphasis', '## The *storm*', 'am_adam', '## The *storm* {voice=am_adam}'],
    ['adds after a link', '## The [storm](x.md)', 'am_adam', '## The [storm](x.md) {voice=am_adam}'],
    ['adds after code', '## The `storm', 'am_adam', '## The `storm {voice=am_adam}'],
    ['adds a draft voice', '## A', 'draft:en-gb', '## A {voice=draft:en-gb}'],
    ['adds a blend', '## A', BLEND, `## A {voice=${BLEND}}`],
    ['adds a blend with spaces', '## A', SPACED, `## A {voice="${SPACED}"}`],
    ['replaces', '## A {voice=am_adam speed=0.9}', BLEND, `## A {voice=${BLEND} speed=0.9}`],
    ['replaces the second', '## A {speed=0.9 voice=am_adam}', BLEND, `## A {speed=0.9 voice=${BLEND}}`],
    ['replaces above an underline', 'A {voice=am_adam}\n---', BLEND, `A {voice=${BLEND}}\n---`],
    ['replaces in quotes', `## A {voice="${SPACED}"}`, 'am_adam', '## A {voice="am_adam"}'],
    ['replaces in single quotes', "## A {voice = 'am_adam' }", SPACED, `## A {voice = '${SPACED}' }`],
    ['replaces by what needs quotes', '## A {voice=am_adam}', SPACED, `## A {voice="${SPACED}"}`],
    ['replaces nothing', '## A {voice=""}', 'am_adam', '## A {voice="am_adam"}'],
    ['replaces the last, which counts', '## A {voice=a voice=b}', 'c', '## A {voice=a voice=c}'],
    ['leaves what it is', '## A {voice = "am_adam"}', 'am_adam', '## A {voice = "am_adam"}'],
    ['removes', '## The storm {voice=am_adam}', undefined, '## The storm'],
    ['removes before closing marks', '##  A  {voice=am_adam}  ##', undefined, '##  A  ##'],
    ['removes above an underline', 'A {voice=am_adam}\n---', undefined, 'A\n---'],
    ['removes below the heading’s text', 'A\n{voice=am_adam}\n---', undefined, 'A\n---'],
    ['removes before a speed', '## A {voice=am_adam speed=0.9}', undefined, '## A {speed=0.9}'],
    ['removes after a speed', '## A { speed=0.9  voice="a b" }', undefined, '## A { speed=0.9 }'],
    ['removes all', '## A {voice=a speed=0.9 voice=b}', undefined, '## A {speed=0.9}'],
    ['removes from an empty heading', '## {voice=a}', undefined, '##'],
    ['removes nothing where there is none', '## A {speed=0.9}', undefined, '## A {speed=0.9}'],
    ['removes nothing that is a name', '## A {voice=a volume=9}', undefined, '## A {voice=a volume=9}'],
  ];
  for (const [what, before, voice, after] of rows)
    for (const end of ['\n', '\r\n'])
      it(`${what}: ${JSON.stringify(before)}, ${JSON.stringify(end)}`, () => {
        const around = (heading: string) =>
          `---\ntitle: T\n---\n\n## One\n\nText one.\n\n${heading}\n\nText.[^1]\n\n## Two {speed=2}\n\n[^1]: Note.\n`.replaceAll(
            '\n',
            end,
          );
        const source = around(before);
        const changed = set(source, voice, [1]);
        assert.equal(changed, around(after));
        assert.deepEqual(
          facts(changed),
          facts(source).map((segment, index) => (index === 1 ? { ...segment, voice } : segment)),
        );
      });

  it('changes several headings at once, and those that it is told alone', () => {
    const source = '## A\n\nText.\n\n## B {voice=b}\n\nText.\n\nC\n---\n\nText.\n\n## D\n\nText.';
    assert.equal(
      set(source, 'x', [2, 0, 1]),
      '## A {voice=x}\n\nText.\n\n## B {voice=x}\n\nText.\n\nC {voice=x}\n---\n\nText.\n\n## D\n\nText.',
    );
    assert.equal(set(source, undefined, [0, 1, 2, 3]), source.replace(' {voice=b}', ''));
  });

  const refused: [what: string, source: string, voice: string | undefined, why: RegExp | string][] = [
    ['text without a heading', 'Text.\n\n## A\n\nText.', 'am_adam', NO_HEADING],
    [
      'what only its braces make a heading',
      '{voice=a}\n---\n\nText.',
      undefined,
      /^A heading without a name/u,
    ],
    ['a voice that is too long', '## A\n\nText.', 'af_heart+'.repeat(40), /^The heading “A” .* cannot hold/u],
    ['a voice that is no value', '## A\n\nText.', 'a"}', /^The heading “A” .* cannot hold/u],
  ];
  for (const [what, source, voice, why] of refused)
    it(`refuses ${what}, and says what to do`, () => {
      const answer = set(source, voice);
      if (typeof why === 'string') assert.equal(answer, why);
      else assert.match(answer, why);
    });

  for (const [kind, stories] of [
    ['sound', soundStory],
    ['hostile', hostileStory],
  ] as const)
    it(`in any ${kind} story only that voice is another one, and taking it away gives the text back`, () => {
      const voices = fc.constantFrom('am_adam', 'draft:en-gb', BLEND, SPACED);
      fc.assert(
        fc.property(stories, voices, fc.nat(), (source, voice, at) => {
          const before = facts(source);
          const index = at % Math.max(1, before.length);
          fc.pre((before[index]?.level ?? 0) > 0 && before[index]?.voice === undefined);
          const change = setHeadingVoice(read(source), [index], voice);
          if ('problem' in change) {
            assert.equal(kind, 'hostile', change.problem);
            return;
          }
          checkEdits(source, change.edits);
          const changed = applyEdits(source, change.edits);
          assert.deepEqual(
            facts(changed),
            before.map((segment, each) => (each === index ? { ...segment, voice } : segment)),
          );
          assert.equal(set(changed, voice, [index]), changed);
          assert.equal(set(changed, undefined, [index]), source);
        }),
      );
    });
});
