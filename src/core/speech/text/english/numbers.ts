import { rule, type Rule } from '../normaliseRule';
import type { NumberWords } from './numberWords';
import { digitsOf, END, QUANTITY, sayNumber, sayQuantity, WHOLE } from './patterns';

/** Numbers that the families before this one have left: `1,000`, `3.5`, `-5`, `22nd`, `10-20`, `3:1`, `#5`. */
export function numberRules(words: NumberWords): Rule[] {
  const sayPhone = (...groups: readonly string[]): string => groups.map(words.digits).join(', ');
  return [
    rule('sign', String.raw`${BEFORE_SIGN}[-−](?=\.?\d|[$£€¥₹]\d)`, () => 'minus '),
    rule('sign', String.raw`(?<=^|[\s(["“‘'−-])\.(?<decimals>\d{1,30})${END}`, (part) => {
      return `point ${words.digits(part('decimals'))}`;
    }),
    rule('sign', String.raw`(?:#|№[ \u00a0]?)(?=\d)`, () => 'number '),
    rule('sign', String.raw`\((?<area>\d{3})\)[ -]?(?<middle>\d{3})-(?<last>\d{4})${END}`, (part) =>
      sayPhone(part('area'), part('middle'), part('last')),
    ),
    // Three numbers or more: a phone number or a code, unless all are short as in "1-2-3".
    rule('number', String.raw`(?<groups>\d{1,18}(?:-\d{1,18}){2,9})${END}`, (part) => {
      const groups = part('groups').split('-');
      const isCount = groups.every((group) => /^(?:\d|[1-9]\d)$/.test(group));
      return isCount ? groups.map(words.cardinal).join(' ') : sayPhone(...groups);
    }),
    rule('number', String.raw`(?<middle>555)-(?<last>\d{4})${END}`, (part) =>
      sayPhone(part('middle'), part('last')),
    ),
    rule('digits', String.raw`(?<number>${WHOLE})(?:st|nd|rd|th|ST|ND|RD|TH)${END}`, (part) =>
      words.ordinal(digitsOf(part('number'))),
    ),
    // After a name it is chapter and verse, which espeak-ng reads as two numbers.
    rule(
      'number',
      String.raw`(?<!\p{Lu}\p{Ll}{1,20} )(?<first>\d{1,3}):(?<second>${WHOLE})${END}`,
      (part) => {
        return `${words.cardinal(part('first'))} to ${sayNumber(part('second'), words)}`;
      },
    ),
    // Most numbers are plain; said here they cost half as much as by the next rule.
    {
      start: 'digits',
      pattern: new RegExp(String.raw`\d{1,18}(?![\u00a0\u202f]\d)${END}`, 'uy'),
      say: ([digits]) => words.cardinal(digits),
    },
    rule('digits', String.raw`(?<quantity>${QUANTITY})${END}`, (part) =>
      sayQuantity(part('quantity'), words),
    ),
    rule('digits', String.raw`(?<digits>\d{19,})${END}`, (part) => words.digits(part('digits'))),
  ];
}

const BEFORE_SIGN = String.raw`(?<=^|[\s(["“‘'])`;
