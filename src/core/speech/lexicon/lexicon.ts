import type { Range } from '../../model';
import { canonical, speaks, type LexiconEntry, type Saying } from './entry';
import { withPossessive } from './phonemeText';
import { wordsIn, type Word } from './words';

/** A place of a text that an entry says otherwise. */
export interface LexiconMatch extends Range {
  readonly entry: LexiconEntry;
  /** What is said for the range; with the possessive where that is part of it. */
  readonly say: Saying;
}

/** Entries by which words are said otherwise. The same entries in the same order are the same lexicon. */
export interface Lexicon {
  readonly entries: readonly LexiconEntry[];
  /**
   * The places in a text that an entry says otherwise, in order, none overlapping: whole words, the longest entry first.
   * `language` is a BCP 47 tag. Takes time in proportion to the text, whatever the number of entries.
   */
  matches(text: string, language: string): LexiconMatch[];
}

export const EMPTY_LEXICON: Lexicon = { entries: [], matches: () => [] };

/** A lexicon of entries. Of those about the same words the first counts whose language and case fit. */
export function createLexicon(entries: readonly LexiconEntry[]): Lexicon {
  if (entries.length === 0) return EMPTY_LEXICON;
  const byLanguage = new Map<string, Node>();
  const indexOf = (language: string) => {
    const known = byLanguage.get(language);
    if (known) return known;
    const index = indexed(entries.filter((entry) => speaks(language, entry.language)));
    byLanguage.set(language, index);
    return index;
  };
  return { entries, matches: (text, language) => matchesIn(text, language, indexOf(language)) };
}

/** The entries that begin with the same words. The way to a node is those words and what stands between them. */
interface Node {
  readonly next: Map<string, Node>;
  /** Those that end here, in the order in which they count. */
  readonly ends: End[];
}

interface End {
  readonly entry: LexiconEntry;
  /** Signs that follow the last word, such as the full stop of an abbreviation. */
  readonly tail: string;
  /** How it is written, in one way of writing. */
  readonly written: string;
  readonly isAnyCase: boolean;
}

function indexed(entries: readonly LexiconEntry[]): Node {
  const root: Node = { next: new Map(), ends: [] };
  for (const entry of entries) {
    const written = canonical(entry.word.trim());
    const words = [...wordsIn(written)];
    let node = root;
    for (const word of words) {
      const key = keyOf(written, word);
      const next = node.next.get(key) ?? { next: new Map<string, Node>(), ends: [] };
      node.next.set(key, next);
      node = next;
    }
    const hasCapitals = written !== written.toLowerCase();
    const isAnyCase = entry.caseRule === 'any' || (entry.caseRule === undefined && !hasCapitals);
    if (node !== root) node.ends.push({ entry, written, isAnyCase, tail: written.slice(words.at(-1)?.to) });
  }
  return root;
}

function matchesIn(text: string, language: string, root: Node): LexiconMatch[] {
  const matches: LexiconMatch[] = [];
  if (root.next.size === 0) return matches;
  const words = [...wordsIn(text)];
  const place = { text, language, words, following: [] };
  for (let first = 0; first < words.length; first++) {
    const match = longestAt(place, first, root);
    if (!match) continue;
    matches.push(match);
    while ((words[first + 1]?.from ?? Infinity) < match.to) first++;
  }
  return matches;
}

interface Place {
  readonly text: string;
  readonly language: string;
  readonly words: readonly Word[];
  /** What each word is found by behind another one, as far as it was asked for. */
  readonly following: string[];
}

function longestAt(place: Place, first: number, root: Node): LexiconMatch | undefined {
  const { text, words, following } = place;
  let longest: LexiconMatch | undefined;
  let node: Node | undefined = root;
  for (let index = first; node; index++) {
    const word = words[index];
    if (!word) break;
    node = node.next.get(index === first ? word.key : (following[index] ??= keyOf(text, word)));
    const from = words[first]?.from ?? 0;
    if (node && node.ends.length > 0) longest = matchOf(place, { from, to: word.to }, node.ends) ?? longest;
  }
  return longest;
}

/** What an entry's next word is found by: the word, and what stands between it and the one before. */
function keyOf(text: string, { key, from, before }: Word): string {
  return before === undefined ? key : `${canonical(text.slice(before, from))}\0${key}`;
}

/** The first entry that fits what is written in a range of words, and what stands around it. */
function matchOf(
  { text, language }: Place,
  { from, to }: Range,
  ends: readonly End[],
): LexiconMatch | undefined {
  const isEnglish = speaks(language, 'en');
  for (const { entry, tail, written, isAnyCase } of ends) {
    const end = to + tail.length;
    if (tail !== '' && canonical(text.slice(to, end)) !== tail) continue;
    const found = canonical(text.slice(from, end));
    const isWritten =
      isAnyCase || found === written || (entry.caseRule !== 'exact' && isCapitals(found, written));
    if (!isWritten || isPartOfWord(text, from, { mayElide: !isEnglish && 'respelling' in entry.say }))
      continue;
    const possessive = isEnglish ? possessiveAt(text, end) : 0;
    if (possessive === 0 && /^['’ʼ]\p{L}/u.test(text.slice(end, end + 3))) continue;
    if (possessive === 0 || 'respelling' in entry.say) return { from, to: end, entry, say: entry.say };
    const phonemes = withPossessive(entry.say.phonemes, language);
    return { from, to: end + possessive, entry, say: { phonemes } };
  }
  return undefined;
}

function isCapitals(found: string, written: string): boolean {
  return found.length > 1 && found === found.toUpperCase() && found === written.toUpperCase();
}

/** Whether an apostrophe ties a place to the word before it, as in O'Brien; one of an elided word, as in d'Orsay, may. */
function isPartOfWord(text: string, from: number, { mayElide }: { readonly mayElide: boolean }): boolean {
  return !mayElide && /\p{L}['’ʼ]$/u.test(text.slice(Math.max(0, from - 3), from));
}

/** The length of a possessive `'s` at a place; 0 where there is none. */
function possessiveAt(text: string, at: number): number {
  return /^['’ʼ][sS](?![\p{L}\p{M}\p{N}])/u.test(text.slice(at, at + 4)) ? 2 : 0;
}
