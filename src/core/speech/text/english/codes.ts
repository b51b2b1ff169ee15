import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import type { NumberWords } from './numberWords';

/** Letters and digits in one: `H2O`, `MI6`, `R2-D2`, `A4`, `B-52`, `mp3`, `3D`, `COVID-19`. */
export function codeRules({ words }: Dialect): Rule[] {
  const say = (code: string): string => sayCode(code, words);
  return [
    rule(
      { start: 'word', first: /^\p{Lu}{1,6}[\d₀-₉][\p{Lu}\d₀-₉]{0,12}s?$/u },
      String.raw`(?<code>[\p{L}\p{N}]+)`,
      (part) => say(part('code')),
    ),
    rule(
      { start: 'word', first: /^(?:mp[34]|b2b|p2p|h264|i18n)$/ },
      String.raw`(?<code>[\p{L}\p{N}]+)`,
      (part) => say(part('code').toUpperCase()),
    ),
    rule(
      { start: 'number', first: ['Q', 'H'] },
      String.raw`(?<![Tt]he )(?<part>[1-4]Q|[12]H)(?<year>(?:20)?\d\d)(?![\p{L}\p{N}_])`,
      (part) => {
        const [name, year] = [part('part').endsWith('Q') ? 'quarter' : 'half', part('year')];
        const said = year.length === 4 ? words.year(year) : words.cardinal(year);
        return `the ${words.ordinal(part('part').charAt(0))} ${name} of ${said}`;
      },
    ),
    rule(
      { start: 'word', first: /^\p{L}{1,12}\d{1,4}$/u },
      String.raw`(?<letters>\p{L}+)(?<digits>\d+)(?![\p{L}\p{N}_])`,
      (part) => {
        const digits = part('digits');
        const isCode = digits.length === 4 && !/^(?:19|20)\d\d$|00$/.test(digits);
        return `${part('letters')} ${isCode ? words.digits(digits) : words.label(digits)}`;
      },
    ),
    rule(
      { start: 'number', first: /^\p{Ll}{3,12}$/u },
      String.raw`(?<digits>\d{1,9})(?<letters>\p{Ll}+)(?![\p{L}\p{N}_])`,
      (part) =>
        SUFFIX.test(part('letters')) ? undefined : `${words.cardinal(part('digits'))} ${part('letters')}`,
    ),
    rule(
      { start: 'number', first: /^\p{Lu}{1,7}$/u },
      String.raw`(?<code>[\d\p{Lu}]+)(?![\p{L}\p{N}_])`,
      (part) => say(part('code')),
    ),
    rule(
      { start: 'number', first: /^[a-f]$/ },
      String.raw`(?<number>\d{1,3})(?<letter>[a-f])(?![\p{L}\p{N}_])`,
      (part) => {
        return `${words.cardinal(part('number'))} ${part('letter').toUpperCase()}`;
      },
    ),
    rule(
      { start: 'word', first: /^[A-Za-z]{1,3}[²³]$/ },
      String.raw`(?<letters>[A-Za-z]+)(?<power>[²³])`,
      (part) => {
        return `${part('letters')} ${part('power') === '²' ? 'squared' : 'cubed'}`;
      },
    ),
    rule({ start: 'number', has: 'x' }, String.raw`0x(?<digits>[\dA-Fa-f]{1,16})(?![\p{L}\p{N}_])`, (part) =>
      [
        'zero x',
        ...Array.from(part('digits').toUpperCase(), (digit) =>
          /\d/.test(digit) ? words.digits(digit) : digit,
        ),
      ].join(' '),
    ),
    // A footnote's mark behind a word has no sound.
    rule(
      { start: 'word', first: /^\p{L}{4,}[⁰¹²³⁴-⁹]{1,2}$/u },
      String.raw`(?<word>\p{L}+)[⁰¹²³⁴-⁹]{1,2}`,
      (part) => part('word'),
    ),
  ];
}

const SUFFIX = /^(?:st|nd|rd|th)s$/;
const RUN = /[\d₀-₉]+|[^\d₀-₉]+/gu;

/** Four capitals and more are read as a word, fewer as letters: dots between them tell espeak-ng so. */
function sayCode(code: string, words: NumberWords): string {
  const runs = code.match(RUN) ?? [];
  return runs
    .map((run) => {
      if (/^[\d₀-₉]/u.test(run)) return words.label(plainDigits(run));
      return /^\p{Lu}{2,3}s?$/u.test(run)
        ? Array.from(run.replace(/s$/, '')).join('.') + (run.endsWith('s') ? 's' : '')
        : run;
    })
    .join(' ')
    .replace(/^A (?=\p{L})/u, 'A-');
}

/** Digits that stand below the line, as in `CO₂`, as such on it. */
function plainDigits(digits: string): string {
  return digits.normalize('NFKC');
}
