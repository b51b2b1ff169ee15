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
/** How many runs are remembered with their rules: as many as a long book has words. */
const MEMORY = 10_000;

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
      const rules = found.looksAhead ? found.before(wordAfter(text, end)) : found.all;
      for (const { rule, after } of rules) {
        if (after && !after.has(before)) continue;
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
  /** Whether any asks for the word behind the run. */
  readonly looksAhead: boolean;
  /** Those that may stand before this word. */
  before(next: string): readonly QuickRule[];
}

/** The rules for a run and the character behind it. */
type Lookup = (run: string, next: string) => Found;

function rememberedRules(rules: readonly QuickRule[]): Lookup {
  const signs = new Set(rules.flatMap(({ rule }) => Array.from(rule.has ?? '')));
  const memories = new Map<string, (run: string) => Found>();
  return (run, next) => {
    const behind = signs.has(next) ? next : '';
    let memory = memories.get(behind);
    if (!memory) {
      memory = remembered((text) => found(rules.filter(({ rule }) => mayBeginWith(rule, text, behind))));
      memories.set(behind, memory);
    }
    return memory(run);
  };
}

function found(all: readonly QuickRule[]): Found {
  const looksAhead = all.some(({ then }) => then);
  const before = (next: string): readonly QuickRule[] => all.filter(({ then }) => then?.has(next) ?? true);
  return { all, looksAhead, before: looksAhead ? remembered(before) : () => all };
}

/** A function of short texts that gives again what it gave before. */
function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const memory = new Map<string, T>();
  return (text) => {
    const known = memory.get(text);
    if (known !== undefined) return known;
    const value = compute(text);
    if (text.length <= LONGEST_RUN && memory.size < MEMORY) memory.set(text, value);
    return value;
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
