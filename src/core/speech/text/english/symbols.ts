import { rule, type Rule } from '../normaliseRule';
import { anyOf } from './patterns';

/** Signs that are said as words where they stand for words: `&`, `and/or`, `§ 5`, `~5`, `α`, `rock 'n' roll`. */
export function symbolRules(): Rule[] {
  return [
    ...[...before].map(([sign, word]) =>
      rule(
        { start: 'sign', first: [sign.charAt(0)] },
        String.raw`${COMPARING.has(sign) ? NO_TAG : ''}${anyOf([sign])}${sign === '<' ? String.raw`(?!3(?![\d.,%]))` : ''}[ \u00a0]?(?=${NUMERIC.has(sign) ? '[-−]?' : String.raw`\p{L}|`}(?:[\d$£€]|\.\d))`,
        () => ` ${word} `,
      ),
    ),
    rule(
      { start: 'word', first: ['A', 'a'] },
      String.raw`(?<!\p{L}[-–])(?<a>[Aa])[-–](?=[Zz](?!\p{L}))`,
      (part) => `${part('a')} to `,
    ),
    // "friend(s)" is said as if there were some.
    rule({ start: 'sign', first: ['('] }, String.raw`(?<=\p{Ll})\((?<plural>e?s)\)(?!\p{L})`, (part) =>
      part('plural'),
    ),
    rule({ start: 'sign', first: ['%'] }, String.raw`(?<=\s)%(?=\s|$|[.,;:?!)])`, () => 'percent'),
    rule(
      { start: 'sign', first: ['/'] },
      String.raw`(?<=(?:^|[^\p{L}])(?:and|either))\/(?=or(?!\p{L}))`,
      () => ' ',
    ),
    rule(
      { start: 'sign', first: ['/'] },
      String.raw`(?<=(?:^|[^\p{L}])(?:he|she|him|her|his|hers))\/(?=(?:he|she|him|her|his|hers|they|herself|himself)(?!\p{L}))`,
      () => ' or ',
    ),
    rule(
      { start: 'word', first: ['s', 'S'] },
      String.raw`(?<s>[sS])\/he(?!\p{L})`,
      (part) => `${part('s')}he or he`,
    ),
    rule({ start: 'sign', first: ['/'] }, String.raw`(?<=\p{L})\/(?=\p{L})`, () => ' slash '),
    rule(
      { start: 'sign', first: ["'", '’', '‘'] },
      String.raw`(?<=\p{L} ?)['’‘][nN]['’](?!t)(?= ?\p{L})`,
      () => ' and ',
    ),
    rule({ start: 'sign', first: ['&'] }, String.raw`&c\.?(?![\p{L}\p{N}])`, () => ' et cetera'),
    rule(
      { start: 'sign', first: ['&'] },
      String.raw`(?<=(?:^|[^\p{L}\p{N}])\p{Lu})&(?=\p{Lu}s?(?![\p{L}\p{N}]))`,
      () => ' and ',
    ),
    rule({ start: 'sign', first: ['&'] }, String.raw`(?<=\s)&(?=\s)`, () => 'and'),
    rule({ start: 'sign', first: ['@'] }, String.raw`(?<=^|\s)@(?=\s)`, () => 'at'),
    rule({ start: 'sign', first: ['@'] }, String.raw`(?<=\d)@(?=[\d$£€])`, () => ' at '),
    rule(
      { start: 'word', first: Object.keys(greek) },
      String.raw`(?<letter>\p{L})(?![\p{L}\p{M}])`,
      (part) => greek[part('letter')],
    ),
  ];
}

/** Before letters these may be marks of another kind: `<b>`, `~~`. */
const NUMERIC: ReadonlySet<string> = new Set(['~', '<', '>', '≈', '≤', '≥', '±']);

const COMPARING: ReadonlySet<string> = new Set(['<', '>']);
/** Not the end of a tag, as in `<b>3</b>`, nor of an arrow. */
const NO_TAG = String.raw`(?:(?<=^|[\s([/"“‘']|(?:^|[^\p{L}\p{N}<\/])\p{L})|(?<=\d)(?<!<\/?\p{L}{1,8}\d))`;

const before: ReadonlyMap<string, string> = new Map([
  ['§§', 'sections'],
  ['§', 'section'],
  ['¶', 'paragraph'],
  ['©', 'copyright'],
  ['~', 'about'],
  ['≈', 'about'],
  ['±', 'plus or minus'],
  ['≤', 'at most'],
  ['≥', 'at least'],
  ['<', 'less than'],
  ['>', 'more than'],
]);

const greek: Readonly<Record<string, string>> = Object.fromEntries(
  `α alpha|β beta|γ gamma|δ delta|ε epsilon|ζ zeta|η eta|θ theta|ι iota|κ kappa|λ lambda|μ mu|ν nu|ξ xi|π pi|ρ rho|σ sigma
  |τ tau|υ upsilon|φ phi|χ chi|ψ psi|ω omega|Γ gamma|Δ delta|Θ theta|Λ lambda|Ξ xi|Π pi|Σ sigma|Φ phi|Ψ psi|Ω omega`
    .split('|')
    .map((pair) => [pair.trim().charAt(0), pair.trim().slice(2)]),
);
