import type { Span, SpokenText } from '../../model';
import { commonRules } from './commonRules';
import { englishRules } from './english/englishRules';
import type { Rule, RuleStart } from './normaliseRule';

/**
 * The spoken form of a text: numbers, money, times, titles and the like as words in English; in other
 * languages only white space and invisible characters change, since espeak-ng reads their numbers itself.
 * What no rule is sure of stays exactly as it is. A span's source is a range of `text`; `language` is a
 * BCP 47 tag. Takes time in proportion to the text.
 */
export function normalise(text: string, language: string): SpokenText {
  const rules = rulesOf(language);
  const spoken = new SpokenForm(text);
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    const said = firstSaid(rules[token.start], text, at);
    if (said) spoken.replace(at, said.end, said.text);
    at = said?.end ?? token.end;
  }
  return spoken.finished();
}

type RulesByStart = Readonly<Record<RuleStart, readonly Rule[]>>;

const byLanguage = new Map<string, RulesByStart>();

function rulesOf(language: string): RulesByStart {
  const known = byLanguage.get(language);
  if (known) return known;
  const all = /^en(?:-|$)/i.test(language) ? [...commonRules, ...englishRules(language)] : commonRules;
  const starting = (start: RuleStart): Rule[] => all.filter((rule) => rule.start === start);
  const rules = {
    word: starting('word'),
    digits: starting('digits'),
    number: all.filter(({ start }) => start === 'digits' || start === 'number'),
    blank: starting('blank'),
    sign: starting('sign'),
  };
  byLanguage.set(language, rules);
  return rules;
}

/**
 * Words and number-like runs are taken whole, so that no rule begins in the middle of `R2D2` or `1.2.3`. Digits that
 * stand alone are told apart because half of the rules for numbers need more than them.
 */
const TOKEN = new RegExp(
  [
    String.raw`(\p{L}[\p{L}\p{M}\p{N}]*)`,
    String.raw`(\d+(?![\p{L}\p{M}\p{N}]|[.,:/’'–-]\p{N}))`,
    String.raw`(\p{N}+(?:[.,:/’'–-]\p{N}+)*[\p{L}\p{M}\p{N}]*)`,
    String.raw`((?:[\s\p{Cc}]|(?![\u200c\u200d])\p{Cf})+)`,
    '[^]',
  ].join('|'),
  'uy',
);

function tokenAt(text: string, at: number): { start: RuleStart; end: number } {
  TOKEN.lastIndex = at;
  const [, word, digits, number, blank] = TOKEN.exec(text) ?? [];
  const end = Math.max(TOKEN.lastIndex, at + 1);
  if (word !== undefined) return { start: 'word', end };
  if (digits !== undefined) return { start: 'digits', end };
  if (number !== undefined) return { start: 'number', end };
  return { start: blank === undefined ? 'sign' : 'blank', end };
}

function firstSaid(
  rules: readonly Rule[],
  text: string,
  at: number,
): { text: string; end: number } | undefined {
  for (const { pattern, say } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const said = match && say(match);
    if (said !== undefined && said !== null) return { text: said, end: pattern.lastIndex };
  }
  return undefined;
}

/** A spoken form as it grows. What is not replaced is copied character by character. */
class SpokenForm {
  readonly #source: string;
  readonly #pieces: string[] = [];
  readonly #spans: Span[] = [];
  #length = 0;
  #copied = 0;

  constructor(source: string) {
    this.#source = source;
  }

  replace(from: number, to: number, spoken: string): void {
    this.#add(this.#source.slice(this.#copied, from), this.#copied, from);
    this.#add(spoken, from, to);
    this.#copied = to;
  }

  finished(): SpokenText {
    this.#add(this.#source.slice(this.#copied), this.#copied, this.#source.length);
    return { text: this.#pieces.join(''), spans: this.#spans };
  }

  #add(piece: string, from: number, to: number): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    this.#spans.push({ at: this.#length, length: piece.length, source: { from, to } });
    this.#length += piece.length;
  }
}
