import { rule, type Rule } from '../normaliseRule';
import type { Dialect } from './dialect';
import { anyOf } from './patterns';

/** Signs that are said as words where they stand for words: `&`, `2 + 2 = 4`, `≤`, `§ 5`, `~5`, `α`, `rock 'n' roll`. */
export function symbolRules({ words }: Dialect): Rule[] {
  return [
    ...[...between].map(([sign, word]) =>
      rule(
        { start: 'sign', first: [sign] },
        String.raw`(?<=${LEFT}[ \u00a0]?)${anyOf([sign])}(?=[ \u00a0]?${RIGHT})`,
        () => ` ${word} `,
      ),
    ),
    // These are signs only among numbers and single letters.
    ...[...amongNumbers].map(([sign, word]) =>
      rule(
        { start: 'sign', first: [sign] },
        String.raw`(?<=${OPERAND}[ \u00a0])${anyOf([sign])}(?=[ \u00a0]${OPERAND_AHEAD})|(?<=[\p{N})])${anyOf([sign])}(?=[\p{N}(]${SUM_AHEAD})`,
        () => ` ${word} `,
      ),
    ),
    ...[...before].map(([sign, word]) =>
      rule(
        { start: 'sign', first: [sign.charAt(0)] },
        String.raw`${anyOf([sign])}[ \u00a0]?(?=[\p{L}\d.$£€])`,
        () => ` ${word} `,
      ),
    ),
    rule({ start: 'word', first: ['x'] }, String.raw`(?<=\d )x(?= \d)`, () => 'times'),
    rule(
      { start: 'sign', first: ['^'] },
      String.raw`(?<=[\p{L}\p{N})])\^(?<minus>[-−]?)(?<power>\d{1,3})(?![\p{L}\p{N}])`,
      (part) => {
        if (part('minus') === '' && part('power') === '2') return ' squared';
        if (part('minus') === '' && part('power') === '3') return ' cubed';
        return ` to the power of ${part('minus') === '' ? '' : 'minus '}${words.cardinal(part('power'))}`;
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
    rule(
      { start: 'word', first: ['A', 'a'] },
      String.raw`(?<!\p{L}[-–])(?<a>[Aa])[-–](?=[Zz](?!\p{L}))`,
      (part) => `${part('a')} to `,
    ),
    rule({ start: 'sign', first: ['+'] }, String.raw`(?<=\d)\+(?![\p{L}\p{N}+])`, () => ' plus'),
    rule({ start: 'sign', first: ['%'] }, String.raw`(?<=\s)%(?=\s)`, () => 'percent'),
    rule({ start: 'sign', first: ['/'] }, String.raw`(?<=(?:^|[^\p{L}])and)\/(?=or(?!\p{L}))`, () => ' '),
    rule(
      { start: 'sign', first: ['/'] },
      String.raw`(?<=(?:^|[^\p{L}])(?:he|she|him|her|his|hers))\/(?=(?:he|she|him|her|his|hers|they)(?!\p{L}))`,
      () => ' or ',
    ),
    rule({ start: 'sign', first: ['/'] }, String.raw`(?<=\p{L})\/(?=\p{L})`, () => ' slash '),
    rule(
      { start: 'sign', first: ["'", '’', '‘'] },
      String.raw`(?<=\p{L} ?)['’‘][nN]['’](?= ?\p{L})`,
      () => ' and ',
    ),
    rule({ start: 'sign', first: ['&'] }, String.raw`&c\.?(?![\p{L}\p{N}])`, () => ' et cetera'),
    rule(
      { start: 'sign', first: ['&'] },
      String.raw`(?<=(?:^|[^\p{L}\p{N}])\p{Lu})&(?=\p{Lu}s?(?![\p{L}\p{N}]))`,
      () => ' and ',
    ),
    rule({ start: 'sign', first: ['&'] }, String.raw`(?<=\s)&(?=\s)`, () => 'and'),
    rule({ start: 'sign', first: ['@'] }, String.raw`(?<=\s)@(?=\s)`, () => 'at'),
    rule(
      { start: 'word', first: Object.keys(greek) },
      String.raw`(?<letter>\p{L})(?![\p{L}\p{M}])`,
      (part) => greek[part('letter')],
    ),
  ];
}

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
  ['≥', 'is greater than or equal to'],
  ['±', 'plus or minus'],
  ['÷', 'divided by'],
  ['×', 'times'],
  ['→', 'to'],
]);

const amongNumbers: ReadonlyMap<string, string> = new Map([
  ['+', 'plus'],
  ['-', 'minus'],
  ['−', 'minus'],
  ['–', 'minus'],
  ['*', 'times'],
  ['/', 'divided by'],
  ['<', 'is less than'],
  ['>', 'is greater than'],
]);

const before: ReadonlyMap<string, string> = new Map([
  ['§§', 'sections'],
  ['§', 'section'],
  ['©', 'copyright'],
  ['~', 'about'],
  ['≈', 'about'],
  ['±', 'plus or minus'],
  ['≤', 'at most'],
  ['≥', 'at least'],
  ['<', 'less than'],
  ['>', 'more than'],
  ['√', 'the square root of'],
]);

const greek: Readonly<Record<string, string>> = Object.fromEntries(
  `α alpha|β beta|γ gamma|δ delta|ε epsilon|ζ zeta|η eta|θ theta|ι iota|κ kappa|λ lambda|μ mu|ν nu|ξ xi|π pi|ρ rho|σ sigma
  |τ tau|υ upsilon|φ phi|χ chi|ψ psi|ω omega|Γ gamma|Δ delta|Θ theta|Λ lambda|Ξ xi|Π pi|Σ sigma|Φ phi|Ψ psi|Ω omega`
    .split('|')
    .map((pair) => [pair.trim().charAt(0), pair.trim().slice(2)]),
);
