import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { monthForms } from './months';
import { pluralOf } from './numberWords';
import { END, SPACE } from './patterns';

/** `1984`, `1914–18`, `the 1990s`, `the '90s`, `753 BC`, `AD 79`. */
export function yearRules({ words }: Dialect): Rule[] {
  const sayYear = (year: string): string => (year.length === 4 ? words.year(year) : words.label(year));
  const sayShort = (year: string): string =>
    year.startsWith('0') ? `oh ${words.cardinal(year.slice(1))}` : words.cardinal(year);
  const sayDecade = (decade: string): string => {
    if (decade === '100' || decade === '1000') return decade === '100' ? 'hundreds' : 'thousands';
    return pluralOf(decade.length === 4 ? words.year(decade) : words.cardinal(decade));
  };
  return [
    rule(
      { start: 'digits', has: "sS'’" },
      String.raw`(?<![$£€])(?<decade>(?:1[1-9]|20)\d0|[1-9]0|100|1000|${YEAR}(?=s))(?:['’]?s|(?:(?<=\d{4})|(?<=THE \d0))S)${END}`,
      (part) => sayDecade(part('decade')),
    ),
    rule(
      { start: 'number', has: '-–s' },
      String.raw`(?<from>(?:1[1-9]|20)\d0)['’]?s?[-–]['’]?(?<to>(?:1[1-9]|20)?\d0)['’]?s${END}`,
      (part) => `${sayDecade(part('from'))} to ${sayDecade(part('to'))}`,
    ),
    rule(
      { start: 'sign', first: ["'", '’', '‘'] },
      String.raw`${OPEN}['’‘](?<decade>[1-9]0)['’]?s(?:(?<dash>[-–])(?=['’‘]?[1-9]0['’]?s)|${END})`,
      (part) => sayDecade(part('decade')) + (part('dash') === '' ? '' : ' to '),
    ),
    rule(
      { start: 'sign', first: ["'", '’', '‘'], after: SHORT_YEAR_AFTER },
      String.raw`(?<=\p{L} )['’‘](?<year>\d\d)(?!['’])${END}`,
      (part) => sayShort(part('year')),
    ),
    rule(
      { start: 'digits', then: ERAS },
      String.raw`(?:(?<from>\d{1,4})[-–])?(?<year>\d{1,4})(?=${SPACE}?${ERA_END})`,
      (part) => (part('from') === '' ? '' : `${sayYear(part('from'))} to `) + sayYear(part('year')),
    ),
    rule(
      { start: 'digits', after: ['AD', 'D'] },
      String.raw`(?<=(?:AD|A\.D\.?)${SPACE})(?<year>\d{2,4})${END}`,
      (part) => sayYear(part('year')),
    ),
    // Written as a word it would be read like "add".
    rule(
      { start: 'word', first: ['AD'] },
      String.raw`AD(?=${SPACE}\d)|(?<=\d${SPACE}?)AD(?![\p{L}\p{N}])`,
      () => 'A.D',
    ),
    rule({ start: 'word', first: ['CE'] }, String.raw`(?<=\d${SPACE}?)CE(?![\p{L}\p{N}])`, () => 'C.E'),
    rule(
      { start: 'number', has: '-–/' },
      String.raw`(?<from>${YEAR})(?<mark>[-–/])(?<to>\d{4}|\d{1,2})${END}`,
      (part) => {
        const [from, to] = [part('from'), part('to')];
        const fullTo = from.slice(0, 4 - to.length) + to;
        if (Number(fullTo) <= Number(from) || Number(fullTo) > 2099) return undefined;
        if (to.length === 1 && part('mark') === '/') return undefined;
        const last = to.length === 4 ? words.year(to) : sayShort(to);
        return `${words.year(from)}${part('mark') === '/' ? ' ' : ' to '}${last}`;
      },
    ),
    rule(
      { start: 'digits', has: '-–' },
      String.raw`(?<from>${YEAR})[-–](?=(?:present|today|now)(?!\p{L}))`,
      (part) => `${words.year(part('from'))} to `,
    ),
    rule(
      { start: 'digits', after: BEFORE_A_YEAR },
      String.raw`(?<year>1\d{3}|20\d\d)${END}(?:(?<!00)|${NOT_COUNTED})`,
      (part) => words.year(part('year')),
    ),
    // "fifteen hundred men", counted or not.
    rule({ start: 'digits' }, String.raw`(?<hundreds>1[1-9]00)${END}(?!-)`, (part) =>
      words.year(part('hundreds')),
    ),
    // A year to come: "in 2347", where nothing is counted.
    rule(
      { start: 'digits', after: ['In', 'in', 'Year', 'year', 'since', 'Since', 'until'] },
      String.raw`(?<year>(?:2[1-9]|[3-9]\d)\d\d)${END}(?=$|[.,;:!?)”"’—–]|['’]s${SPACE}| (?:the|when|and|he|she|they|we|it|I|was|is|will|there|no|a|as|after|before|by|to|on|at|for|with|or|but)(?!\p{L}))`,
      (part) => words.year(part('year')),
    ),
    rule('digits', String.raw`(?<year>${YEAR})${END}${NOT_COUNTED}`, (part) => words.year(part('year'))),
  ];
}

/** Bare numbers of four digits in this range are taken for years. */
const YEAR = String.raw`(?:1[1-9]\d\d|20\d\d)`;

/** After these it is a year too where something is counted behind it: "In 1984 workers went on strike". */
const BEFORE_A_YEAR = [
  'In',
  'in',
  'Since',
  'since',
  'Until',
  'until',
  'During',
  'during',
  'year',
  'circa',
  'c',
  'ca',
].concat(monthForms);

/** After these `'84` is a year; elsewhere it may be the beginning of a quotation. */
const SHORT_YEAR_AFTER = [
  'the',
  'The',
  'of',
  'in',
  'In',
  'since',
  'Since',
  'until',
  'from',
  'by',
  'to',
  'and',
  'Class',
  'back',
].concat(monthForms);

/** What is counted in thousands, so that the number before it is no year. */
const NOT_COUNTED =
  '(?![ \\u00a0-](?:acres|books|bottles|cases|children|coins|copies|days|dollars|euros|feet|francs|horses|hours|houses|islands|lines|men|meters|metres|miles|million|minutes|nights|pages|people|pieces|points|pounds|rounds|rubles|seats|ships|soldiers|souls|species|steps|students|times|tons|tonnes|troops|units|victims|voices|volumes|votes|women|words|workers|yards|years)(?!\\p{L}))';

const ERAS = ['AD', 'A', 'BC', 'B', 'BCE', 'CE', 'C'];
const ERA_END = String.raw`(?:AD|BCE?|CE|A\.D|B\.C|C\.E)(?![\p{L}\p{N}])`;

/** Nothing that an apostrophe could close. */
const OPEN = String.raw`(?<=^|[\s(["“—–-])`;
