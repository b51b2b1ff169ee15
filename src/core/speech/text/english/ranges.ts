import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { END, NUMBER, rises, sayNumber } from './patterns';

/** `1914 - 1918`, `5 – 10 km`: what rises across a dash with blanks, unless it is a sum. `2%–10%`. */
export function rangeRules({ words }: Dialect): Rule[] {
  return [
    rule(
      { start: 'digits', then: ['-', '–'] },
      String.raw`(?<!${OPERATOR}[ \u00a0]?)(?<low>${NUMBER})[ \u00a0][-–][ \u00a0](?=(?<high>${NUMBER})${END}(?![ \u00a0]?${OPERATOR}))`,
      (part) => {
        const [low, high] = [part('low'), part('high')];
        if (!rises(low, high)) return undefined;
        const areYears = YEAR.test(low) && YEAR.test(high);
        return `${areYears ? words.year(low) : sayNumber(low, words)} to `;
      },
    ),
    rule({ start: 'sign', first: ['-', '–'] }, String.raw`(?<=\d%)[-–](?=\d)`, () => ' to '),
    // "£1.5m-£2m"
    rule(
      { start: 'sign', first: ['-', '–'], has: '$£€¥₹' },
      String.raw`(?<=\d(?:[kKmMbB]|bn|mn)?)[-–](?=[$£€¥₹]\d)`,
      () => ' to ',
    ),
  ];
}

const OPERATOR = '[=+*×÷/<>≤≥≈^−–-]';
const YEAR = /^(?:1[1-9]|20)\d\d$/;
