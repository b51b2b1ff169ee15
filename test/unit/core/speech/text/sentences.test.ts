import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitSentences } from '../../../../../src/core/speech/text/sentences';

const split = (text: string, language: string): string[] =>
  splitSentences(text, language).map(({ from, to }) => text.slice(from, to));

/** Sentences are written with `|` where they are to be split. */
const tables: Record<string, string[]> = {
  en: [
    'He left.',
    'He left.|She stayed.|Nobody spoke.',
    'No?!|Really!?|Oh.',
    '(He left.)|[She stayed.]|So it ended.',
    'No end mark at all',
    // abbreviations
    'Mr. Hale met Mrs. Rowe and Ms. Lee.|Prof. Ito and Lt. Col. Dunn came.|Rev. Oates, Hon. Pike.',
    'Bring rope, e.g. hemp, i.e. the strong kind.|Cats vs. Dogs was on.|It weighs approx. Five stone.',
    'See No. 7 and vol. 2, ch. 3, pp. 5-10, Fig. 4.|Vol. II is lost.',
    'He said no.|I left.|She said no.|Then she left.',
    'On Sept. 5 it rained.|It rained all Sept.|Then it snowed.',
    'He lives on Elm St. Mary knows.|He lives on Elm St.|She knows.',
    'John Smith Jr. Esquire came.|I met John Smith Jr.|He was late.',
    'Apples, pears, etc.|He ate them all.|Apples, pears, etc. and nuts.',
    'Open at 5 p.m. on Sundays.|Come at 5 p.m. Monday.|It was 5 p.m.|He was late.',
    // initials
    'J. R. R. Tolkien wrote.|I. M. Pei drew.|So did I.|Mara watched.',
    'The U.S. Army came.|He lives in the U.S.|He likes it.|He has a Ph.D. in maths.',
    // numbers
    'Pi is 3.14 or so.|Use v1.2.3 now.|It cost $3.50.|That was cheap.',
    // ellipses
    'Ok... then.|Wait… what?|Wait . . . what?|He waited…|Then she came.|He waited...|Then she came.',
    "I… I don't know.|No... no!|“I...”|She stopped.",
    // dialogue
    '"Stop!" she said.|“Why?” asked Mara.|\'Stop!\' he cried.|‘Stop!’ he cried.',
    '"I see."|She left.|“I see.”|She left.|“Go,” he said.|“Now.”',
    '“Go.|Now.|Run!” she said.|"Who?"|"Me."',
    '“Why?” Mara asked.|"No!" I said.|“Now?” Mrs. Hale had asked.|“Why?”|Mara left.|“I see.”|Mara said little.',
    '"Stop!" — she ran.|He asked (really?) and left.',
    '«Stop!» she said.|She left.',
    '“Wait…” he began.|“Wait…”|He stopped.',
  ],
  'en-GB': ['Dr. Watson sat.|“Why?” asked Holmes.'],
  de: [
    'Er kam am 5. Mai.|Das war 1990.|Er ging.|Der 2. Weltkrieg begann.|Ludwig XIV. König der Franzosen.',
    '„Geh!“, rief er.|„Geh!“ rief er.|»Geh!« rief er.|„Ja.“|Er ging.',
    'Tiere, z. B. Hunde, d. h. Haustiere, usw.|Und Dr. Weber kam.|Es sind ca. Zehn.|Siehe Nr. 5 und S. 7.',
  ],
  fr: [
    '« Non ! » dit-il.|« Oui. »|Il partit.|M. Dupont et Mme. Rey vinrent.',
    'En 50 av. J.-C. Il vint.'.replace(' Il', '|Il'),
    '— Viens.|— Quoi ? — dit-il.',
  ],
  es: [
    '—¡Alto! —gritó.|—Vamos.|—Se levantó.|¿Qué?|¡Oh!|El Sr. López y la Sra. Ruiz fueron a EE. UU.|Luego volvieron.',
  ],
  it: ['Il sig. Rossi e il dott. Bianchi vennero.|«Fermo!» disse.|Pane, vino, ecc.|Poi partì.'],
  pt: ['O Sr. Silva e a Dra. Costa vieram.|«Pare!» disse ela.|Pão, vinho, etc.|Depois saiu.'],
  ja: ['「はい。」と言った。|そう？|「いいえ」です。|「行く？」|「はい」彼は笑った。|本当！？|うん。'],
  zh: ['他走了。|“好。”|他说。|你好！|《书》。'],
  ko: ['"가자!"라고 말했다.|그는 갔다.'],
  hi: ['वह गया।|वह आया।'],
  el: ['Τι είναι;|Ναι.'],
  'not a tag': ['One.|Two.'],
};

describe('splitSentences', () => {
  for (const [language, rows] of Object.entries(tables)) {
    for (const row of rows) {
      it(`${language}: ${row}`, () => {
        const expected = row.split('|');
        const separator = /^(?:ja|zh)$/.test(language) ? '' : ' ';
        assert.deepEqual(split(expected.join(separator), language), expected);
      });
    }
  }

  it('is empty for a text without characters', () => {
    assert.deepEqual(
      ['', ' ', ' \n '].map((text) => split(text, 'en')),
      [[], [], []],
    );
  });

  it('leaves white space out of the ranges', () => {
    assert.deepEqual(splitSentences('  One.   Two.  ', 'en'), [
      { from: 2, to: 6 },
      { from: 9, to: 13 },
    ]);
  });

  it('finds the same sentences far into a text as at its start', () => {
    const row = 'Mr. Hale left. “Why?” asked Mara. 「はい。」と言った。Well… She stayed! ';
    const expected = split(row, 'en');
    const many = split(row.repeat(200), 'en');
    assert.equal(many.length, expected.length * 200);
    assert.deepEqual(many.slice(-expected.length), expected);
  });

  const pieces = [
    'a',
    'B',
    'Mr',
    '.',
    '...',
    '…',
    '!',
    '?',
    '"',
    '”',
    '“',
    '«',
    '»',
    '」',
    '「',
    '。',
    ' ',
    ' ',
    '-',
    '—',
    '5',
    'é',
    '𝒳',
  ];
  it('covers all that is not white space, in order, trimmed and never empty', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
        fc.constantFrom('en', 'de', 'ja'),
        (list, language) => {
          const text = list.join('');
          let end = 0;
          for (const { from, to } of splitSentences(text, language)) {
            assert.equal(text.slice(end, from).trim(), '');
            assert.ok(from < to && text.slice(from, to) === text.slice(from, to).trim());
            end = to;
          }
          assert.equal(text.slice(end).trim(), '');
        },
      ),
    );
  });

  it('takes time in proportion to the text, whatever the text', function () {
    // Each of these took minutes with one pass of Intl.Segmenter or with an unbounded pattern.
    this.timeout(8000);
    for (const piece of [
      'A. ',
      'あ。',
      '" ! ',
      '.”"',
      '… ',
      'Mr. ',
      '「',
      '('.repeat(50),
      'word ',
      '. . ',
      '? "a ',
    ]) {
      assert.ok(splitSentences(piece.repeat(100_000 / piece.length), 'en').length > 0);
    }
  });
});
