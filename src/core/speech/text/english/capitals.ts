import { rule, type Rule } from '../normaliseRule';
import { anyOf } from './patterns';

/**
 * Words in capitals are read as words, letters as letters: `STOP`, `NASA`, `FBI`. Only the few are changed of which
 * espeak-ng reads the one for the other.
 */
export function capitalRules(): Rule[] {
  return [
    rule(
      { start: 'word', first: ['IT'] },
      String.raw`(?<=${SHOUTED} )IT(?!\p{L})|IT(?= ${SHOUTED})`,
      () => 'it',
    ),
    rule({ start: 'word', first: ['US'] }, String.raw`(?<=(?:${BEFORE_US}) )US(?!\p{L})`, () => 'us'),
    rule(
      { start: 'word', first: Object.keys(wars) },
      String.raw`(?<war>${anyOf(Object.keys(wars))})(?![\p{L}\p{N}])`,
      (part) => wars[part('war')],
    ),
    rule(
      { start: 'word', first: INITIALISMS },
      String.raw`(?<letters>${anyOf(INITIALISMS)})(?<plural>s?)(?!\p{L})`,
      (part) => {
        return Array.from(part('letters')).join('.') + part('plural');
      },
    ),
  ];
}

/** A word in capitals beside another one makes both shouted. */
const SHOUTED = String.raw`(?:\p{Lu}{2,20})(?!\p{Ll})`;

/** In capitals these come before "us", hardly ever before the country. */
const BEFORE_US =
  'LET|OF|FOR|TO|WITH|ON|GIVE|HELP|TELL|SAVE|KILL|ALL|BOTH|BETWEEN|FROM|AT|LEAVE|TAKE|SHOW|FOLLOW|JOIN|AND|AFTER|BEHIND|AGAINST|NEAR|ABOUT|MAKE|MAKES|TELLS|LETS|UPON|AMONG|LIKE|SEE|HEAR|FIND|WATCH|STOP|SPARE|FORGIVE|DELIVER|BRING';

const wars: Readonly<Record<string, string>> = {
  WWI: 'World War one',
  WW1: 'World War one',
  WWII: 'World War two',
  WW2: 'World War two',
  WWIII: 'World War three',
  WW3: 'World War three',
};

/** Initialisms that could be words: espeak-ng says "vip" and "ick". */
const INITIALISMS = ['VIP', 'VIPs', 'IQ', 'ASAP', 'FAQ', 'FAQs'];
