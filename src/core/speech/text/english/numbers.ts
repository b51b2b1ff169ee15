import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { pluralOf } from './numberWords';
import { digitsOf, END, QUANTITY, sayNumber, sayQuantity, WHOLE } from './patterns';

/** Numbers that the families before this one have left: `1,000`, `3.5`, `-5`, `22nd`, `10-20`, `3:1`, `#5`, `7s`. */
export function numberRules({ words }: Dialect): Rule[] {
  return [
    rule(
      { start: 'sign', first: ['-', '−'] },
      String.raw`${BEFORE_SIGN}[-−](?=\.?\d|[$£€¥₹]\d)`,
      () => 'minus ',
    ),
    rule(
      { start: 'sign', first: ['.'] },
      String.raw`(?<=^|[\s(["“‘'])\.(?<caliber>\d{2})(?=[ -](?:cal|caliber|calibre|special|Special|magnum|Magnum|Colt|revolver|pistol|rifle|slug|bullet)s?(?!\p{L}))`,
      (part) => words.cardinal(part('caliber')),
    ),
    rule(
      { start: 'sign', first: ['.'] },
      String.raw`(?<=^|[\s(["“‘'−-])\.(?<decimals>\d{1,30})${END}`,
      (part) => {
        return `point ${words.digits(part('decimals'))}`;
      },
    ),
    rule({ start: 'sign', first: ['+'] }, String.raw`${BEFORE_SIGN}\+(?=\d)`, () => 'plus '),
    // "Chanel Nº 5"
    rule({ start: 'word', first: ['Nº', 'N'] }, String.raw`N[º°] ?(?=\d)`, () => 'number '),
    rule({ start: 'sign', first: ['#', '№'] }, String.raw`(?:#|№[ \u00a0]?)(?=\d)`, () => 'number '),
    rule(
      { start: 'number', has: 'sSnNrRtTˢⁿʳᵗºª' },
      String.raw`(?<first>${WHOLE})${TH}(?:[-–](?<last>${WHOLE})${TH})?${END}`,
      (part) => {
        const first = words.ordinal(digitsOf(part('first')));
        return part('last') === '' ? first : `${first} to ${words.ordinal(digitsOf(part('last')))}`;
      },
    ),
    // An older way to write "2nd" and "3rd".
    rule(
      { start: 'number', has: 'd' },
      String.raw`(?<number>\d{0,3}[23])d(?= (?:of|day|and|Lieutenant|Regiment|Infantry|Cavalry|Division|Battalion|Battery|Street|inst)(?!\p{L}))`,
      (part) => words.ordinal(part('number')),
    ),
    rule({ start: 'number', first: ['d'] }, String.raw`(?<number>\d{0,3}[02-9][23])d${END}`, (part) =>
      words.ordinal(part('number')),
    ),
    // Books of the Bible of which there are several: "1 Samuel 3:4".
    rule({ start: 'digits', then: TWICE }, String.raw`(?<book>[1-3])(?= \p{L}{2,13}\.? \d{1,3}:\d)`, (part) =>
      words.ordinal(part('book')),
    ),
    // After a name it is chapter and verse, which are read as two numbers.
    rule(
      { start: 'number', has: ':' },
      String.raw`(?<!\p{Lu}\p{Ll}{1,20}\.? )(?<first>\d{1,3}):(?<second>${WHOLE})${END}`,
      (part) => `${words.cardinal(part('first'))} to ${sayNumber(part('second'), words)}`,
    ),
    rule(
      { start: 'number', has: ':' },
      String.raw`(?<chapter>\d{1,3}):(?<verse>\d{1,3})(?:[-–](?<last>\d{1,3}))?${END}`,
      (part) => {
        const to = part('last') === '' ? '' : ` to ${words.cardinal(part('last'))}`;
        return `${words.cardinal(part('chapter'))} ${words.cardinal(part('verse'))}${to}`;
      },
    ),
    rule(
      { start: 'number', has: 'eE' },
      String.raw`(?<factor>\d(?:\.\d{1,15})?)[eE](?<sign>[-−+]?)(?<power>\d{1,3})${END}`,
      (part) => {
        return `${sayNumber(part('factor'), words)} times ten to the ${part('sign') === '-' || part('sign') === '−' ? 'minus ' : ''}${words.ordinal(part('power'))}`;
      },
    ),
    rule(
      { start: 'number', has: 'MBKk' },
      String.raw`(?<number>\d{1,3}(?:\.\d{1,2}|(?=[Kk] ${COUNTED})))(?<letter>[KMBk])${END}`,
      (part) => {
        return `${sayNumber(part('number'), words)} ${magnitudes[part('letter')] ?? ''}`;
      },
    ),
    rule({ start: 'number', has: 'x' }, String.raw`(?<number>\d{1,4}(?:\.\d{1,2})?)x${END}`, (part) => {
      return `${sayNumber(part('number'), words)} times`;
    }),
    rule({ start: 'number', has: 's' }, String.raw`(?<![$£€])(?<number>\d{1,3})s${END}`, (part) =>
      pluralOf(words.label(part('number'))),
    ),
    rule(
      { start: 'number', first: /^(?:ish|odd|something|plus|fold)$/ },
      String.raw`(?<number>\d{1,9})(?<tail>\p{L}+)${END}`,
      (part) => `${words.cardinal(part('number'))}${part('tail') === 'fold' ? '' : '-'}${part('tail')}`,
    ),
    rule({ start: 'number', has: ',' }, String.raw`(?<list>\d{1,2}(?:,\d{1,2}){2,9})${END}`, (part) =>
      part('list').split(',').map(words.cardinal).join(', '),
    ),
    rule({ start: 'number', has: '.' }, String.raw`(?<version>\d{1,5}(?:\.\d{1,5}){2,4})${END}`, (part) =>
      part('version').split('.').map(words.cardinal).join(' point '),
    ),
    // Thousands apart, as in `1 000 000`: two groups, or one of zeros, so that numbers in a row stay what they are.
    rule('digits', String.raw`(?<number>[1-9]\d{0,2}(?:(?: \d{3}){2,5}| 000))${END}(?! \d)`, (part) =>
      words.count(part('number').replaceAll(' ', '')),
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

const TWICE = 'Samuel Kings Chron Chronicles Cor Corinthians Thess Thessalonians Timothy Peter John'.split(
  ' ',
);

const BEFORE_SIGN = String.raw`(?<=^|[\s(["“‘'≈~<>=±])`;
/** What a thousand is counted of, not what is as long: `10k followers`, but `a 10k run`. */
const COUNTED = String.raw`(?:followers|subscribers|views|likes|people|users|words|copies|dollars|euros|pounds|bricks|points|steps|times|members|fans|players)(?!\p{L})`;
const TH = '(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ|º|ª)';

const magnitudes: Readonly<Record<string, string>> = {
  K: 'thousand',
  k: 'thousand',
  M: 'million',
  B: 'billion',
};
