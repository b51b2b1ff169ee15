import { rule, type Parts, type Rule } from '../normaliseRule';
import { byCode, bySign, cent, countries, penny, type Currency } from './currencies';
import type { Dialect } from './dialect';
import type { NumberWords } from './numberWords';
import {
  ADJECTIVE,
  anyOf,
  ARTICLES,
  digitsOf,
  END,
  GAP,
  NUMBER,
  rises,
  sayNumber,
  sayQuantity,
} from './patterns';

/** `$3.50`, `£5m`, `€10–20`, `$15/hour`, `a $5 bill`, `20 USD`, `50¢`. */
export function moneyRules({ words }: Dialect): Rule[] {
  const inWords = (isThing: boolean) => (part: Parts) => saySum(part, { isThing, words });
  return [
    rule({ start: 'sign', first: SIGNS, after: ARTICLES }, BEFORE + SIGNED + ADJECTIVE, inWords(true)),
    rule({ start: 'sign', first: SIGNS }, BEFORE + SIGNED + THING, inWords(true)),
    rule({ start: 'sign', first: SIGNS }, BEFORE + SIGNED + PER + END, inWords(false)),
    rule(
      { start: 'word', first: Object.keys(countries) },
      `(?<country>${anyOf(Object.keys(countries))})${SIGNED}${PER}${END}`,
      inWords(false),
    ),
    // The pound as it was written before its sign was: `L1,000`, `10,000 l.`
    rule(
      { start: 'word', first: /^L\d+$/ },
      String.raw`L(?<low>\d{1,3}(?:,\d{3}){1,4}|\d{3,})${END}`,
      (part) => `${sayNumber(part('low'), words)} pounds`,
    ),
    rule(
      { start: 'digits', then: ['l'] },
      String.raw`(?<low>\d{1,3}(?:,\d{3}){1,4}) l\.(?!\p{L})`,
      (part) => `${sayNumber(part('low'), words)} pounds`,
    ),
    rule(
      { start: 'word', first: ['R', 'Rs', 'CHF', ...Object.keys(byCode)] },
      String.raw`(?<code>R(?=\$)|Rs(?=\.? ?\d)|${anyOf(Object.keys(byCode))})[$.]?${GAP}${SUM}${END}`,
      inWords(false),
    ),
    rule(
      { start: 'digits', then: [...Object.keys(byCode), ...WRITTEN_MAGNITUDES] },
      String.raw`${SUM}${GAP}(?<code>${anyOf(Object.keys(byCode))})${END}`,
      inWords(false),
    ),
    rule(
      { start: 'digits', then: ['€', '£', '$'] },
      String.raw`(?<low>${NUMBER}|\d{1,6},\d{2})${GAP}(?<sign>[€£$])${PER}(?![\p{L}\p{N}])`,
      inWords(false),
    ),
    rule({ start: 'digits', then: ['¢'] }, String.raw`(?<sum>${NUMBER})${GAP}¢`, (part) =>
      count(part('sum'), cent, words),
    ),
    rule({ start: 'number', has: 'p' }, String.raw`(?<sum>\d{1,2})p(?!\.?m)${END}`, (part) =>
      count(part('sum'), penny, words),
    ),
  ];
}

const SIGNS = Object.keys(bySign);
const MAGNITUDES = ['hundred', 'thousand', 'million', 'billion', 'trillion', 'lakh', 'crore'];
/** "$4.5 millions" is said like one of them. */
const WRITTEN_MAGNITUDES = MAGNITUDES.flatMap((name) => [`${name}s`, name]);

const BEFORE = String.raw`(?<![\p{L}\p{N}])`;

const SUM = [
  String.raw`(?<low>${NUMBER}|\.\d{1,9})(?:(?: ?[-–] ?[${SIGNS.join('')}]| ?[-–])(?<high>${NUMBER}|\.\d{1,9}))?`,
  String.raw`(?:${GAP}(?<letters>mn|mln|bn|tn|[mMbB])|(?<letter>[kKtT])|[ \u00a0-]?(?<word>${WRITTEN_MAGNITUDES.join('|')}))?(?!\p{L})`,
].join('');

/** A code that says again what the sign says is not said: "$5 USD" is "five US dollars". */
const SIGNED = String.raw`(?<sign>[${SIGNS.join('')}])${GAP}${SUM}(?: (?<code>USD|CAD|AUD|NZD))?`;

const PER = String.raw`(?:\/(?<per>hour|hr|day|night|week|wk|d|h|minute|min|second|sec|month|mo|year|yr|person|user|seat|head|piece|lb|kg|mile|gallon|gal|oz|share|ft²|ft|foot|sq ft|yd|yard|acre|ton|unit|bottle|box|barrel|word|game)(?!\p{L}))?`;

/** Before these the sum is said in the singular: "a five dollar bill". */
const THING = String.raw`(?=[ -](?:bills?|bonus|budget|checks?|cheques?|coins?|deal|fees?|fines?|gift|bets?|limit|loan|lottery|notes?|prizes?|question|raise|ransom|rewards?|tickets?|tips?)(?!\p{L}))`;

const magnitudes: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  mln: 'million',
  b: 'billion',
  bn: 'billion',
  t: 'trillion',
  tn: 'trillion',
};

const periods: Readonly<Record<string, string>> = {
  d: 'day',
  h: 'hour',
  min: 'minute',
  sec: 'second',
  ft: 'foot',
  'ft²': 'square foot',
  'sq ft': 'square foot',
  yd: 'yard',
  hr: 'hour',
  wk: 'week',
  mo: 'month',
  yr: 'year',
  lb: 'pound',
  kg: 'kilogram',
  gal: 'gallon',
  oz: 'ounce',
};

const rupee: Currency = { one: 'rupee', many: 'rupees' };

function currencyOf(part: Parts): Currency | undefined {
  const code = part('code');
  if (code === 'R') return byCode['BRL'];
  if (code !== '') return code === 'Rs' ? rupee : byCode[code];
  const currency = bySign[part('sign')];
  const name = countries[part('country')];
  if (!currency || !name) return currency;
  return { ...currency, one: `${name} ${currency.one}`, many: `${name} ${currency.many}` };
}

interface Manner {
  /** Said in the singular, as the sum describes something. */
  readonly isThing: boolean;
  readonly words: NumberWords;
}

function saySum(part: Parts, { isThing, words }: Manner): string | undefined {
  const currency = currencyOf(part);
  if (!currency) return undefined;
  const magnitude =
    part('word').replace(/s$/, '') || (magnitudes[(part('letters') || part('letter')).toLowerCase()] ?? '');
  const low = part('low').replace(/,(?=\d{2}$)/, '.');
  const high = part('high');
  const name = isThing ? currency.one : currency.many;
  const exactly = (written: string): string =>
    sayExactSum(written, isThing ? singular(currency) : currency, words);
  const inOne = (): string => sayQuantity(high === '' ? low : `${low}-${high}`, words);
  const sum =
    magnitude !== ''
      ? `${inOne()} ${magnitude} ${name}`
      : high === ''
        ? exactly(low)
        : /\./.test(low + high) || !rises(low, high)
          ? exactly(low) + (rises(low, high) ? ' to ' : ' – ') + exactly(high)
          : `${inOne()} ${name}`;
  return part('per') === '' ? sum : `${sum} per ${periods[part('per')] ?? part('per')}`;
}

function singular({ one, small }: Currency): Currency {
  return { one, many: one, ...(small && { small: { one: small.one, many: small.one } }) };
}

function sayExactSum(sum: string, currency: Currency, words: NumberWords): string {
  const [whole = '', written = ''] = sum.split('.');
  const decimals = written.replace(/0+$/, '');
  if (decimals === '') return count(whole, currency, words);
  if (decimals.length > 2 || !currency.small) return `${sayDecimals(sum, words)} ${currency.many}`;
  const rest = count(String(Number(decimals.padEnd(2, '0'))), currency.small, words);
  return Number(digitsOf(whole)) === 0 ? rest : `${count(whole, currency, words)} and ${rest}`;
}

function sayDecimals(sum: string, words: NumberWords): string {
  return sum.startsWith('.') ? `point ${words.digits(sum.slice(1))}` : sayNumber(sum, words);
}

function count(sum: string, { one, many }: Currency, words: NumberWords): string {
  return `${sayNumber(sum, words)} ${sum === '1' ? one : many}`;
}
