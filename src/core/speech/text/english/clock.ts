import { rule, rulesAt, type Rule, type Where } from '../normaliseRule';
import type { Dialect } from './dialect';
import type { NumberWords } from './numberWords';
import { END } from './patterns';

/** `7:05 p.m.`, `12:00`, `10:30pm`, `7pm`, `7:30–9:00`, `0600 hours`, `1:02:03`, `2h 15m`. */
export function clockRules({ words }: Dialect): Rule[] {
  const sayHour = (hour: string): string => words.cardinal(String(Number(hour)));
  /** `bare` is for times whose hour needs no "o'clock": "seven p.m.". */
  const sayTime = (hour: string, minute: string, bare: boolean): string => {
    if (minute !== '' && minute !== '00') return `${sayHour(hour)} ${sayMinutes(minute, words)}`;
    if (bare) return sayHour(hour);
    const number = Number(hour);
    if (number === 0) return 'midnight';
    return number <= 12 ? `${sayHour(hour)} o'clock` : `${sayHour(hour)} hundred`;
  };
  return [
    rule(
      { start: 'number', has: ':' },
      String.raw`(?<hours>\d{1,2}):(?<minutes>[0-5]\d):(?<seconds>[0-5]\d)${TAIL}`,
      (part) => {
        const [hours, minutes, seconds] = [part('hours'), part('minutes'), part('seconds')];
        if (part('half') === '') {
          const numbers = [hours, minutes, seconds];
          const first = part('zone') === '' ? numbers.findIndex((digits) => Number(digits) > 0) : 0;
          return (
            sayLength(
              numbers.map((digits, index) => (index < first ? '' : digits)),
              words,
            ) + spaced(part('zone'))
          );
        }
        const time = sayTime(hours, minutes, true);
        if (seconds === '00') return time + half(part('half'));
        return `${time} and ${sayLength(['', '', seconds], words)}${half(part('half'))}`;
      },
    ),
    rule(
      { start: 'number', has: ':' },
      String.raw`(?<minutes>\d{1,2}):(?<seconds>[0-5]\d)\.(?<decimals>\d{1,3})${END}`,
      (part) => {
        const seconds = `${words.cardinal(String(Number(part('seconds'))))} point ${words.digits(part('decimals'))} seconds`;
        return `${sayLength(['', part('minutes'), ''], words)} and ${seconds}`;
      },
    ),
    rule({ start: 'number', has: ':' }, `${time(1)}[-–]${time(2)}${TAIL}`, (part) => {
      const from = sayTime(part('hour1'), part('minute1'), true);
      const to = sayTime(part('hour2'), part('minute2'), true);
      return `${from} to ${to}${half(part('half'))}${spaced(part('zone'))}`;
    }),
    ...rulesAt(
      BY_HALF,
      String.raw`(?<hour1>${HOUR})(?::(?<minute1>[0-5]\d))? ?(?<first>${HALF})\.?(?: ?[-–] ?| to )(?=${HOUR}(?::[0-5]\d)? ?(?:${HALF})|(?:noon|midnight)(?!\p{L}))`,
      (part) => `${sayTime(part('hour1'), part('minute1'), true)}${half(part('first'))} to `,
    ),
    rule({ start: 'number', has: ':' }, `${time(1)}(?:(?= (?<noon>noon|midnight))|${TAIL})`, (part) =>
      part('half') === '' && part('noon') === ''
        ? sayTime(part('hour1'), part('minute1'), part('zone') !== '') + spaced(part('zone'))
        : sayTime(part('hour1'), part('minute1'), true) + half(part('half')),
    ),
    // The British full stop is told from a decimal point by what follows.
    rule(
      { start: 'number', has: '.' },
      String.raw`(?<hour>${HOUR})\.(?<minute>[0-5]\d)${HALF_OF_DAY}`,
      (part) => {
        return sayTime(part('hour'), part('minute'), true) + half(part('half'));
      },
    ),
    ...rulesAt(BY_HALF, String.raw`(?:(?<from>${HOUR})[-–])?(?<hour>${HOUR})${HALF_OF_DAY}`, (part) => {
      const from = part('from') === '' ? '' : `${sayHour(part('from'))} to `;
      return from + sayHour(part('hour')) + half(part('half'));
    }),
    ...rulesAt(
      [
        { start: 'digits', then: ['hours', 'hrs'] },
        { start: 'digits', after: ['at', 'At', 'by', 'By', 'until', 'from', 'From'] },
      ],
      String.raw`(?<hour>0\d|1\d|2[0-4])(?<minute>[0-5]\d)(?:(?=[ -]hours(?!\p{L}))| (?<hrs>hrs)\.?(?!\p{L})|(?<=[\s]0\d{3})${END})`,
      (part) => {
        const oh = part('hour').startsWith('0') ? 'oh ' : '';
        const minutes = part('minute') === '00' ? 'hundred' : sayMinutes(part('minute'), words);
        return `${oh}${sayHour(part('hour'))} ${minutes}${part('hrs') === '' ? '' : ' hours'}`;
      },
    ),
    rule(
      { start: 'word', first: ['noon', 'midnight', 'Noon', 'Midnight'] },
      String.raw`(?<from>\p{L}+)[-–](?=${HOUR}(?::[0-5]\d)? ?(?:${HALF}))`,
      (part) => `${part('from')} to `,
    ),
    rule({ start: 'word', first: ['hrs'] }, String.raw`(?<=\d:[0-5]\d )hrs(?!\p{L})`, () => 'hours'),
    // A launch is counted down to: "T-10 seconds".
    rule(
      { start: 'word', first: ['T'], has: '-' },
      String.raw`(?<![\p{L}\p{N}-])T-(?=\d{1,3}[ -]?(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?)(?!\p{L}))`,
      () => 'T minus ',
    ),
    rule(
      { start: 'number', has: 'hm' },
      String.raw`(?:(?<hours>\d{1,2})h ?)?(?<minutes>\d{1,2})m(?:in)?(?: ?(?<seconds>\d{1,2})s)?${END}`,
      (part) => {
        if (part('hours') === '' && part('seconds') === '') return undefined;
        return sayLength([part('hours'), part('minutes'), part('seconds')], words);
      },
    ),
  ];
}

const BY_HALF: readonly Where[] = [
  { start: 'digits', then: ['am', 'pm', 'AM', 'PM', 'a', 'p', 'A', 'P'] },
  { start: 'number', has: 'apAP' },
];

const HOUR = '(?:1[0-2]|0?[1-9])';
/** Without the last full stop, which may end the sentence too. */
const HALF = String.raw`[ap]\.?m(?![\p{L}\p{N}])|[AP]\.?M(?![\p{L}\p{N}])`;
const HALF_OF_DAY = String.raw`[ \u00a0]?(?<half>${HALF})`;
/** A time zone may follow without a blank: `11:30EST`. */
const ZONE = '(?<zone>[ECMP][SD]T|GMT|UTC|BST|CET|IST|JST)(?![\\p{L}\\p{N}])';
const TAIL = `(?:${HALF_OF_DAY}|${ZONE}|${END})`;

function time(index: number): string {
  return String.raw`(?<hour${index}>[01]?\d|2[0-4]):(?<minute${index}>[0-5]\d)`;
}

function sayMinutes(minute: string, words: NumberWords): string {
  const said = words.cardinal(String(Number(minute)));
  return minute.startsWith('0') ? `oh ${said}` : said;
}

/** Hours, minutes and seconds; those that are not there are empty. */
function sayLength(numbers: readonly string[], words: NumberWords): string {
  const parts = numbers.flatMap((digits, index) => {
    if (digits === '') return [];
    const number = String(Number(digits));
    return `${words.cardinal(number)} ${['hour', 'minute', 'second'][index] ?? ''}${number === '1' ? '' : 's'}`;
  });
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(' ')} and ${last}`;
}

function spaced(zone: string): string {
  return zone === '' ? '' : ` ${zone}`;
}

/** Without stops "am" would be read as in "I am". */
function half(written: string): string {
  return written === '' ? '' : ` ${written === 'am' ? 'a.m' : written}`;
}
