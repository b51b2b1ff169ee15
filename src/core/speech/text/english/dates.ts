import { rule, type Rule } from '../normaliseRule';
import type { NumberWords } from './numberWords';
import { END } from './patterns';

/** `1984`, `1914–18`, `the 1990s`, `May 5, 2020`, `5 May`, `2020-05-06`. */
export function dateRules(words: NumberWords, { american }: { readonly american: boolean }): Rule[] {
  return [
    rule(
      'number',
      String.raw`(?<year>\d{4})-(?<month>0[1-9]|1[0-2])-(?<day>${TWO_DIGIT_DAY})${END}`,
      (part) => {
        const month = months[Number(part('month')) - 1] ?? '';
        const day = words.ordinal(String(Number(part('day'))));
        const date = american ? `${month} ${day}` : `the ${day} of ${month}`;
        return `${date}, ${words.year(part('year'))}`;
      },
    ),
    rule(
      'digits',
      String.raw`(?<=(?:${MONTHS}) )(?<day>${DAY})(?:st|nd|rd|th)?${END}${AFTER_DAY}`,
      (part) => {
        return `${american ? '' : 'the '}${words.ordinal(part('day'))}`;
      },
    ),
    rule(
      'digits',
      String.raw`(?<=(?<the>[Tt]he )?)(?<day>${DAY})(?= (?:${FULL_MONTHS})(?!\p{L}))`,
      (part) => {
        return `${part('the') === '' ? 'the ' : ''}${words.ordinal(part('day'))} of`;
      },
    ),
    rule('digits', String.raw`(?<decade>(?:1[1-9]|20)\d0|[1-9]0|100|1000)['’]?s${END}`, (part) =>
      sayDecade(part('decade'), words),
    ),
    rule('number', String.raw`(?<from>${YEAR})[-–](?<to>\d{4}|\d{2})${END}`, (part) => {
      const [from, to] = [part('from'), part('to')];
      const fullTo = from.slice(0, 4 - to.length) + to;
      if (Number(fullTo) <= Number(from) || Number(fullTo) > 2099) return undefined;
      return `${words.year(from)} to ${to.length === 4 ? words.year(to) : words.cardinal(to)}`;
    }),
    rule(
      'digits',
      String.raw`(?<year>${YEAR}|${EARLY_YEAR})${END}(?![ \u00a0-](?:${COUNTED})(?!\p{L}))`,
      (part) => words.year(part('year')),
    ),
  ];
}

/** Bare numbers of four digits in this range are taken for years. */
const YEAR = String.raw`(?:1[1-9]\d\d|20\d\d)`;
const EARLY_YEAR = String.raw`(?<=(?:[Ii]n|[Ss]ince|[Uu]ntil|[Yy]ear|AD|A\.D\.|c\.) )10\d\d`;
const DAY = '(?:3[01]|[12][0-9]|[1-9])';
const TWO_DIGIT_DAY = '(?:3[01]|[12][0-9]|0[1-9])';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const FULL_MONTHS = months.join('|');
const MONTHS = String.raw`${FULL_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?`;

/** "May 12 people died" is not about a day. */
const AFTER_DAY =
  '(?! (?!(?:a|an|and|as|at|before|by|for|from|he|his|her|I|in|is|it|on|or|she|that|the|they|this|through|to|until|was|we|were|when|which|while|with|you)(?!\\p{L}))\\p{Ll})';

/** What is counted in thousands, so that the number before it is no year. */
const COUNTED =
  'acres|books|bottles|cases|copies|dollars|euros|feet|francs|horses|houses|men|meters|metres|miles|pages|people|pieces|pounds|rubles|ships|soldiers|souls|steps|students|times|tons|tonnes|troops|units|victims|voices|volumes|votes|women|words|workers|yards';

function sayDecade(decade: string, words: NumberWords): string {
  if (decade === '100' || decade === '1000') return decade === '100' ? 'hundreds' : 'thousands';
  const said = decade.length === 4 ? words.year(decade) : words.cardinal(decade);
  return said.endsWith('y') ? `${said.slice(0, -1)}ies` : `${said}s`;
}
