import assert from 'node:assert/strict';
import type { LexiconEntry } from '../../../../../src/core/speech/lexicon/entry';
import { createLexicon } from '../../../../../src/core/speech/lexicon/lexicon';
import { readSaying, sayingText } from '../../../../../src/core/speech/lexicon/phonemeText';

const entry = (
  word: string,
  saying: string,
  { language, caseRule }: Partial<LexiconEntry> = {},
): LexiconEntry => ({ word, say: readSaying(saying), language, caseRule });

/** The text with what is said in place of what is written. */
function said(text: string, entries: readonly LexiconEntry[], language = 'en-US'): string {
  let result = '';
  let at = 0;
  for (const { from, to, say } of createLexicon(entries).matches(text, language)) {
    result += `${text.slice(at, from)}{${sayingText(say)}}`;
    at = to;
  }
  return result + text.slice(at);
}

describe('the lexicon', () => {
  const levi = entry('Lévi', 'layvee');
  const leviSounds = entry('Lévi', '/lˈAvi/');
  const table: [what: string, text: string, entries: LexiconEntry[], expected: string, language?: string][] =
    [
      ['a word', 'Dr. Lévi paid.', [levi], 'Dr. {layvee} paid.'],
      ['each time', 'Lévi, Lévi!', [levi], '{layvee}, {layvee}!'],
      ['not a part of a word', 'Lévis Lévistre xLévi Lévi2', [levi], 'Lévis Lévistre xLévi Lévi2'],
      ['beside a hyphen', 'Anglo-Lévi', [levi], 'Anglo-{layvee}'],
      ['in quotes and brackets', '“Lévi” (Lévi)', [levi], '“{layvee}” ({layvee})'],
      ['composed and not', 'Le\u0301vi', [levi], '{layvee}'],
      ['nothing in an empty text', '', [levi], ''],

      ['a possessive', "Lévi's and Lévi’s", [levi], "{layvee}'s and {layvee}’s"],
      ['a possessive in phonemes, voiced', "Lévi's boat", [leviSounds], '{/lˈAviz/} boat'],
      ['a possessive in phonemes, voiceless', 'Robert’s', [entry('Robert', '/ɹˈɑbəɹt/')], '{/ɹˈɑbəɹts/}'],
      ['a possessive in phonemes, sibilant', 'Max’s', [entry('Max', '/mˈæks/')], '{/mˈæksᵻz/}'],
      ['a sibilant, British', 'Max’s', [entry('Max', '/mˈæks/')], '{/mˈæksɪz/}', 'en-GB'],
      ['a plural possessive', "the Lévi' boat", [leviSounds], "the {/lˈAvi/}' boat"],
      [
        'not the parts of a contraction',
        "don't O'Brien",
        [entry('don', 'x'), entry('O', 'y'), entry('t', 'z'), entry('Brien', 'q')],
        "don't O'Brien",
      ],
      [
        'a name with an apostrophe',
        'D’Artagnan came',
        [entry("D'Artagnan", 'dartanyan')],
        '{dartanyan} came',
      ],
      ['elision in French', "l'Élysée", [entry('Élysée', 'élisé')], "l'{élisé}", 'fr-FR'],
      ['no elision in phonemes', "l'Élysée", [entry('Élysée', '/elizˈe/')], "l'Élysée", 'fr-FR'],

      ['small letters: any case', 'lead Lead LEAD', [entry('lead', 'led')], '{led} {led} {led}'],
      [
        'capitals: as written, and all in capitals',
        'Rose rose ROSE',
        [entry('Rose', 'roze')],
        '{roze} rose {roze}',
      ],
      ['exact', 'Rose rose ROSE', [entry('Rose', 'roze', { caseRule: 'exact' })], '{roze} rose ROSE'],
      ['any', 'Rose rose ROSE', [entry('Rose', 'roze', { caseRule: 'any' })], '{roze} {roze} {roze}'],
      [
        'the rule of each',
        'Polish polish',
        [entry('Polish', 'poh lish'), entry('polish', 'pollish')],
        '{poh lish} {pollish}',
      ],

      ['a phrase', 'Sense and Sensibility', [entry('Sense and Sensibility', 'S. and S.')], '{S. and S.}'],
      ['a phrase over a line break', 'St.  Clair', [entry('St. Clair', 'sinclair')], '{sinclair}'],
      ['no phrase over other signs', 'Ann. Lee', [entry('Ann Lee', 'x')], 'Ann. Lee'],
      ['the longest', 'New York, New Jersey', [entry('New', 'a'), entry('New York', 'b')], '{b}, {a} Jersey'],
      [
        'the longest that fits',
        'new york city',
        [entry('new york', 'b'), entry('New York City', 'c')],
        '{b} city',
      ],
      ['an abbreviation', 'Capt. Ray, Capt Ray', [entry('Capt.', 'captain')], '{captain} Ray, Capt Ray'],
      ['digits', 'the R2D2', [entry('R2D2', 'artoo')], 'the {artoo}'],
      ['signs at the end', 'C# and C', [entry('C#', 'see sharp')], '{see sharp} and C'],

      ['a language for its dialects', 'Lévi', [entry('Lévi', 'x', { language: 'en' })], '{x}', 'en-GB'],
      ['not for another dialect', 'Lévi', [entry('Lévi', 'x', { language: 'en-US' })], 'Lévi', 'en-GB'],
      [
        'not for a language that begins alike',
        'Lévi',
        [entry('Lévi', 'x', { language: 'e' })],
        'Lévi',
        'en-GB',
      ],
      [
        'the first that fits counts',
        'Lévi',
        [entry('Lévi', 'x', { language: 'fr' }), levi, entry('Lévi', 'z')],
        '{layvee}',
      ],
      ['writing without blanks', '彼は東京都へ', [entry('東京', 'とうきょう')], '彼は{とうきょう}都へ', 'ja'],
    ];
  for (const [what, text, entries, expected, language] of table) {
    it(`says ${what}: ${text} as ${expected}`, () => {
      assert.equal(said(text, entries, language), expected);
    });
  }

  it('finds places whose text is what the entry is about', () => {
    const text = 'Then Lévi’s boat and Anglo-Lévi.';
    const ranges = createLexicon([levi])
      .matches(text, 'en')
      .map(({ from, to }) => text.slice(from, to));
    assert.deepEqual(ranges, ['Lévi', 'Lévi']);
  });
});
