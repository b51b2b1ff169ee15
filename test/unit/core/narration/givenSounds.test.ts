import assert from 'node:assert/strict';
import { readStory } from '../../../../src/core/narration/readStory';
import { DEFAULT_PAUSES } from '../../../../src/core/narration/planSegment';
import { voiceForm } from '../../../../src/core/speech/lexicon/voiceForm';

const settings = { speed: 1, pauses: DEFAULT_PAUSES, tables: 'read', voice: 'af_bella' } as const;
const read = (text: string, more = {}) =>
  readStory(`## One\n\n${text}\n`, {
    settings: { ...settings, ...more },
    hasDefaultModel: true,
    last: undefined,
  });

/** What is sent to the voice, with given sounds in braces. */
function sent(text: string, more = {}): string {
  const { plan } = read(text, more).segments[0]!;
  return plan.utterances
    .map((utterance) => {
      const form = voiceForm(utterance, 'en-US');
      let result = '';
      let at = 0;
      for (const { from, to, phonemes } of form.pronunciations ?? []) {
        result += `${form.text.slice(at, from)}{${form.text.slice(from, to)} ${phonemes}}`;
        at = to;
      }
      return result + form.text.slice(at);
    })
    .join(' | ');
}

describe('a sound that a story gives', () => {
  const table: [text: string, expected: string][] = [
    ['Dr. [Lévi](/lˈAvi/) paid $3.', 'Doctor {Lévi lˈAvi} paid three dollars.'],
    ['He came to [New York](/nu jˈɔɹk/) on foot.', 'He came to {New York nu jˈɔɹk} on foot.'],
    ['The *[lead](/lˈɛd/)* pipe, [_lead_](/lˈɛd/).', 'The {lead lˈɛd} pipe, {lead lˈɛd}.'],
    ['See [the docs](/docs/) and [these](/a/b).', 'See the docs and these.'],
    ['See [ça](https://example.org/ça) now.', 'See ça now.'],
    ['![Lévi](/lˈAvi/) was here.', 'was here.'],
    ['[Lévi](/lˈA/vi/) was here.', 'Lévi was here.'],
    [String.raw`\[Lévi](/lˈAvi/) was here.`, '[Lévi](slash lˈAvi slash) was here.'],
    ['[Lévi](/gˈAvi/) was here.', 'Lévi was here.'],
  ];
  for (const [text, expected] of table) {
    it(`is spoken: ${text}`, () => {
      assert.equal(sent(text), expected);
    });
  }

  it('is no part of what a draft voice is given', () => {
    assert.equal(sent('Dr. [Lévi](/lˈAvi/) paid.', { voice: 'draft:en-us' }), 'Doctor Lévi paid.');
  });

  it('is part of the text: another sound is another text', () => {
    const hash = (text: string) => read(text).segments[0]!.plan.textHash;
    assert.notEqual(hash('A [Lévi](/lˈAvi/).'), hash('A [Lévi](/lˈɛvi/).'));
    assert.notEqual(hash('A [Lévi](/lˈAvi/).'), hash('A Lévi.'));
  });

  const faults: [text: string, line: number, at: string][] = [
    ['The [Lévi](/lˈ€vi/) went.', 3, '€'],
    ['One.\n\nThe *[Lévi](/gˈAvi/)*.\n', 5, 'g'],
    ['A note.[^1]\n\n[^1]: The [Lévi](/lˈA:vi/) again.', 5, ':'],
  ];
  for (const [text, line, at] of faults) {
    it(`with a wrong symbol is told at its exact column: ${JSON.stringify(text)}`, () => {
      const { parsed, source } = read(text);
      const [problem, second] = parsed.problems;
      assert(problem && !second);
      assert.equal(source.slice(problem.source.from, problem.source.to), at);
      assert.equal(problem.line, line);
      assert.match(problem.message, /is no phoneme/u);
    });
  }
});
