import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalise } from '../../../../../src/core/speech/text/normalise';
import { readTextTable } from '../../../../support/textTable';

const table = await readTextTable();

describe('normalise in English', () => {
  for (const { name, rows } of table) {
    describe(name, () => {
      for (const { written, american, british } of rows) {
        it(written, () => {
          assert.equal(normalise(written, 'en-US').text, american);
          if (british !== american) assert.equal(normalise(written, 'en-GB').text, british);
        });
      }
    });
  }

  it('is held against at least 400 examples, each of them once', () => {
    const written = table.flatMap(({ rows }) => rows.map((row) => row.written));
    assert.ok(written.length >= 400, String(written.length));
    assert.equal(new Set(written).size, written.length);
  });

  const blanks: [written: string, spoken: string][] = [
    ['  a \n b\t\tc  ', 'a b c'],
    ['soft\u00adhyphen zero\u200bwidth \ufeffmark', 'softhyphen zerowidth mark'],
    ['nul\u0000in', 'nul in'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    [`a ${'!'.repeat(40)} b`, 'a !!!!!!!! b'],
    [`!${'😀'.repeat(40)} b`, `!${'😀'.repeat(7)} b`],
    ['10\u00a0000 men', 'ten thousand men'],
    ['12\u202f000 km', 'twelve thousand kilometers'],
    ['5\u00a0kg', 'five kilograms'],
    ['2\u00a0+\u00a02', 'two plus two'],
    ['', ''],
  ];
  for (const [written, spoken] of blanks) {
    it(`white space and invisible characters: ${JSON.stringify(written)}`, () => {
      assert.equal(normalise(written, 'en-US').text, spoken);
    });
  }
});

describe('normalise in other languages', () => {
  for (const language of ['de', 'fr-FR', 'eng-x', 'xx']) {
    it(`leaves numbers to espeak-ng: ${language}`, () => {
      const text = 'Dr. 3,5 12:00 $5 1984 & Henry VIII';
      assert.deepEqual(normalise(text, language), {
        text,
        spans: [{ at: 0, length: text.length, source: { from: 0, to: text.length } }],
      });
    });
  }

  it('cleans white space', () => {
    assert.equal(normalise(' un\u00a0deux\u00ad ', 'fr').text, 'un deux');
  });
});

describe('normalise keeps the way back to the text', () => {
  it('a run that is said otherwise stands for its source as a whole', () => {
    assert.deepEqual(normalise('He paid $3.50 to Dr. Hale.', 'en').spans, [
      { at: 0, length: 8, source: { from: 0, to: 8 } },
      { at: 8, length: 29, source: { from: 8, to: 13 } },
      { at: 37, length: 4, source: { from: 13, to: 17 } },
      { at: 41, length: 6, source: { from: 17, to: 20 } },
      { at: 47, length: 6, source: { from: 20, to: 26 } },
    ]);
  });

  const pieces = [
    'word',
    'Chapter',
    'IV',
    'Dr.',
    'St.',
    '$',
    '£',
    '5',
    '12',
    '1984',
    '1/2',
    '½',
    ',',
    '.',
    ':',
    '-',
    '–',
    '%',
    ' ',
    ' ',
    ' km',
    'pm',
    '\u00ad',
    '\u00a0',
    '"',
    '(',
    ')',
    '#',
    '&',
    's',
    'th',
    '😀',
    '👍🏽',
    '\u200d',
    '❤️',
    'Jan',
    'Va.',
    ', TX',
    'L',
    'x',
    '^',
    '*',
    '000',
    'k',
    "'",
    '€',
    ' - ',
    'd',
    'Wm.',
    '(s)',
    '@',
    '_',
    '⋅',
  ];
  const anyText = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join('')),
    fc.string({ unit: 'grapheme' }),
  );

  it('spans cover the spoken form, in order of the source, and copied runs are copies', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('en-US', 'en-GB', 'de'), (text, language) => {
        const { text: spoken, spans } = normalise(text, language);
        let at = 0;
        let source = 0;
        for (const span of spans) {
          assert.equal(span.at, at);
          assert.ok(span.length > 0 && span.source.from >= source && span.source.to > span.source.from);
          at += span.length;
          source = span.source.to;
        }
        assert.equal(at, spoken.length);
        assert.doesNotMatch(spoken, /^\s|\s$|\s\s|[^\S ]/);
      }),
      { numRuns: 500 },
    );
  });

  it('text without numbers, signs or capitals is the same text', () => {
    const word = fc.stringMatching(/^[b-df-hj-oq-ux-zéß]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const text = `${words.join(' ')}, “${words.join('—')}”!`;
        assert.equal(normalise(text, 'en').text, text);
      }),
    );
  });
});

describe('normalise with any amount of text', () => {
  // Eight times the text may take thrice the eightfold, for the noise; what is quadratic takes the 64-fold.
  const pieces = [
    '1 ',
    '½ ',
    '1,111,',
    '1-',
    '1:1',
    '$1,',
    'a.',
    'a@a',
    'A.',
    'St. St',
    'IV ',
    '/a',
    'x^',
    '1 x ',
    "1'",
    '😀',
    '👍\u200d',
    '😀 ',
    '1 - 2 ',
    '1 000 ',
    '1,00,',
    'Jan-',
    'a_',
    '0x1',
    'a1',
    '1a',
    'V and V ',
    'Va., ',
  ];
  for (const piece of pieces) {
    it(`takes time in proportion to it: ${JSON.stringify(piece)}`, () => {
      const some = leastTime(() => normalise(piece.repeat(500), 'en-US'));
      const more = leastTime(() => normalise(piece.repeat(4_000), 'en-US'));
      assert.ok(more < 24 * some, `${some} µs, then ${more} µs`);
    });
  }
});

/** Microseconds of processor time, the least of a few rounds. */
function leastTime(run: () => unknown): number {
  const rounds = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...rounds);
}
