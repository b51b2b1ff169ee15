import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalise } from '../../../../../src/core/speech/text/normalise';

type Rows = Record<string, [written: string, spoken: string][]>;

const english: Rows = {
  'whole numbers': [
    ['He had 3 sons.', 'He had three sons.'],
    ['0', 'zero'],
    ['42 and 105', 'forty-two and one hundred five'],
    ['1,000 ships', 'one thousand ships'],
    ['1,234,567', 'one million two hundred thirty-four thousand five hundred sixty-seven'],
    ['12345', 'twelve thousand three hundred forty-five'],
    ['10\u00a0000 men', 'ten thousand men'],
    ['agent 007', 'agent zero zero seven'],
    ['a 5-year-old', 'a five-year-old'],
    ['B-52', 'B-fifty-two'],
    ['It was -5 outside', 'It was minus five outside'],
    ['(−5)', '(minus five)'],
    [
      '12345678901234567890',
      'one two three four five six seven eight nine zero one two three four five six seven eight nine zero',
    ],
  ],
  decimals: [
    ['3.5', 'three point five'],
    ['0.05', 'zero point zero five'],
    ['.5', 'point five'],
    ['-.5', 'minus point five'],
    ['1,250.75', 'one thousand two hundred fifty point seven five'],
    ['It is 3.', 'It is three.'],
  ],
  ordinals: [
    ['the 1st', 'the first'],
    ['22nd', 'twenty-second'],
    ['the 19th-century house', 'the nineteenth-century house'],
    ['1,000th', 'one thousandth'],
    ['101ST', 'one hundred first'],
  ],
  years: [
    ['In 1984.', 'In nineteen eighty-four.'],
    ['1905, 2005, 2015', 'nineteen oh five, two thousand five, twenty fifteen'],
    ['in 1066', 'in ten sixty-six'],
    ['1066 horses', 'one thousand sixty-six horses'],
    ['1500 men', 'one thousand five hundred men'],
    ['1500-men', 'one thousand five hundred-men'],
    ['3000', 'three thousand'],
    ['1914–1918', 'nineteen fourteen to nineteen eighteen'],
    ['1914-18', 'nineteen fourteen to eighteen'],
    ['the 1990s', 'the nineteen nineties'],
    ["1960's", 'nineteen sixties'],
    ['the ’80s and 90s', 'the ’eighties and nineties'],
    ['1900s', 'nineteen hundreds'],
    ['2010s', 'twenty tens'],
    ['1000s of stars', 'thousands of stars'],
  ],
  dates: [
    ['May 5, 2020', 'May fifth, twenty twenty'],
    ['On March 3rd they left.', 'On March third they left.'],
    ['Sept. 5', 'September fifth'],
    ['on 5 May 1990', 'on the fifth of May nineteen ninety'],
    ['the 5 May', 'the fifth of May'],
    ['In May 12 people died', 'In May twelve people died'],
    ['2020-05-06', 'May sixth, twenty twenty'],
    ['1/2/2020', '1/2/2020'],
  ],
  money: [
    ['$5', 'five dollars'],
    ['$1', 'one dollar'],
    ['$3.50', 'three dollars and fifty cents'],
    ['$1.01', 'one dollar and one cent'],
    ['$0.99', 'ninety-nine cents'],
    ['$.50', 'fifty cents'],
    ['$4.00', 'four dollars'],
    ['$5.5', 'five point five dollars'],
    ['$1,200.', 'one thousand two hundred dollars.'],
    ['£2.50', 'two pounds and fifty pence'],
    ['£0.01', 'one penny'],
    ['€10', 'ten euros'],
    ['¥100', 'one hundred yen'],
    ['$5 million', 'five million dollars'],
    ['$3.5bn', 'three point five billion dollars'],
    ['$10k', 'ten thousand dollars'],
    ['£5m', 'five million pounds'],
    ['$20-30', 'twenty to thirty dollars'],
    ['$20–$30', 'twenty to thirty dollars'],
    ['a $5 bill', 'a five dollar bill'],
    ['$15/hour', 'fifteen dollars per hour'],
    ['-$5', 'minus five dollars'],
    ['US$5', 'five US dollars'],
    ['50¢', 'fifty cents'],
    ['20p', 'twenty pence'],
    ['$', '$'],
    ['$x', '$x'],
    ['$1,2', '$1,2'],
  ],
  measures: [
    ['5%', 'five percent'],
    ['3.5 %', 'three point five percent'],
    ['5-10%', 'five to ten percent'],
    ['5 km', 'five kilometers'],
    ['1 km', 'one kilometer'],
    ['5km.', 'five kilometers.'],
    ['a 5-km run', 'a five-kilometer run'],
    ['60 mph', 'sixty miles per hour'],
    ['40 km/h', 'forty kilometers per hour'],
    ['20°C', 'twenty degrees Celsius'],
    ['−5 °C', 'minus five degrees Celsius'],
    ['98.6°F', 'ninety-eight point six degrees Fahrenheit'],
    ['turn 90°', 'turn ninety degrees'],
    ['5\u00a0kg', 'five kilograms'],
    ['3 lbs', 'three pounds'],
    ['5 ft. tall', 'five feet tall'],
    ['He is 5 ft.', 'He is five feet.'],
    ['5\'10"', 'five foot ten'],
    ['6 ft 2 in', 'six feet two inches'],
    ['12 m²', 'twelve square meters'],
    ['2,000 km', 'two thousand kilometers'],
    ['1984 km', 'one thousand nine hundred eighty-four kilometers'],
    ['5 kings', 'five kings'],
  ],
  times: [
    ['7:05 p.m.', 'seven oh five p.m.'],
    ['at 7:00 a.m. sharp', 'at seven a.m. sharp'],
    ['12:00', "twelve o'clock"],
    ['7:00', "seven o'clock"],
    ['7:30.', 'seven thirty.'],
    ['10:30pm', 'ten thirty pm'],
    ['7am', 'seven am'],
    ['7 p.m.', 'seven p.m.'],
    ['9.30 p.m.', 'nine thirty p.m.'],
    ['19:00', 'nineteen hundred'],
    ['13:05', 'thirteen oh five'],
    ['00:00', 'midnight'],
    ['7:30-9:00', 'seven thirty to nine'],
    ['7-9pm', 'seven to nine pm'],
    ['0600 hours', 'oh six hundred hours'],
    ['3:15:20', '3:15:20'],
    ['John 3:16', 'John three sixteen'],
  ],
  'ranges and ratios': [
    ['10-20 people', 'ten to twenty people'],
    ['10–20', 'ten to twenty'],
    ['1.5–2.5', 'one point five to two point five'],
    ['They won 3-2.', 'They won three two.'],
    ['3:1', 'three to one'],
    ['a scale of 1:2,500, on paper', 'a scale of one to two thousand five hundred, on paper'],
    ['1:50000', 'one to fifty thousand'],
    ['1-2-3', 'one two three'],
    ['555-1234', 'five five five, one two three four'],
    ['(212) 555-1234', 'two one two, five five five, one two three four'],
    ['212-555-1234', 'two one two, five five five, one two three four'],
  ],
  fractions: [
    ['1/2', 'one half'],
    ['3/4', 'three quarters'],
    ['2/3 of it', 'two thirds of it'],
    ['5/8', 'five eighths'],
    ['½', 'one half'],
    ['2½', 'two and a half'],
    ['2 1/2', 'two and a half'],
    ['3 ¾', 'three and three quarters'],
    ['1⅛', 'one and an eighth'],
    ['24/7', 'twenty-four seven'],
    ['9/11', 'nine eleven'],
    ['7/3', '7/3'],
    ['on 3/4', 'on 3/4'],
    ['1/1/1/1', '1/1/1/1'],
  ],
  titles: [
    ['Dr. Hale', 'Doctor Hale'],
    ['Mr. Smith and Mrs. Smith', 'Mister Smith and Missus Smith'],
    ['Mr. and Mrs. Smith', 'Mister and Missus Smith'],
    ['Ms Lee', 'Miz Lee'],
    ['Prof. X and Lt. Col. Y', 'Professor X and Lieutenant Colonel Y'],
    ['St. Ives', 'Saint Ives'],
    ['Elm St. and 5th Ave.', 'Elm Street and fifth Avenue.'],
    ['He lives on Main St.', 'He lives on Main Street.'],
    ['John Smith Jr. left', 'John Smith Junior left'],
    ['Mt. Doom', 'Mount Doom'],
    ['the Dr. was in', 'the Dr. was in'],
    ['Drs and mrs', 'Drs and mrs'],
  ],
  abbreviations: [
    ['cats & dogs', 'cats and dogs'],
    ['R&B', 'R&B'],
    ['No. 5', 'number five'],
    ['№ 5', 'number five'],
    ['#1', 'number one'],
    ['No. He left', 'No. He left'],
    ['pp. 5-10', 'pages five to ten'],
    ['Vol. 2', 'volume two'],
    ['cats vs. dogs', 'cats versus dogs'],
    ['nuts, e.g. almonds', 'nuts, for example almonds'],
    ['the hound, i.e. Rex', 'the hound, that is Rex'],
    ['rope etc. and nails', 'rope et cetera and nails'],
    ['rope, etc.', 'rope, et cetera.'],
  ],
  'Roman numerals': [
    ['Chapter IV', 'Chapter four'],
    ['CHAPTER XLII', 'CHAPTER forty-two'],
    ['Part I.', 'Part one.'],
    ['the part I like', 'the part I like'],
    ['Book I know', 'Book I know'],
    ['World War II', 'World War two'],
    ['Henry VIII', 'Henry the eighth'],
    ['Henry V and Elizabeth I.', 'Henry the fifth and Elizabeth the first.'],
    ["Louis XIV's wig", "Louis the fourteenth's wig"],
    ['King Henry I of England', 'King Henry the first of England'],
    ['Henry I was there', 'Henry I was there'],
    ['Pope John Paul II', 'Pope John Paul the second'],
    ['Aldric III', 'Aldric the third'],
    ['Malcolm X', 'Malcolm X'],
    ['Type C', 'Type C'],
    ['Give IV fluids', 'Give IV fluids'],
    ['The II', 'The II'],
    ['IIII', 'IIII'],
    ['XIV', 'XIV'],
  ],
  'what is left alone': [
    ['FBI, NASA and U.S.A.', 'FBI, NASA and U.S.A.'],
    ['R2D2, MI6, 3D, 4x4, H2O, mp3', 'R2D2, MI6, 3D, 4x4, H2O, mp3'],
    ['1.2.3 and 192.168.0.1', '1.2.3 and 192.168.0.1'],
    ['“Stop—” she said; ‘no’ (yes) – well…', '“Stop—” she said; ‘no’ (yes) – well…'],
    ['ÉCOLE Straße 漢字 😀', 'ÉCOLE Straße 漢字 😀'],
    ['', ''],
    ['٣ items', '٣ items'],
  ],
  'white space and invisible characters': [
    ['  a \n b\t\tc  ', 'a b c'],
    ['soft\u00adhyphen zero\u200bwidth \ufeffmark', 'softhyphen zerowidth mark'],
    ['nul\u0000in', 'nul in'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    [`a ${'!'.repeat(40)} b`, 'a !!!!!!!! b'],
    [`!${'😀'.repeat(40)} b`, `!${'😀'.repeat(7)} b`],
  ],
};

describe('normalise in English', () => {
  for (const [family, rows] of Object.entries(english)) {
    describe(family, () => {
      for (const [written, spoken] of rows) {
        it(JSON.stringify(written), () => {
          assert.equal(normalise(written, 'en-US').text, spoken);
        });
      }
    });
  }

  const british: [written: string, spoken: string][] = [
    ['105', 'one hundred and five'],
    ['2005', 'two thousand and five'],
    ['the 101st', 'the one hundred and first'],
    ['May 5, 2020', 'May the fifth, twenty twenty'],
    ['2020-05-06', 'the sixth of May, twenty twenty'],
  ];
  for (const [written, spoken] of british) {
    it(`outside North America: ${written}`, () => {
      assert.equal(normalise(written, 'en-GB').text, spoken);
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
  it('takes time in proportion to it', function () {
    this.timeout(8000);
    const pieces = [
      '1',
      ',',
      '1,',
      '1,111,',
      '1/',
      '$',
      '$1',
      '1.',
      '1-',
      '1:',
      '1 ',
      'A ',
      'St. St',
      'IV ',
      '-',
      '(',
      ' ',
      '\u00ad',
      '! ',
      "1'",
    ];
    for (const piece of pieces) normalise(piece.repeat(100_000 / piece.length), 'en');
  });
});
