import { rule, type Rule } from '../normaliseRule';
import type { NumberWords } from './numberWords';
import { END } from './patterns';

/** `½`, `2½`, `3/4`, `2 1/2`; not dates or ratios such as `5/6/20` and `7/3`. */
export function fractionRules(words: NumberWords): Rule[] {
  const say = (whole: string, top: number, bottom: number): string => {
    const part =
      top === 1 ? nameOf(bottom, words) : `${words.cardinal(String(top))} ${pluralOf(bottom, words)}`;
    if (whole === '') return top === 1 ? `one ${part}` : part;
    return `${words.cardinal(whole)} and ${top === 1 ? `${/^[aeiou]/.test(part) ? 'an' : 'a'} ` : ''}${part}`;
  };
  return [
    rule(
      'digits',
      String.raw`(?:(?<whole>\d{1,9})[ \u00a0]?)?(?<sign>[${Object.keys(signs).join('')}])${END}`,
      (part) => {
        const fraction = signs[part('sign')];
        return fraction && say(part('whole'), ...fraction);
      },
    ),
    rule(
      'number',
      String.raw`(?<idiom>${Object.keys(idioms).join('|')})${END}`,
      (part) => idioms[part('idiom')],
    ),
    rule(
      'digits',
      String.raw`(?<!(?:[Oo]n|[Bb]y) )(?:(?<whole>\d{1,6})[ -])?(?<top>\d{1,2})[/⁄](?<bottom>\d{1,3})${END}`,
      (part) => {
        const [top, bottom] = [Number(part('top')), Number(part('bottom'))];
        if (top === 0 || top >= bottom || !denominators.has(bottom)) return undefined;
        return say(part('whole'), top, bottom);
      },
    ),
  ];
}

const signs: Readonly<Record<string, readonly [top: number, bottom: number]>> = {
  '½': [1, 2],
  '⅓': [1, 3],
  '⅔': [2, 3],
  '¼': [1, 4],
  '¾': [3, 4],
  '⅕': [1, 5],
  '⅖': [2, 5],
  '⅗': [3, 5],
  '⅘': [4, 5],
  '⅙': [1, 6],
  '⅚': [5, 6],
  '⅛': [1, 8],
  '⅜': [3, 8],
  '⅝': [5, 8],
  '⅞': [7, 8],
};

const idioms: Readonly<Record<string, string>> = {
  '9/11': 'nine eleven',
  '24/7': 'twenty-four seven',
  '20/20': 'twenty twenty',
  '50/50': 'fifty-fifty',
};

/** Others, such as 11 or 31, are more often days and months than fractions. */
const denominators = new Set([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100]);

function nameOf(bottom: number, words: NumberWords): string {
  return bottom === 2 ? 'half' : bottom === 4 ? 'quarter' : words.ordinal(String(bottom));
}

function pluralOf(bottom: number, words: NumberWords): string {
  return bottom === 2 ? 'halves' : `${nameOf(bottom, words)}s`;
}
