import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { END } from './patterns';

/** `(212) 555-1234`, `1-800-555-0199`, `+44 20 7946 0958`, `ISBN 978-3-16-148410-0`, `192.168.0.1`, `call 911`. */
export function phoneRules({ words }: Dialect): Rule[] {
  const sayGroup = (group: string): string => (group === '800' ? 'eight hundred' : words.digits(group));
  const sayGroups = (written: string): string =>
    written
      .split(/[^\d]+/)
      .filter(Boolean)
      .map(sayGroup)
      .join(', ');
  return [
    rule(
      { start: 'sign', first: ['+'] },
      String.raw`\+(?<groups>\d{1,3}(?:[ -]?\(\d{1,4}\))?(?:[ .-]\d{1,6}){1,5}|\d{8,15})${END}`,
      (part) => `plus ${sayGroups(part('groups'))}`,
    ),
    rule(
      { start: 'sign', first: ['('] },
      String.raw`\((?<area>\d{3,5})\)[ -]?(?<rest>\d{3,4}[ -]\d{3,4})${END}`,
      (part) => `${sayGroup(part('area'))}, ${sayGroups(part('rest'))}`,
    ),
    rule(
      { start: 'digits', after: ['ISBN', 'ISSN', 'ASIN', 'OCLC', 'DOI'] },
      String.raw`(?<groups>\d{1,13}(?:[ -]\d{1,9}){0,5}(?:-?X(?!\p{L}))?)${END}`,
      (part) => {
        return sayGroups(part('groups')) + (part('groups').endsWith('X') ? ', X' : '');
      },
    ),
    rule({ start: 'number', has: '.' }, String.raw`(?<address>\d{1,3}(?:\.\d{1,3}){3})${END}`, (part) =>
      part('address').split('.').map(words.digits).join(' dot '),
    ),
    rule(
      { start: 'digits' },
      String.raw`(?<groups>(?:1\.)?\d{3}(?<gap>[. ])\d{3}\k<gap>\d{4}|0\d{2,4}(?: \d{3,4}){1,2})${END}`,
      (part) => sayGroups(part('groups')),
    ),
    // Three numbers or more: a phone number or a code, unless all are short as in "1-2-3".
    rule({ start: 'number', has: '-' }, String.raw`(?<groups>\d{1,18}(?:-\d{1,18}){2,9})${END}`, (part) => {
      const groups = part('groups').split('-');
      const isCount = groups.every((group) => /^(?:\d|[1-9]\d)$/.test(group));
      return isCount ? groups.map(words.cardinal).join(' ') : groups.map(sayGroup).join(', ');
    }),
    // Three digits and four are a phone number, not a range; the first of a range ends with a zero.
    rule({ start: 'number', has: '-' }, String.raw`(?<groups>[2-9]\d[1-9]-\d{4})${END}`, (part) =>
      sayGroups(part('groups')),
    ),
    rule({ start: 'number', has: '-' }, String.raw`1-(?<group>800|888|877|866|900)(?=-\p{Lu})`, (part) => {
      return `one, ${sayGroup(part('group'))}`;
    }),
    rule({ start: 'digits', has: '-' }, String.raw`555(?=-\p{Lu}{4}(?!\p{L}))`, () => words.digits('555')),
    rule(
      { start: 'digits', then: ['call', 'calls', 'operator', 'dispatcher'] },
      String.raw`(?<number>911|999)(?= )`,
      (part) => words.digits(part('number')),
    ),
    rule({ start: 'digits', after: CALLING }, String.raw`(?<number>911|999|112|411|101|111)${END}`, (part) =>
      words.digits(part('number')),
    ),
  ];
}

const CALLING = [
  'call',
  'Call',
  'called',
  'calls',
  'calling',
  'dial',
  'Dial',
  'dialed',
  'dialled',
  'dialing',
  'dialling',
  'phone',
  'phoned',
  'ring',
  'rang',
  'text',
];
