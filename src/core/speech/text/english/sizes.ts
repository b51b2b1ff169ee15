import { rule, rulesAt, type Parts, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { pluralOf } from './numberWords';
import { anyOf, END, GAP, NUMBER, QUANTITY, sayNumber, sayQuantity, UNIT_END, UNIT_STOP } from './patterns';
import { unitHeads, unitsOf, writtenUnits } from './units';

/** `5'11"`, `6 ft 2 in`, `5 in. long`, `3 x 5 cm`, `4x4`. */
export function sizeRules(dialect: Dialect): Rule[] {
  const { words } = dialect;
  const units = unitsOf(dialect);
  const count = (number: string, one: string, many: string): string =>
    `${words.cardinal(number)} ${number === '1' ? one : many}`;
  const saySides = (part: Parts): string => {
    const sides = [part('first'), part('second'), part('third')].filter(Boolean);
    const written = part('unit') || part('mark');
    const unit = marks[written] ?? units.get(written)?.many;
    return sides.map((side) => sayNumber(side, words)).join(' by ') + (unit ? ` ${unit}` : '');
  };
  return [
    rule(
      { start: 'digits', has: `'’′` },
      String.raw`(?<feet>\d{1,2})['’′](?:(?<inches>1[01]|\d)(?:["”″]|''|${END})| (?<inches2>1[01]|\d)(?:["”″]|''))`,
      (part) => `${words.cardinal(part('feet'))} foot ${words.cardinal(part('inches') || part('inches2'))}`,
    ),
    ...rulesAt(
      [
        { start: 'digits', then: ['ft'] },
        { start: 'number', has: 'f' },
      ],
      String.raw`(?<feet>\d{1,2})${GAP}ft\.?${GAP}(?<inches>\d{1,2})${GAP}in${UNIT_END}${UNIT_STOP}`,
      (part) => `${count(part('feet'), 'foot', 'feet')} ${count(part('inches'), 'inch', 'inches')}`,
    ),
    // Without more behind it, what is no ordinal: "11st".
    ...rulesAt(
      [
        { start: 'digits', then: ['st'] },
        { start: 'number', first: ['st'] },
      ],
      String.raw`(?<stone>\d{1,2}) ?st(?:\.?(?=,? \d{1,2} ?lb)|(?<=(?:[4-9]|1\d|2[02-9])st)(?!\p{L}))`,
      (part) => `${words.cardinal(part('stone'))} stone`,
    ),
    // Lengths of timber and cars: "2x4s".
    rule(
      { start: 'number', has: 'x' },
      String.raw`(?<first>\d{1,2})x(?<second>\d{1,2})s${END}`,
      (part) => `${words.cardinal(part('first'))} by ${pluralOf(words.cardinal(part('second')))}`,
    ),
    // Where no quotation has begun that the mark could end.
    rule(
      { start: 'digits', has: '"”' },
      String.raw`(?<!${OPENED}["“][^"“”]{0,60})(?<=(?<a>[Aa]n? )?)(?<number>\d{1,3}(?:\.\d{1,2})?)["”](?= (?:(?<side>${SIDES})|${FLAT_THINGS})${UNIT_END})`,
      (part) =>
        `${sayNumber(part('number'), words)} ${part('side') === '' || part('a') !== '' || part('number') === '1' ? 'inch' : 'inches'}`,
    ),
    rule(
      { start: 'digits', has: `'’′` },
      String.raw`(?<!${OPENED}['‘][^'‘’]{0,60})(?<=(?<a>[Aa]n? )?)(?<number>\d{1,3})['’′](?= (?:${SIDES})${UNIT_END})`,
      (part) => count(part('number'), 'foot', part('a') === '' ? 'feet' : 'foot'),
    ),
    // "5 in" alone may go on as in "5 in the morning".
    rule(
      { start: 'digits', then: ['in'] },
      String.raw`(?<quantity>${QUANTITY})(?:${GAP}in\.(?=[ \u00a0]\p{Ll}|[,;:])| in(?= (?:${SIDES})${UNIT_END}))`,
      (part) => `${sayQuantity(part('quantity'), words)} ${part('quantity') === '1' ? 'inch' : 'inches'}`,
    ),
    ...rulesAt(
      [
        { start: 'digits', then: ['x', '×', ...Object.keys(marks)] },
        { start: 'number', has: 'x' },
      ],
      String.raw`(?!0x)(?<first>${NUMBER})(?<mark>["”″'’′]|)(?<gap> ?)[x×]\k<gap>(?<second>${NUMBER})\k<mark>(?:\k<gap>[x×]\k<gap>(?<third>${NUMBER})\k<mark>)?(?:${GAP}(?<unit>${UNIT})${UNIT_END}|${END})${NOT_A_SUM}`,
      saySides,
    ),
    // "5 cm x 3 cm"
    ...rulesAt(
      [
        { start: 'digits', then: ['in', ...unitHeads] },
        { start: 'number', first: /\p{L}/u },
      ],
      String.raw`(?<first>${NUMBER})${GAP}(?<unit>${UNIT}) ?[x×] ?(?<second>${NUMBER})${GAP}\k<unit>(?: ?[x×] ?(?<third>${NUMBER})${GAP}\k<unit>)?${UNIT_END}${NOT_A_SUM}`,
      saySides,
    ),
  ];
}

/** What stands before a mark that begins a quotation. */
const OPENED = String.raw`(?:^|[\s([—–-])`;

const SIDES = 'long|wide|tall|high|deep|thick|across|diameter|in diameter';

/** What is named by its inches. */
const FLAT_THINGS =
  'records?|vinyl|singles?|remix|screens?|monitors?|TVs?|television|display|tablet|laptop|pipes?|ruler|blades?|barrels?|guns?|discs?|disks?|floppy|floppies|pizzas?|nails?|wheels?|tires?|tyres?|rims|shells?|telescope|knife|heels';

const UNIT = anyOf([...writtenUnits, 'in']);

/** In `3 × 5 = 15` the sign is said otherwise. */
const NOT_A_SUM = String.raw`(?! ?[=+*÷×<>^⁰¹²³⁴-⁹⁻])`;

/** Units that are said otherwise, or are none, where one number stands alone. */
const marks: Readonly<Record<string, string>> = {
  in: 'inches',
  '"': 'inches',
  '”': 'inches',
  '″': 'inches',
  "'": 'feet',
  '’': 'feet',
  '′': 'feet',
};
