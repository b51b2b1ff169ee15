import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planUtterances } from '../../../../src/core/speech/text/utterances';
import { applyEdits } from '../../../../src/core/story/applyEdits';
import { splitSentence } from '../../../../src/core/story/splitSentence';
import { sampleTexts } from '../../../support/markedText';
import { checkEdits, read, soundStory } from '../../../support/storyEdits';

/** The text after the first sentence that can be divided was; undefined when there is none. */
function split(source: string, language = 'en-US'): string | undefined {
  for (const segment of read(source).segments)
    for (const sentence of planUtterances(segment.paragraphs, { language }).sentences) {
      const edits = splitSentence(segment, sentence.source, language);
      if (!edits) continue;
      checkEdits(source, edits);
      return applyEdits(source, edits);
    }
  return undefined;
}

const rows: [what: string, source: string, after: string | undefined, language?: string][] = [
  [
    'a semicolon',
    'The boat was very old; nobody had painted it.',
    'The boat was very old. Nobody had painted it.',
  ],
  [
    'a comma with a conjunction',
    'She walked to the door, and she opened it at once.',
    'She walked to the door. And she opened it at once.',
  ],
  [
    'a dash',
    'The boat was very old — nobody had painted it.',
    'The boat was very old. Nobody had painted it.',
  ],
  [
    'a dash without spaces',
    'The boat was very old—nobody had painted it.',
    'The boat was very old. Nobody had painted it.',
  ],
  [
    'a hyphen with spaces',
    'The boat was very old - nobody had painted it.',
    'The boat was very old. Nobody had painted it.',
  ],
  ['two dashes', 'The old boat was — as all his boats are — very old and slow.', undefined],
  [
    'the semicolon before the comma',
    'One two three four, and one two three four; one two three four.',
    'One two three four, and one two three four. One two three four.',
  ],
  [
    'a semicolon farther from the middle',
    'One two three four five six, and seven eight nine ten; it was so late.',
    'One two three four five six, and seven eight nine ten. It was so late.',
  ],
  ['the middle one', 'a b c d; e f g h i; j k l m; n o p q.', 'a b c d; e f g h i. J k l m; n o p q.'],
  [
    'marks stay',
    'The *boat was very old*; **nobody** had painted it.',
    'The *boat was very old*. **Nobody** had painted it.',
  ],
  [
    'a link stays',
    'The boat [was very old](x;y); [nobody](z) had painted it.',
    'The boat [was very old](x;y). [Nobody](z) had painted it.',
  ],
  [
    'over a line end',
    '> The boat was very old\n> — nobody had painted it.',
    '> The boat was very old. Nobody had painted it.',
  ],
  [
    'inside quotes',
    '“The boat was very old; nobody had painted it,” he said.',
    '“The boat was very old. Nobody had painted it,” he said.',
  ],
  [
    'before quotes',
    'The boat was very old; “nobody has painted it,” he said.',
    'The boat was very old. “Nobody has painted it,” he said.',
  ],
  [
    'before a number',
    'The boat was very old; 12 men had painted it.',
    'The boat was very old. 12 men had painted it.',
  ],
  [
    'an entity',
    'The boat was very old &mdash; &eacute;very man painted it.',
    'The boat was very old. Évery man painted it.',
  ],
  [
    'only the second sentence',
    'He slept. The boat was very old; nobody had painted it.',
    'He slept. The boat was very old. Nobody had painted it.',
  ],
  ['a list of words', 'She bought apples, pears, plums, and some very good cherries.', undefined],
  ['a short clause', 'She sat, and she waited for the boat.', undefined],
  ['so that', 'She walked to the door, so that nobody could open it.', undefined],
  ['another clause', 'When she came to the door, which was open, she walked in.', undefined],
  ['in brackets', 'The boat (it was very old; nobody had painted it) sank.', undefined],
  ['a range', 'There were some 15–20 boats in the old harbor.', undefined],
  [
    'in a footnote',
    'Yes.[^1]\n\n[^1]: The boat was very old; nobody had painted it.',
    'Yes.[^1]\n\n[^1]: The boat was very old. Nobody had painted it.',
  ],
  [
    'German',
    'Das Boot war sehr alt, und niemand hat es je gestrichen.',
    'Das Boot war sehr alt. Und niemand hat es je gestrichen.',
    'de',
  ],
  [
    'a conjunction of another language',
    'Das Boot war sehr alt, and niemand hat es je gestrichen.',
    undefined,
    'de',
  ],
  [
    'a language without a table',
    'Łódź była bardzo stara; nikt jej nigdy nie malował.',
    'Łódź była bardzo stara. Nikt jej nigdy nie malował.',
    'pl',
  ],
  ['Chinese', '那条船非常旧；没有人给它刷过漆。', '那条船非常旧。没有人给它刷过漆。', 'zh'],
];

describe('splitSentence', () => {
  for (const [what, source, after, language] of rows)
    it(`${what}: ${JSON.stringify(source)}`, () => {
      assert.equal(split(source, language), after);
    });

  /** Divides every sentence for itself and holds what is spoken then against what was. */
  const check = (source: string, language: string): number => {
    let count = 0;
    for (const [index, segment] of read(source).segments.entries()) {
      const { sentences } = planUtterances(segment.paragraphs, { language });
      for (const sentence of sentences) {
        const edits = splitSentence(segment, sentence.source, language);
        if (!edits) continue;
        count++;
        checkEdits(source, edits);
        const after = read(applyEdits(source, edits)).segments[index]!;
        const divided = planUtterances(after.paragraphs, { language }).sentences;
        assert.equal(divided.length, sentences.length + 1, sentence.text);
        const bare = (texts: readonly { text: string }[]) =>
          texts
            .map(({ text }) => text)
            .join('')
            .replace(/[^\p{L}\p{N}]+/gu, '')
            .toLowerCase();
        assert.equal(bare(divided), bare(sentences));
      }
    }
    return count;
  };

  it('no word is dropped, and there is one more sentence: the samples', () => {
    assert.ok(sampleTexts().reduce((count, source) => count + check(source, 'en-US'), 0) > 10);
  });

  it('no word is dropped, and there is one more sentence: marked text', () => {
    const words = fc.constantFrom(
      'word',
      '*word*',
      '**two words**',
      '[a link](x;y)',
      '`code`',
      '&amp;',
      'a\nb',
      '“said”',
      'Ann',
    );
    const clause = fc.array(words, { minLength: 4, maxLength: 6 }).map((each) => each.join(' '));
    const mark = fc.constantFrom('; ', ', and ', ' — ', '—', ' - ', ', ', ' (', ') ');
    const sentence = fc
      .array(fc.tuple(clause, mark), { minLength: 1, maxLength: 4 })
      .chain((parts) => clause.map((last) => `${parts.flat().join('')}${last}.`));
    fc.assert(
      fc.property(sentence, soundStory, (text, story) => {
        check(`# A\n\n${text}\n\n${story}`, 'en-US');
      }),
      { numRuns: 200 },
    );
  });
});
