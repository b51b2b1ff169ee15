import { rule, rulesAt, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { anyOf } from './patterns';

/** `2 + 2 = 4`, `x ≤ 5`, `x^2`, `√2`, `18+`. */
export function sumRules({ words }: Dialect): Rule[] {
  return [
    ...[...between].map(([sign, word]) =>
      rule(
        { start: 'sign', first: [sign] },
        String.raw`(?<=${LEFT}[ \u00a0]?)${anyOf([sign])}(?=[ \u00a0]?${RIGHT})`,
        () => ` ${word} `,
      ),
    ),
    // The arrow as it is typed: "A -> B".
    rule(
      { start: 'sign', first: ['-'], has: '>-' },
      String.raw`(?<=${LEFT}[ \u00a0]?)--?>(?=[ \u00a0]?${RIGHT})`,
      () => ' to ',
    ),
    // These are signs only among numbers and single letters.
    ...[...amongNumbers].map(([sign, word]) =>
      rule(
        { start: 'sign', first: [sign] },
        String.raw`(?<=${OPERAND}[ \u00a0])${anyOf([sign])}(?=[ \u00a0]${OPERAND_AHEAD})|(?<=[\p{N})])${anyOf([sign])}(?=[\p{N}(]${SUM_AHEAD})`,
        () => ` ${word} `,
      ),
    ),
    // A dash with blanks is a dash, unless numbers or the letters of sums stand beside it.
    rule(
      { start: 'sign', first: ['-', '–'] },
      String.raw`(?<=(?:\d[)%]?|(?:^|[^\p{L}’'])[b-hj-z][²³]?)[ \u00a0])[-–](?=[ \u00a0][-−(√]?(?:\d|[b-hj-z](?!\p{L})))|(?<=[\p{N})])[-–](?=[\p{N}(]${SUM_AHEAD})`,
      () => ' minus ',
    ),
    // Behind a longer number it is rather the mark of a footnote.
    ...rulesAt(
      [
        { start: 'number', has: SUPERSCRIPTS },
        { start: 'digits', then: ['⁻'] },
      ],
      String.raw`(?<base>\d{1,3})(?<minus>⁻?)(?<power>[${SUPERSCRIPTS}]{1,3})(?![\p{L}\p{N}])`,
      (part) => {
        const power = words.cardinal(part('power').normalize('NFKC'));
        return `${words.cardinal(part('base'))}${sayPower(part('minus'), power)}`;
      },
    ),
    rule({ start: 'sign', first: ['*'] }, String.raw`(?<=\d)\*(?=\d)`, () => ' times '),
    rule({ start: 'word', first: ['x'] }, String.raw`(?<=\d )x(?= \d)`, () => 'times'),
    rule(
      { start: 'sign', first: ['^'] },
      String.raw`(?<=[\p{L}\p{N})])\^(?<minus>[-−]?)(?<power>\d{1,3})(?![\p{L}\p{N}])`,
      (part) => {
        return sayPower(part('minus'), words.cardinal(part('power')));
      },
    ),
    rule({ start: 'sign', first: ['+'] }, String.raw`(?<=[\p{L}\p{N})])\+(?=[\p{L}\p{N}(])`, () => ' plus '),
    rule(
      { start: 'number', has: '-–' },
      String.raw`(?<first>\d{1,15})[-–](?<second>\d{1,15})(?= ?=)`,
      (part) => {
        return `${words.cardinal(part('first'))} minus ${words.cardinal(part('second'))}`;
      },
    ),
    rule({ start: 'sign', first: ['+'] }, String.raw`(?<=\d)\+(?![\p{L}\p{N}+])`, () => ' plus'),
    rule(
      { start: 'sign', first: ['+'] },
      String.raw`(?<=(?:^|[^\p{L}])(?<mark>[A-F]))\+(?![\p{L}\p{N}+])`,
      // With a blank the A would be read as the article.
      (part) => (part('mark') === 'A' ? '-plus' : ' plus'),
    ),
    // Marks at school: "an A-".
    rule(
      { start: 'sign', first: ['-', '−'], after: ['A', 'B', 'C', 'D'] },
      String.raw`(?<=(?:^|[^\p{L}])(?:[Aa]n (?<mark>A)|[Aa] [B-D]))[-−](?=$|[.,;!?)]| \p{Ll})`,
      (part) => (part('mark') === 'A' ? '-minus' : ' minus'),
    ),
    rule(
      { start: 'sign', first: ['√'] },
      String.raw`√[ \u00a0]?(?=[\p{L}\d(])`,
      () => ' the square root of ',
    ),
  ];
}

function sayPower(minus: string, power: string): string {
  if (minus === '' && power === 'two') return ' squared';
  if (minus === '' && power === 'three') return ' cubed';
  return ` to the power of ${minus === '' ? '' : 'minus '}${power}`;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const LEFT = String.raw`[\p{L}\p{N})%°]`;
const RIGHT = String.raw`[\p{L}\p{N}(.$£€−√-]`;
const OPERAND = String.raw`(?:[\p{N})]|(?:^|[^\p{L}])\p{L}[²³]?)`;
const OPERAND_AHEAD = String.raw`[-−(√]?(?:\p{N}|\p{L}(?!\p{L}))`;
/** `5-3=2` is a sum where `5-3` may be a score. */
const SUM_AHEAD = String.raw`[\d.,]{0,12} ?[=<>≤≥≈+*×÷]`;

const between: ReadonlyMap<string, string> = new Map([
  ['=', 'equals'],
  ['≈', 'is about'],
  ['≠', 'is not equal to'],
  ['≤', 'is less than or equal to'],
  ['≦', 'is less than or equal to'],
  ['⩽', 'is less than or equal to'],
  ['≥', 'is greater than or equal to'],
  ['≧', 'is greater than or equal to'],
  ['⩾', 'is greater than or equal to'],
  ['≡', 'is equivalent to'],
  ['≅', 'is approximately equal to'],
  ['∝', 'is proportional to'],
  ['∈', 'is an element of'],
  ['∉', 'is not an element of'],
  ['⊂', 'is a subset of'],
  ['⊆', 'is a subset of or equal to'],
  ['∪', 'union'],
  ['∩', 'intersection'],
  ['±', 'plus or minus'],
  ['∓', 'minus or plus'],
  ['÷', 'divided by'],
  ['∕', 'divided by'],
  ['×', 'times'],
  ['⋅', 'times'],
  ['∙', 'times'],
  ['∗', 'times'],
  ['→', 'to'],
]);

const amongNumbers: ReadonlyMap<string, string> = new Map([
  ['+', 'plus'],
  ['−', 'minus'],
  ['*', 'times'],
  ['/', 'divided by'],
  ['<', 'is less than'],
  ['>', 'is greater than'],
]);
