import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { NUMBER, sayNumber, UNIT_END } from './patterns';

/** `51° N`, `40° 26′ 46″ N`; degrees alone are a measure like others. */
export function angleRules({ words }: Dialect): Rule[] {
  const count = (number: string, unit: string): string =>
    number === '' ? '' : `${sayNumber(number, words)} ${unit}${number === '1' ? '' : 's'}`;
  return [
    rule(
      { start: 'digits', then: ['°'] },
      String.raw`(?<degrees>${NUMBER})°(?: ?(?<minutes>\d{1,2})[′'’](?: ?(?<seconds>\d{1,2}(?:\.\d{1,6})?)(?:[″"”]|''))?)?(?: ?(?<side>[NSEW])${UNIT_END})?`,
      (part) => {
        if (part('minutes') === '' && part('side') === '') return undefined;
        const said = [
          count(part('degrees'), 'degree'),
          count(part('minutes'), 'minute'),
          count(part('seconds'), 'second'),
          sides[part('side')] ?? '',
        ];
        return said.filter(Boolean).join(' ');
      },
    ),
    // The sign of ordinals is often typed for that of degrees, which are the more likely ones from ten on.
    rule(
      { start: 'number', has: 'º' },
      String.raw`(?<=(?<a>[Aa]n? )?)(?<degrees>\d{2,3}(?:\.\d{1,2})?|\d\.\d{1,2}|(?<=[-−])\d)º${UNIT_END}`,
      (part) =>
        part('a') === '' ? count(part('degrees'), 'degree') : `${sayNumber(part('degrees'), words)} degree`,
    ),
  ];
}

const sides: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' };
