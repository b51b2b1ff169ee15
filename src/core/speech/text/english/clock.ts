import { rule, type Rule } from '../normaliseRule';
import type { NumberWords } from './numberWords';
import { END } from './patterns';

/** `7:05 p.m.`, `12:00`, `10:30pm`, `7pm`, `7:30–9:00`, `0600 hours`. */
export function clockRules(words: NumberWords): Rule[] {
  const sayHour = (hour: string): string => words.cardinal(String(Number(hour)));
  /** `bare` is for times whose hour needs no "o'clock": "seven p.m.". */
  const sayTime = (hour: string, minute: string, bare: boolean): string => {
    if (minute !== '00') return `${sayHour(hour)} ${sayMinutes(minute, words)}`;
    if (bare) return sayHour(hour);
    const number = Number(hour);
    if (number === 0) return 'midnight';
    return number <= 12 ? `${sayHour(hour)} o'clock` : `${sayHour(hour)} hundred`;
  };
  return [
    rule('number', `${time(1)}[-–]${time(2)}${TAIL}`, (part) => {
      const from = sayTime(part('hour1'), part('minute1'), true);
      const to = sayTime(part('hour2'), part('minute2'), true);
      return `${from} to ${to}${glued(part('glued'))}`;
    }),
    rule('number', time(1) + TAIL, (part) => {
      const bare = part('glued') !== '' || part('spaced') !== '';
      return sayTime(part('hour1'), part('minute1'), bare) + glued(part('glued'));
    }),
    // The British full stop is told from a decimal point by what follows.
    rule('number', String.raw`(?<hour>${HOUR})\.(?<minute>[0-5]\d)${HALF_OF_DAY}`, (part) => {
      return sayTime(part('hour'), part('minute'), true) + glued(part('glued'));
    }),
    rule('number', String.raw`(?:(?<from>${HOUR})[-–])?(?<hour>${HOUR})(?<glued>${HALF})`, (part) => {
      const from = part('from') === '' ? '' : `${sayHour(part('from'))} to `;
      return from + sayHour(part('hour')) + glued(part('glued'));
    }),
    rule('digits', String.raw`0(?<hour>\d)(?<minute>[0-5]\d)(?=[ -](?:hours|hrs)(?!\p{L}))`, (part) => {
      const minutes = part('minute') === '00' ? 'hundred' : sayMinutes(part('minute'), words);
      return `oh ${sayHour(part('hour'))} ${minutes}`;
    }),
  ];
}

const HOUR = '(?:1[0-2]|0?[1-9])';
/** Without the last full stop, which may end the sentence too. */
const HALF = String.raw`[ap]\.?m(?![\p{L}\p{N}])|[AP]\.?M(?![\p{L}\p{N}])`;
const HALF_OF_DAY = String.raw`(?:(?<glued>${HALF})|(?=[ \u00a0](?<spaced>${HALF})))`;
const TAIL = `(?:${HALF_OF_DAY}|${END})`;

function time(index: number): string {
  return String.raw`(?<hour${index}>[01]?\d|2[0-4]):(?<minute${index}>[0-5]\d)`;
}

function sayMinutes(minute: string, words: NumberWords): string {
  const said = words.cardinal(String(Number(minute)));
  return minute.startsWith('0') ? `oh ${said}` : said;
}

function glued(half: string): string {
  return half === '' ? '' : ` ${half}`;
}
