import { rule, type Parts, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { GAP, WORD_END } from './patterns';

/** British money before 1971, as the classics have it: `£3 10s.`, `3s. 6d.` */
export function oldMoneyRules({ words }: Dialect): Rule[] {
  const count = (number: string, one: string, many: string): string =>
    number === '' ? '' : `${words.cardinal(number)} ${number === '1' ? one : many}`;
  const say = (part: Parts): string => {
    const coins = [
      count(part('pounds'), 'pound', 'pounds'),
      count(part('shillings'), 'shilling', 'shillings'),
    ].filter(Boolean);
    const pence = count(part('pence'), 'penny', 'pence');
    return `${coins.join(' ')}${pence === '' ? '' : ` and ${pence}`}`;
  };
  return [
    rule(
      { start: 'sign', first: ['£'] },
      `£(?<pounds>${AMOUNT}),?${GAP}${SHILLINGS}(?:${GAP}${PENCE})?`,
      say,
    ),
    rule({ start: 'number', has: 's' }, `${SHILLINGS}${GAP}${PENCE}`, say),
  ];
}

const AMOUNT = String.raw`\d{1,6}`;
/** Not more than twelve pence nor twenty shillings, and no stop that may end the sentence. */
const STOP = String.raw`(?:\.(?=,| \p{Ll}| ?\d))?`;
const SHILLINGS = String.raw`(?<shillings>1?\d)s${WORD_END}${STOP}`;
const PENCE = String.raw`(?<pence>1[01]|\d)d${WORD_END}${STOP}`;
