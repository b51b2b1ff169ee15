import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { fullMonths, monthForms, monthOf, months } from './months';
import { anyOf, END } from './patterns';

/** `May 5, 2020`, `5 May`, `May 5–7`, `2020-05-06`, `5/6/2020`, `6.5.2020`. */
export function dateRules({ american, words }: Dialect): Rule[] {
  const sayYear = (year: string): string =>
    year.length === 4
      ? words.year(year)
      : year.startsWith('0')
        ? `oh ${words.cardinal(year.slice(1))}`
        : words.cardinal(year);
  const sayDay = (day: string, month: string): string | undefined => {
    const name = months[Number(month) - 1];
    if (name === undefined || Number(day) < 1 || Number(day) > 31) return undefined;
    const ordinal = words.ordinal(String(Number(day)));
    return american ? `${name} ${ordinal}` : `the ${ordinal} of ${name}`;
  };
  const sayDate = (day: string, month: string, year: string): string | undefined => {
    const said = sayDay(day, month);
    return said && `${said}, ${sayYear(year)}`;
  };
  /** The day comes first unless the other number cannot be a month. */
  const inOrder = (first: string, second: string, year: string): string | undefined =>
    Number(second) <= 12 ? sayDate(first, second, year) : sayDate(second, first, year);
  const the = american ? '' : 'the ';
  const ordinals = (first: string, last: string, article: string): string =>
    article + words.ordinal(first) + (last === '' ? '' : ` to ${article}${words.ordinal(last)}`);
  return [
    rule(
      { start: 'number', has: '-/.' },
      String.raw`(?<year>[12]\d{3})(?<mark>[-/.])(?<month>0?[1-9]|1[0-2])\k<mark>(?<day>${DAY_OR_0})${END}`,
      (part) => sayDate(part('day'), part('month'), part('year')),
    ),
    rule(
      { start: 'number', has: '/-' },
      String.raw`(?<first>\d{1,2})(?:\/(?<second>\d{1,2})\/(?<year>[12]\d{3}|\d\d)|-(?<second2>\d{1,2})-(?<year2>[12]\d{3}))${END}`,
      (part) => {
        const [second, year] = [part('second') || part('second2'), part('year') || part('year2')];
        return american ? inOrder(second, part('first'), year) : inOrder(part('first'), second, year);
      },
    ),
    // Without a year it may be a fraction; where one number is no month it is a day.
    rule(
      { start: 'number', has: '/', after: ['on', 'On'] },
      String.raw`(?<=[Oo]n )(?<first>\d{1,2})\/(?<second>\d{1,2})${END}`,
      (part) => {
        const [month, day] = american ? [part('first'), part('second')] : [part('second'), part('first')];
        return Number(day) > 12 ? sayDay(day, month) : undefined;
      },
    ),
    rule(
      { start: 'number', has: '.' },
      String.raw`(?<day>${DAY_OR_0})\.(?<month>0?[1-9]|1[0-2])\.(?<year>[12]\d{3})${END}`,
      (part) => sayDate(part('day'), part('month'), part('year')),
    ),
    // "17 may 2010", where only the year tells the month from the word.
    rule(
      { start: 'digits', then: ['may', 'march'] },
      String.raw`(?<=(?<the>[Tt]he )?)(?<first>${DAY})${TH}?(?= (?:may|march),? (?:1[1-9]|20)\d\d${END})`,
      (part) => `${part('the') === '' ? 'the ' : ''}${words.ordinal(part('first'))} of`,
    ),
    // "5 January–10 February"; the same the other way round is said with the first day.
    rule(
      { start: 'word', first: monthForms },
      String.raw`(?<=\d(?:st|nd|rd|th)? )(?<month>${anyOf(monthForms)})\.? ?[-–] ?(?=${DAY}${TH}? (?:${anyOf(monthForms)})(?!\p{L}))`,
      (part) => `${monthOf(part('month'))} to `,
    ),
    rule(
      { start: 'word', first: monthForms, has: '-' },
      String.raw`(?<month>${anyOf(monthForms)})-(?<day>${DAY_OR_0})(?:-(?<year>[12]\d{3}|\d\d))?${END}`,
      (part) => {
        const day = the + words.ordinal(String(Number(part('day'))));
        return `${monthOf(part('month'))} ${day}${part('year') === '' ? '' : `, ${sayYear(part('year'))}`}`;
      },
    ),
    rule(
      { start: 'digits', then: monthForms },
      String.raw`(?<day>${DAY_OR_0})-(?<month>${anyOf(monthForms)})-(?<year>[12]\d{3}|\d\d)${END}`,
      (part) =>
        `the ${words.ordinal(String(Number(part('day'))))} of ${monthOf(part('month'))}, ${sayYear(part('year'))}`,
    ),
    rule(
      { start: 'digits', after: monthForms },
      String.raw`(?<=(?:${anyOf(monthForms)})\.? )(?<first>${DAY})${TH}?(?:(?<to> ?[-–] ?)(?=${anyOf(monthForms)}\.? ${DAY}(?!\d))|(?:[-–](?<last>${DAY})${TH}?)?${END}${AFTER_DAY})`,
      (part) => ordinals(part('first'), part('last'), the) + (part('to') === '' ? '' : ' to '),
    ),
    rule(
      { start: 'digits', then: monthForms },
      String.raw`(?<=(?<the>[Tt]he )?)(?<first>${DAY})${TH}?(?:[-–/](?<last>${DAY})${TH}?)?(?= (?:${anyOf([...fullMonths, ...ABBREVIATED])})(?!\p{L}))`,
      (part) =>
        `${part('the') === '' ? 'the ' : ''}${ordinals(part('first'), part('last'), 'the ').slice(4)} of`,
    ),
  ];
}

/** Also as it was once written, `the 3d of May`. */
const TH = '(?:st|nd|rd|th|(?<=[23])d)';

const DAY = '(?:3[01]|[12][0-9]|[1-9])';
const DAY_OR_0 = '(?:3[01]|[12][0-9]|0?[1-9])';

/** Without the names and words "Jan", "Mar" and the like, unless more follows: "5 Jan 1984", "5 Jan." */
const ABBREVIATED = monthForms.filter((form) => /^\p{L}{3,4}$/u.test(form) && !fullMonths.includes(form));

/** "May 12 people died" is not about a day. */
const AFTER_DAY =
  '(?! (?!(?:a|an|and|as|at|before|but|by|for|from|he|his|her|I|in|is|it|of|on|or|she|so|that|the|they|this|through|to|until|was|we|were|when|where|which|while|with|you)(?!\\p{L}))\\p{Ll})';
