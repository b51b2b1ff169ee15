import { rule, rulesAt, type Parts, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { anyOf, END, GAP, NUMBER, QUANTITY, sayNumber, sayQuantity, UNIT_END, UNIT_STOP } from './patterns';
import { unitsOf, writtenUnits } from './units';

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
    rule({ start: 'digits', then: ['st'] }, String.raw`(?<stone>\d{1,2}) st\.?(?=,? \d{1,2} ?lb)`, (part) => {
      return `${words.cardinal(part('stone'))} stone`;
    }),
    // "5 in" alone may go on as in "5 in the morning".
    rule(
      { start: 'digits', then: ['in'] },
      String.raw`(?<quantity>${QUANTITY})(?:${GAP}in\.(?=[ \u00a0]\p{Ll}|[,;:])| in(?= (?:long|wide|tall|high|deep|thick|across|diameter)${UNIT_END}))`,
      (part) => `${sayQuantity(part('quantity'), words)} ${part('quantity') === '1' ? 'inch' : 'inches'}`,
    ),
    ...rulesAt(
      [
        { start: 'digits', then: ['x', '×', ...Object.keys(marks)] },
        { start: 'number', has: 'x' },
      ],
      String.raw`(?!0x)(?<first>${NUMBER})(?<mark>["”″'’′]|)(?<gap> ?)[x×]\k<gap>(?<second>${NUMBER})\k<mark>(?:\k<gap>[x×]\k<gap>(?<third>${NUMBER})\k<mark>)?(?:${GAP}(?<unit>${anyOf([...writtenUnits, 'in'])})${UNIT_END}|${END})${NOT_A_SUM}`,
      saySides,
    ),
  ];
}

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
