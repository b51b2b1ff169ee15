import type { ParsedSegment, Range, SpokenText } from '../model';
import { isLiteral, sourceRange } from '../spokenText';
import type { TextEdit } from './applyEdits';
import { replaceSpoken } from './paragraphEdits';

/**
 * Edits that make two sentences of one, which stands at `sentence` in the source: at a semicolon, a lone dash, or a comma
 * with a conjunction between clauses, whichever is nearest to the middle. Undefined where there is no such place.
 */
export function splitSentence(
  { paragraphs }: ParsedSegment,
  sentence: Range,
  language: string,
): TextEdit[] | undefined {
  const texts: SpokenText[] = paragraphs.flatMap((paragraph) => [paragraph, ...paragraph.notes]);
  for (const spoken of texts) {
    const range = spokenRange(spoken, sentence);
    const place = range && bestPlace(spoken.text.slice(range.from, range.to), language);
    if (place) return editsAt(spoken, range.from, place);
  }
  return undefined;
}

/** Offsets in a sentence: the mark between two clauses, and the small letter that the second begins with. */
interface Place {
  readonly mark: Range;
  readonly stop: string;
  readonly letter: Range | undefined;
}

const marks = new RegExp(
  [
    String.raw`(?<semicolon>;(?=\s)|；)`,
    String.raw`(?<dash>\s[–—-](?=\s)|(?<=\p{L})—(?=[\p{L}"“‘«]))`,
    String.raw`(?<comma>,)(?=\s(?<word>\p{L}+)\s(?!that\s))`,
  ].join('|'),
  'gu',
);

/** What a mark costs beside its distance from the middle, as a share of the sentence. */
const reluctance = { semicolon: 0, dash: 0.1, comma: 0.2 };

/** Fewer words make no sentence, and no clause: what a comma ends may be part of a list. */
const LEAST_WORDS = 4;
/** How far to look for these words and for brackets, so that the work stays linear. */
const NEAR = 400;
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}’']+/gu;

function bestPlace(sentence: string, language: string): Place | undefined {
  const found = [...sentence.matchAll(marks)];
  // What stands between two dashes is no sentence.
  const dashes = found.filter(({ groups }) => groups?.['dash']).length;
  const places = found
    .filter((match) => isBetweenClauses(match, language))
    .flatMap(({ 0: text, index, groups = {} }) => {
      const kind = groups['semicolon'] ? 'semicolon' : groups['dash'] ? 'dash' : 'comma';
      if (kind === 'dash' && dashes > 1) return [];
      const cost = Math.abs(index / sentence.length - 0.5) + reluctance[kind];
      return [{ mark: { from: index, to: index + text.length }, cost }];
    });
  const best = places.sort((a, b) => a.cost - b.cost)[0];
  return best && toPlace(sentence, best.mark);
}

function toPlace(sentence: string, mark: Range): Place {
  const rest = sentence.slice(mark.to);
  const stop = sentence.slice(mark.from, mark.to) === '；' ? '。' : /^\s/u.test(rest) ? '.' : '. ';
  const next = /^\s*["'“‘«]?(?=(\p{Ll}))/u.exec(rest);
  const from = mark.to + (next?.[0].length ?? 0);
  const letter = next?.[1] === undefined ? undefined : { from, to: from + next[1].length };
  return { mark, stop, letter };
}

function isBetweenClauses({ 0: text, index, input, groups }: RegExpExecArray, language: string): boolean {
  const before = input.slice(Math.max(0, index - NEAR), index);
  const after = input.slice(index + text.length, index + NEAR);
  if (isInBrackets(before) || !/^\s*["'“‘«]?[\p{L}\p{N}]/u.test(after)) return false;
  if (!groups?.['comma']) return hasWords(before) && hasWords(after);
  return (
    conjunctionsOf(language).has(groups['word']?.toLowerCase() ?? '') &&
    hasWords(before.split(/[,;:–—]/u).at(-1) ?? '') &&
    hasWords(after.split(/[,;:–—]/u, 1)[0] ?? '')
  );
}

function hasWords(text: string): boolean {
  return (text.match(word)?.length ?? 0) >= LEAST_WORDS;
}

function isInBrackets(before: string): boolean {
  return (
    Math.max(before.lastIndexOf('('), before.lastIndexOf('[')) >
    Math.max(before.lastIndexOf(')'), before.lastIndexOf(']'))
  );
}

/** Words that join clauses each of which can be a sentence. */
const conjunctions = new Map(
  Object.entries({
    en: 'and but so or nor yet',
    de: 'und aber oder denn doch sondern',
    fr: 'et mais ou donc car',
    es: 'y e pero o sino',
    it: 'e ed ma o però',
    pt: 'e mas ou porém',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

function conjunctionsOf(language: string): ReadonlySet<string> {
  return conjunctions.get(language.toLowerCase().split('-', 1)[0] ?? '') ?? new Set();
}

/** Where a range of the source is in a spoken text; undefined when it is not there. */
function spokenRange({ spans }: SpokenText, { from, to }: Range): Range | undefined {
  const inside = spans.filter(({ source }) => source.from < to && source.to > from);
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) return undefined;
  const start = isLiteral(first) ? Math.max(0, from - first.source.from) : 0;
  const end = isLiteral(last) ? Math.min(last.length, to - last.source.from) : last.length;
  return { from: first.at + start, to: last.at + end };
}

function editsAt(spoken: SpokenText, base: number, { mark, stop, letter }: Place): TextEdit[] | undefined {
  const moved = ({ from, to }: Range): Range => ({ from: base + from, to: base + to });
  const stopped = replaceSpoken(spoken, moved(mark), stop);
  if (!stopped || !letter) return stopped && [stopped];
  const { from, to } = moved(letter);
  return [stopped, { ...sourceRange(spoken, { from, to }), text: spoken.text.slice(from, to).toUpperCase() }];
}
