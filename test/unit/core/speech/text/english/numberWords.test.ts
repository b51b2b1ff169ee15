import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberWords, pluralOf } from '../../../../../../src/core/speech/text/english/numberWords';

const american = numberWords({ and: false });
const british = numberWords({ and: true });

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales = ['thousand', 'million', 'billion', 'trillion', 'quadrillion'];

/** Reads number words back: the other way round, and sharing nothing with what is tested. */
function valueOf(words: string): bigint {
  let total = 0n;
  let group = 0n;
  for (const word of words.split(/[ -]/)) {
    if (word === 'and') continue;
    if (word === 'hundred') group *= 100n;
    else if (scales.includes(word)) {
      total += group * 1000n ** BigInt(scales.indexOf(word) + 1);
      group = 0n;
    } else if (tens.includes(word)) group += BigInt(10 * (tens.indexOf(word) + 2));
    else {
      assert.ok(small.includes(word), word);
      group += BigInt(small.indexOf(word));
    }
  }
  return total + group;
}

describe('numberWords', () => {
  const cardinals: [digits: string, american: string, british?: string][] = [
    ['0', 'zero'],
    ['7', 'seven'],
    ['10', 'ten'],
    ['13', 'thirteen'],
    ['20', 'twenty'],
    ['21', 'twenty-one'],
    ['99', 'ninety-nine'],
    ['100', 'one hundred'],
    ['101', 'one hundred one', 'one hundred and one'],
    ['110', 'one hundred ten', 'one hundred and ten'],
    ['999', 'nine hundred ninety-nine', 'nine hundred and ninety-nine'],
    ['1000', 'one thousand'],
    ['1001', 'one thousand one', 'one thousand and one'],
    ['1100', 'one thousand one hundred'],
    ['12345', 'twelve thousand three hundred forty-five', 'twelve thousand three hundred and forty-five'],
    ['1000000', 'one million'],
    ['1000005', 'one million five', 'one million and five'],
    ['2000000000', 'two billion'],
    ['3000000000000', 'three trillion'],
    ['1000000000000000', 'one quadrillion'],
    ['1000000000000001', 'one zero zero zero zero zero zero zero zero zero zero zero zero zero zero one'],
    ['007', 'zero zero seven'],
  ];
  for (const [digits, words, withAnd = words] of cardinals) {
    it(`${digits} is ${words}`, () => {
      assert.equal(american.cardinal(digits), words);
      assert.equal(british.cardinal(digits), withAnd);
    });
  }

  it('says every number up to 10^15 so that it can be read back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (number) => {
        assert.equal(valueOf(american.cardinal(String(number))), number);
        assert.equal(valueOf(british.cardinal(String(number))), number);
      }),
      { numRuns: 500 },
    );
  });

  const ordinals: [digits: string, words: string][] = [
    ['1', 'first'],
    ['2', 'second'],
    ['3', 'third'],
    ['4', 'fourth'],
    ['5', 'fifth'],
    ['8', 'eighth'],
    ['9', 'ninth'],
    ['12', 'twelfth'],
    ['20', 'twentieth'],
    ['21', 'twenty-first'],
    ['30', 'thirtieth'],
    ['100', 'one hundredth'],
    ['112', 'one hundred twelfth'],
    ['1000', 'one thousandth'],
    ['1000000', 'one millionth'],
  ];
  for (const [digits, words] of ordinals) {
    it(`${digits} in order is ${words}`, () => {
      assert.equal(american.ordinal(digits), words);
    });
  }

  const years: [digits: string, words: string][] = [
    ['1066', 'ten sixty-six'],
    ['1100', 'eleven hundred'],
    ['1905', 'nineteen oh five'],
    ['1984', 'nineteen eighty-four'],
    ['1900', 'nineteen hundred'],
    ['2000', 'two thousand'],
    ['2005', 'two thousand five'],
    ['2010', 'twenty ten'],
    ['2099', 'twenty ninety-nine'],
  ];
  for (const [digits, words] of years) {
    it(`${digits} as a year is ${words}`, () => {
      assert.equal(american.year(digits), words);
    });
  }

  const labels: [digits: string, words: string][] = [
    ['5', 'five'],
    ['42', 'forty-two'],
    ['101', 'one oh one'],
    ['237', 'two thirty-seven'],
    ['500', 'five hundred'],
    ['1005', 'ten oh five'],
    ['1211', 'twelve eleven'],
    ['2000', 'two thousand'],
    ['007', 'zero zero seven'],
    ['12345', 'twelve thousand three hundred forty-five'],
  ];
  for (const [digits, words] of labels) {
    it(`${digits} on a door is ${words}`, () => {
      assert.equal(american.label(digits), words);
    });
  }

  for (const [one, many] of [
    ['ninety', 'nineties'],
    ['twenty ten', 'twenty tens'],
    ['six', 'sixes'],
    ['nineteen hundred', 'nineteen hundreds'],
  ] as const) {
    it(`more than one ${one} are ${many}`, () => {
      assert.equal(pluralOf(one), many);
    });
  }
});
