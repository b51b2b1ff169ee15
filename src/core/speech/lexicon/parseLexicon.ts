import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import * as z from 'zod';
import type { Range } from '../../model';
import { entryKey, type LexiconEntry } from './entry';
import { wordsIn } from './words';
import { phonemeFault } from './phonemeText';

/** Something in a lexicon's text that is not as it should be. The entry that it is in does not count. */
export interface LexiconProblem {
  /** One sentence. */
  readonly message: string;
  /** Line of the problem, from 1. */
  readonly line: number;
  /** Offsets in the text. */
  readonly source: Range;
}

export interface ParsedLexicon {
  /** Those that can be used, in the text's order. */
  readonly entries: readonly LexiconEntry[];
  readonly problems: readonly LexiconProblem[];
  /** False for a text that is not whole: then nothing is known of what it says. */
  readonly isReadable: boolean;
}

export const LEXICON_VERSION = 1;

/** The longest word or saying, in characters. */
export const MOST_LENGTH = 200;

const text = z.string().trim().min(1).max(MOST_LENGTH);

/** The most words of an entry: what is looked for at every word of a story. */
export const MOST_WORDS = 12;

/** The forms of an entry. What else stands in one is left there. */
export const entrySchema = z.looseObject({
  word: text,
  respelling: text.optional(),
  phonemes: text.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/iu)
    .optional(),
  case: z.enum(['exact', 'any']).optional(),
});

/**
 * Reads the text of a lexicon.json. Never throws: what is wrong is told with its place, and an entry with a problem does
 * not count. Of two entries about the same word the first counts.
 */
export function parseLexicon(source: string): ParsedLexicon {
  const places = new Places(source);
  const mark = /^(?:<{7}|={7}|>{7}).*$/mu.exec(source);
  if (mark) {
    const range = { from: mark.index, to: mark.index + mark[0].length };
    return unreadable(
      places.problem('There are conflict marks of git here: choose one side and remove them.', range),
    );
  }
  const errors: ParseError[] = [];
  const tree = treeOf(source, errors);
  const [error] = errors;
  if (!tree || error) {
    const { offset, length } = error ?? { offset: 0, length: source.length };
    const what = error ? printParseErrorCode(error.error) : 'nothing can be read';
    return unreadable(
      places.problem(`This is no valid JSON (${what}).`, { from: offset, to: offset + length }),
    );
  }
  const version = findNodeAtLocation(tree, ['version']);
  const list = findNodeAtLocation(tree, ['entries']);
  if (version?.value !== LEXICON_VERSION || list?.type !== 'array') {
    const place = rangeOf(version ?? list ?? tree);
    const found = typeof version?.value === 'number' && version.value > LEXICON_VERSION;
    const message = found
      ? 'A newer StoryFlow wrote this lexicon: update StoryFlow.'
      : `A lexicon is { "version": ${LEXICON_VERSION}, "entries": [...] }.`;
    return unreadable(places.problem(message, place));
  }
  return entriesOf(list, places);
}

function entriesOf(list: Node, places: Places): ParsedLexicon {
  const entries: LexiconEntry[] = [];
  const problems: LexiconProblem[] = [];
  const lines = new Map<string, number>();
  for (const node of list.children ?? []) {
    const parsed = readEntry(node, places);
    if ('message' in parsed) {
      problems.push(parsed);
      continue;
    }
    const key = entryKey(parsed);
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, places.lineOf(node.offset));
      entries.push(parsed);
    } else {
      const word = findNodeAtLocation(node, ['word']) ?? node;
      problems.push(
        places.problem(
          `“${parsed.word}” stands on line ${line} already: only that entry counts.`,
          rangeOf(word),
        ),
      );
    }
  }
  return { entries, problems, isReadable: true };
}

function readEntry(node: Node, places: Places): LexiconEntry | LexiconProblem {
  const parsed = entrySchema.safeParse(getNodeValue(node));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol');
    return places.problem(
      complaints[String(path[0])] ?? 'An entry is {"word": ..., "respelling": ...}.',
      rangeOf(findNodeAtLocation(node, path) ?? node),
    );
  }
  const { word, respelling, phonemes, language, case: caseRule } = parsed.data;
  const problem = (name: string, message: string) =>
    places.problem(message, rangeOf(findNodeAtLocation(node, [name]) ?? node));
  const words = [...wordsIn(word)];
  if (words[0]?.from !== 0) return problem('word', 'A word begins with a letter or a digit.');
  if (words.length > MOST_WORDS) return problem('word', `A phrase has ${MOST_WORDS} words at most.`);
  const about = { word, language, caseRule };
  if (respelling !== undefined && phonemes === undefined) return { ...about, say: { respelling } };
  if (phonemes === undefined || respelling !== undefined)
    return problem('phonemes', 'An entry has either a respelling or phonemes.');
  const fault = phonemeFault(phonemes);
  if (!fault) return { ...about, say: { phonemes } };
  const said = findNodeAtLocation(node, ['phonemes']);
  return places.problem(fault.message, said ? places.inString(said, fault) : rangeOf(node));
}

const complaints: Readonly<Record<string, string>> = {
  word: `A word is a text of 1 to ${MOST_LENGTH} characters.`,
  respelling: `A respelling is a text of 1 to ${MOST_LENGTH} characters.`,
  phonemes: `Phonemes are a text of 1 to ${MOST_LENGTH} characters.`,
  language: 'A language is a tag such as en or en-GB.',
  case: 'The case is "exact" or "any", or is left out.',
};

/** Undefined also where the text nests so deep that nobody wrote it. */
function treeOf(source: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(source.replace(/^\uFEFF/u, ' '), errors, { disallowComments: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function unreadable(problem: LexiconProblem): ParsedLexicon {
  return { entries: [], problems: [problem], isReadable: false };
}

function rangeOf({ offset, length }: Node): Range {
  return { from: offset, to: offset + length };
}

/** Problems of a text, with their places. */
class Places {
  readonly #lineStarts: number[];

  constructor(private readonly source: string) {
    this.#lineStarts = [
      0,
      ...Array.from(source.matchAll(/\r\n|\r|\n/gu), ({ index, 0: end }) => index + end.length),
    ];
  }

  lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  problem(message: string, source: Range): LexiconProblem {
    return { message, line: this.lineOf(source.from), source };
  }

  /** Where a part of a string's value stands in the text: the value is without the quotes, blanks and escapes. */
  inString({ offset, length }: Node, { at, length: symbols }: { at: number; length: number }): Range {
    const raw = this.source.slice(offset + 1, offset + length - 1);
    const places: number[] = [];
    for (const match of raw.matchAll(/\\u[0-9a-fA-F]{4}|\\[^]|[^]/g)) places.push(offset + 1 + match.index);
    places.push(offset + length - 1);
    const value: unknown = JSON.parse(`"${raw}"`);
    const blanks = typeof value === 'string' ? value.length - value.trimStart().length : 0;
    const end = offset + length - 1;
    return { from: places[at + blanks] ?? end, to: places[at + blanks + symbols] ?? end };
  }
}
