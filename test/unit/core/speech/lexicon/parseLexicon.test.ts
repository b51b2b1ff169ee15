import assert from 'node:assert/strict';
import { parseLexicon } from '../../../../../src/core/speech/lexicon/parseLexicon';

const file = (...entries: string[]) =>
  `{\n  "version": 1,\n  "entries": [\n    ${entries.join(',\n    ')}\n  ]\n}\n`;

describe('a lexicon’s text', () => {
  it('gives its entries in order', () => {
    const { entries, problems, isReadable } = parseLexicon(
      file(
        '{"word": "Lévi", "respelling": "layvee", "language": "en", "case": "exact"}',
        '{"word": "Nguyen", "phonemes": "wˈɪn", "by": "Ann"}',
      ),
    );
    assert.deepEqual([problems, isReadable], [[], true]);
    assert.deepEqual(entries, [
      { word: 'Lévi', say: { respelling: 'layvee' }, language: 'en', caseRule: 'exact' },
      { word: 'Nguyen', say: { phonemes: 'wˈɪn' }, language: undefined, caseRule: undefined },
    ]);
  });

  const good = '{"word":"a","respelling":"b"}';
  const table: [what: string, text: string, entries: number, line: number, at: string, message: RegExp][] = [
    ['a wrong phoneme', file(good, '{"word":"x","phonemes":"lˈ€vi"}'), 1, 5, '€', /“€” is no phoneme/u],
    [
      'a wrong phoneme behind an escape',
      file('{"word":"x","phonemes":" \\u006c\\u02c8Agvi"}'),
      0,
      4,
      'g',
      /did you mean “ɡ”/u,
    ],
    ['a colon for length', file('{"word":"x","phonemes":"bi:"}'), 0, 4, ':', /did you mean “ː”/u],
    ['phonemes without a sound', file('{"word":"x","phonemes":"ˈˌ"}'), 0, 4, 'ˈˌ', /no sound/u],
    [
      'a word twice',
      file(good, '{"word":"A","respelling":"c","case":"any"}', '{"word":"a","respelling":"d"}'),
      2,
      6,
      '"a"',
      /on line 4 already/u,
    ],
    ['no word', file('{"respelling":"b"}'), 0, 4, '{"respelling":"b"}', /A word is a text/u],
    ['a word that is none', file('{"word":"!","respelling":"b"}'), 0, 4, '"!"', /begins with a letter/u],
    ['an empty word', file('{"word":" ","respelling":"b"}'), 0, 4, '" "', /A word is a text/u],
    [
      'a language that is none',
      file('{"word":"a","respelling":"b","language":"English!"}'),
      0,
      4,
      '"English!"',
      /A language/u,
    ],
    ['a case that is none', file('{"word":"a","respelling":"b","case":"both"}'), 0, 4, '"both"', /The case/u],
    ['neither', file('{"word":"a"}'), 0, 4, '{"word":"a"}', /either a respelling or phonemes/u],
    [
      'both',
      file('{"word":"a","respelling":"b","phonemes":"b"}'),
      0,
      4,
      '"b"',
      /either a respelling or phonemes/u,
    ],
    ['no entry', file('7', good), 1, 4, '7', /An entry is/u],
  ];
  for (const [what, text, entries, line, at, message] of table) {
    it(`tells ${what} at its exact place, and keeps what can be used`, () => {
      const parsed = parseLexicon(text);
      assert.equal(parsed.isReadable, true);
      assert.equal(parsed.entries.length, entries);
      const [problem, second] = parsed.problems;
      assert(problem && !second);
      assert.match(problem.message, message);
      assert.equal(problem.line, line);
      assert.equal(text.slice(problem.source.from, problem.source.to), at);
    });
  }

  const damaged: [what: string, text: string, line: number, message: RegExp][] = [
    ['conflict marks', `{\n<<<<<<< HEAD\n"version": 1\n=======\n>>>>>>> b\n}`, 2, /conflict marks/u],
    ['a comma that is missing', '{\n"version": 1\n"entries": []}', 3, /no valid JSON/u],
    ['nothing', '', 1, /no valid JSON/u],
    ['a newer version', '{"version": 2, "entries": []}', 1, /newer StoryFlow/u],
    ['another file', '[]', 1, /A lexicon is/u],
    ['a text that nests', '['.repeat(200_000), 1, /no valid JSON/u],
  ];
  for (const [what, text, line, message] of damaged) {
    it(`is not read with ${what}`, () => {
      const { entries, problems, isReadable } = parseLexicon(text);
      assert.deepEqual([entries, isReadable], [[], false]);
      assert.match(problems[0]?.message ?? '', message);
      assert.equal(problems[0]?.line, line);
    });
  }
});
