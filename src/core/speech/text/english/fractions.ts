import { rule, rulesAt, type Rule } from '../normaliseRule';
import { FIGURE } from '../tokens';
import type { Dialect } from './dialect';
import { anyOf, END } from './patterns';
import { unitsOf, writtenUnits } from './units';

/** `½`, `2½`, `3/4`, `2 1/2`, `1/2 km`, `9/10`; not dates such as `5/6/20`. */
export function fractionRules(dialect: Dialect): Rule[] {
  const { words } = dialect;
  const units = unitsOf(dialect);
  const nameOf = (bottom: number): string =>
    bottom === 2 ? 'half' : bottom === 4 ? 'quarter' : words.ordinal(String(bottom));
  const partsOf = (top: number, bottom: number): string => {
    if (top === 1) return nameOf(bottom);
    const many = bottom === 2 ? 'halves' : `${nameOf(bottom)}s`;
    return `${words.cardinal(String(top))} ${many}`;
  };
  const say = (whole: string, top: number, bottom: number, written: string, isJoined = false): string => {
    if (isJoined && top > 1 && bottom > 2) return joined(whole, top, nameOf(bottom));
    const part = partsOf(top, bottom);
    const unit = units.get(written);
    const a = /^[aeiou]/.test(part) ? 'an' : 'a';
    if (whole !== '') {
      const said = `${words.cardinal(whole)} and ${top === 1 ? `${a} ` : ''}${part}`;
      return unit ? `${said} ${unit.many}` : said;
    }
    const said = top === 1 ? `one ${part}` : part;
    if (!unit) return said;
    if (unit.one === 'percent') return `${said} percent`;
    const one = `${/^[aeiou]/.test(unit.one) ? 'an' : 'a'} ${unit.one}`;
    if (unit.one.endsWith('spoon') && bottom !== 2) return `${said} ${unit.one}`;
    return bottom === 2 && top === 1 ? `half ${one}` : `${said} of ${one}`;
  };
  /** "three-quarter-inch" */
  const joined = (whole: string, top: number, name: string): string =>
    `${whole === '' ? '' : `${words.cardinal(whole)} and `}${words.cardinal(String(top))}-${name}`;
  return [
    ...rulesAt(
      [
        { start: 'digits', then: [FIGURE] },
        { start: 'number', has: Object.keys(signs).join('') },
      ],
      String.raw`(?:(?<whole>\d{1,9})[ \u00a0]?)?(?<sign>[${Object.keys(signs).join('')}])${UNIT}`,
      (part) => {
        const fraction = signs[part('sign')];
        return fraction && say(part('whole'), ...fraction, part('unit'));
      },
    ),
    rule({ start: 'number', has: '/' }, String.raw`(?<idiom>${anyOf(Object.keys(idioms))})${END}`, (part) => {
      return idioms[part('idiom')];
    }),
    ...rulesAt(
      [
        { start: 'digits', then: [FIGURE, '⁄'] },
        { start: 'number', has: '/' },
      ],
      String.raw`(?<!(?:[Oo]n|${NO_CHANGE}[Bb]y|[Uu]ntil|[Ss]ince) )(?:(?<whole>\d{1,6})[ -])?(?<top>\d{1,5})[/⁄](?<bottom>\d{1,5})(?:ths?|rds?|nds|THS?|RDS?)?${UNIT}(?:(?=(?<joint>-\p{L}))|)`,
      (part) => {
        const [top, bottom] = [Number(part('top')), Number(part('bottom'))];
        if (part('whole') === '' && top === bottom && top > 0) {
          return `${words.cardinal(part('top'))} out of ${words.cardinal(part('bottom'))}`;
        }
        if (part('whole') === '' && bottom === 1 && top > 31)
          return `${words.cardinal(part('top'))} over one`;
        const isUsual = isFraction(top, bottom) && (part('whole') === '' || top < bottom);
        return top === 0 || !isUsual
          ? undefined
          : say(part('whole'), top, bottom, part('unit'), part('joint') !== '');
      },
    ),
  ];
}

/** Unless something was "cut by 1/3", what follows "by" may be a day. */
const NO_CHANGE = String.raw`(?<!(?<!\p{L})(?:[Cc]ut|[Rr]educ|[Ii]ncreas|[Dd]ecreas|[Ff][ae]ll|[Dd]ropp?|[Rr][io]s|[Rr]ais|[Gg]r[eo]w|[Ss]hr[aiu]nk|[Ss]lash|[Ll]ower|[Ss]hort|[Dd]ivid|[Mm]ultipl)[^.,;:!?]{0,40}[ \u00a0])`;

const UNIT = String.raw`(?:[ \u00a0-]?(?=[\p{L}\p{S}%‰′″])(?<unit>${anyOf(writtenUnits)})(?![\p{L}\p{N}])|${END})`;

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
  '⅐': [1, 7],
  '⅛': [1, 8],
  '⅜': [3, 8],
  '⅝': [5, 8],
  '⅞': [7, 8],
  '⅑': [1, 9],
  '⅒': [1, 10],
};

const idioms: Readonly<Record<string, string>> = {
  '9/11': 'nine eleven',
  '24/7': 'twenty-four seven',
  '24/7/365': 'twenty-four seven three sixty-five',
  '20/20': 'twenty twenty',
  '50/50': 'fifty-fifty',
};

/** Others, such as 11 or 31, are more often days and months, or what they are out of. */
const denominators = new Set([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 40, 50, 60, 64, 100, 1000]);

/** What can be neither a day and a month, a month and a year, nor two years. */
function isFraction(top: number, bottom: number): boolean {
  if (denominators.has(bottom)) return true;
  const isYear = bottom >= 1900 && bottom <= 2099;
  return bottom > 12 && (top > 12 || bottom > 99) && top + 1 < bottom && !isYear;
}
