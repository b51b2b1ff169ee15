import { rule, type Parts, type Rule } from '../normaliseRule';
import type { NumberWords } from './numberWords';
import { END, GAP, NUMBER, sayNumber, sayQuantity } from './patterns';

/** `$3.50`, `£5m`, `€10–20`, `$15/hour`, `a $5 bill`, `50¢`. */
export function moneyRules(words: NumberWords): Rule[] {
  return [
    rule('sign', String.raw`(?<![\p{L}\p{N}])${SUM}`, (part) => saySum(part, words)),
    rule('word', `(?<country>${Object.keys(countries).join('|')})${SUM}`, (part) => saySum(part, words)),
    rule('digits', String.raw`(?<sum>${NUMBER})${GAP}¢`, (part) =>
      coins(part('sum'), { smallOne: 'cent', smallMany: 'cents' }, words),
    ),
    rule('number', String.raw`(?<sum>\d{1,3})p(?!\.?m)${END}`, (part) =>
      coins(part('sum'), { smallOne: 'penny', smallMany: 'pence' }, words),
    ),
  ];
}

function saySum(part: Parts, words: NumberWords): string | undefined {
  const currency = currencyOf(part('sign'), part('country'));
  if (!currency) return undefined;
  const magnitude = part('word') || (magnitudes[part('letter').toLowerCase()] ?? '');
  const range = part('high') === '' ? part('low') : `${part('low')}-${part('high')}`;
  const sum =
    range === part('low') && magnitude === ''
      ? sayExactSum(range, currency, part('thing') !== '', words)
      : [sayQuantity(range, words), magnitude, currency.many].filter(Boolean).join(' ');
  return part('per') === '' ? sum : `${sum} per ${periods[part('per')] ?? part('per')}`;
}

interface Coins {
  readonly smallOne: string;
  readonly smallMany: string;
}

interface Currency extends Partial<Coins> {
  readonly one: string;
  readonly many: string;
}

const cents = { smallOne: 'cent', smallMany: 'cents' };

const currencies: Readonly<Record<string, Currency>> = {
  $: { one: 'dollar', many: 'dollars', ...cents },
  '£': { one: 'pound', many: 'pounds', smallOne: 'penny', smallMany: 'pence' },
  '€': { one: 'euro', many: 'euros', ...cents },
  '¥': { one: 'yen', many: 'yen' },
  '₹': { one: 'rupee', many: 'rupees', smallOne: 'paisa', smallMany: 'paise' },
};

/** What may stand right before the dollar sign. */
const countries: Readonly<Record<string, string>> = {
  US: 'US',
  AU: 'Australian',
  CA: 'Canadian',
  HK: 'Hong Kong',
  NZ: 'New Zealand',
};

function currencyOf(sign: string, country: string): Currency | undefined {
  const currency = currencies[sign];
  const name = countries[country];
  return currency && name
    ? { ...currency, one: `${name} ${currency.one}`, many: `${name} ${currency.many}` }
    : currency;
}

const magnitudes: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  b: 'billion',
  bn: 'billion',
  t: 'trillion',
  tn: 'trillion',
};

const periods: Readonly<Record<string, string>> = {
  hr: 'hour',
  wk: 'week',
  yr: 'year',
  lb: 'pound',
  kg: 'kilogram',
};

/** After these the sum is said in the singular: "a five dollar bill". */
const THINGS = 'bills?|notes?|coins?|bets?|fines?|tickets?|tips?|rewards?|question';

const SUM = [
  String.raw`(?<sign>[$£€¥₹])(?<low>${NUMBER}|\.\d{2})(?:[-–]\k<sign>?(?<high>${NUMBER}))?`,
  String.raw`(?:(?<letter>mn|bn|tn|[kKmMbBtT])|[ \u00a0](?<word>hundred|thousand|million|billion|trillion)(?!\p{L}))?`,
  String.raw`(?:\/(?<per>hour|hr|day|night|week|wk|month|year|yr|person|head|piece|lb|kg|mile)(?!\p{L}))?`,
  String.raw`(?:(?=[ -](?<thing>${THINGS})(?!\p{L}))|)${END}`,
].join('');

function sayExactSum(sum: string, currency: Currency, singular: boolean, words: NumberWords): string {
  const [whole = '', small = ''] = sum.split('.');
  const { one, many, smallOne, smallMany } = currency;
  const main = `${sayNumber(whole, words)} ${singular || whole === '1' ? one : many}`;
  if (small === '' || small === '00') return main;
  if (small.length !== 2 || smallOne === undefined || smallMany === undefined) {
    return `${sayNumber(sum, words)} ${many}`;
  }
  const rest = coins(String(Number(small)), { smallOne, smallMany }, words);
  return Number(whole) === 0 ? rest : `${main} and ${rest}`;
}

function coins(sum: string, { smallOne, smallMany }: Coins, words: NumberWords): string {
  return `${sayNumber(sum, words)} ${sum === '1' ? smallOne : smallMany}`;
}
