import type { Rule, RuleStart } from './normaliseRule';
import { wordAfter, type Token } from './tokens';

/** Rules, found by what stands at a place. */
export interface RuleIndex {
  /** The first rule that has something to say there, and what. `before` is the last word before the place. */
  sayAt(text: string, at: number, token: Token, before: string): Said | undefined;
}

export interface Said {
  readonly text: string;
  readonly end: number;
}

/** Runs longer than this are not remembered. */
const LONGEST_RUN = 24;
/** How many runs are remembered with their rules: more than the vocabulary of a book. */
const MEMORY = 20_000;

/** Rules in the order in which they are tried. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  const quick = rules.map(quickRule);
  const starting = (...starts: RuleStart[]): Lookup =>
    rememberedRules(quick.filter(({ rule }) => starts.includes(rule.start)));
  const lookups: Record<RuleStart, Lookup> = {
    word: starting('word'),
    digits: starting('digits'),
    number: starting('digits', 'number'),
    blank: starting('blank'),
    sign: starting('sign'),
  };

  return {
    sayAt: (text, at, { start, end }, before) => {
      const run = start === 'digits' ? '' : text.slice(at, end);
      const found = lookups[start](start === 'number' ? shapeOf(run) : run, text.charAt(end));
      const next = found.looksAhead ? wordAfter(text, end) : '';
      for (const { rule, then, after } of before === '' && next === '' ? found.alone : found.all) {
        if ((after && !after.has(before)) || (then && !then.has(next))) continue;
        rule.pattern.lastIndex = at;
        const match = rule.pattern.exec(text);
        const said = match ? rule.say(match) : undefined;
        if (said !== undefined) return { text: said, end: rule.pattern.lastIndex };
      }
      return undefined;
    },
  };
}

/** A rule with what it asks of its surroundings made quick to look up. */
interface QuickRule {
  readonly rule: Rule;
  readonly then: Words | undefined;
  readonly after: Words | undefined;
}

interface Words {
  has(word: string): boolean;
}

function quickRule(rule: Rule): QuickRule {
  return { rule, then: rule.then && wordsOf(rule.then), after: rule.after && wordsOf(rule.after) };
}

function wordsOf(words: readonly string[] | RegExp): Words {
  return words instanceof RegExp ? { has: (word) => words.test(word) } : new Set(words);
}

/** Rules that may begin with a run. */
interface Found {
  readonly all: readonly QuickRule[];
  /** Those that ask for no word before or behind it. */
  readonly alone: readonly QuickRule[];
  /** Whether any asks for the word behind it. */
  readonly looksAhead: boolean;
}

/** The rules for a run and the character behind it. */
type Lookup = (run: string, next: string) => Found;

function rememberedRules(rules: readonly QuickRule[]): Lookup {
  const signs = new Set(rules.flatMap(({ rule }) => Array.from(rule.has ?? '')));
  const memory = new Map<string, Map<string, Found>>();
  return (run, next) => {
    const behind = signs.has(next) ? next : '';
    const remembered = memory.get(run);
    const known = remembered?.get(behind);
    if (known) return known;
    const all = rules.filter(({ rule }) => mayBeginWith(rule, run, behind));
    const found = {
      all,
      alone: all.filter(({ then, after }) => !then && !after),
      looksAhead: all.some(({ then }) => then),
    };
    if (remembered) remembered.set(behind, found);
    else if (run.length <= LONGEST_RUN && memory.size < MEMORY) memory.set(run, new Map([[behind, found]]));
    return found;
  };
}

function mayBeginWith({ first, has }: Rule, run: string, next: string): boolean {
  if (has !== undefined && !Array.from(has).some((sign) => next === sign || run.includes(sign))) return false;
  return !first || (first instanceof RegExp ? first.test(run) : first.includes(run));
}

/** What is not a digit in a number: `10:30pm` is like any other time. */
function shapeOf(number: string): string {
  let shape = '';
  for (let at = 0; at < number.length; at++) {
    const code = number.charCodeAt(at);
    if (code < 0x30 || code > 0x39) shape += number.charAt(at);
  }
  return shape;
}
