import type { Range } from '../../model';
import { canonical } from './entry';

/** A word of a text. */
export interface Word extends Range {
  /** By which it is found: composed, in small letters. */
  readonly key: string;
  /** Where the word before it ends; undefined for the first, and where more stands between them than a name has. */
  readonly before: number | undefined;
}

/** Writing without blanks: each sign counts as a word, since only a dictionary would know where words end. */
const alone = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;

const word = new RegExp(
  String.raw`[A-Za-z]+(?![\p{L}\p{M}\p{N}])|[${alone}]\p{M}*|(?:(?![${alone}])[\p{L}\p{M}\p{N}])+`,
  'gu',
);

/** The most that may stand between two words of one entry: a full stop and a blank, with room to spare. */
const MOST_BETWEEN = 5;

/** The words of a text in order. */
export function* wordsIn(text: string): Generator<Word> {
  let end: number | undefined;
  for (const match of text.matchAll(word)) {
    const from = match.index;
    const to = from + match[0].length;
    const before = end !== undefined && from - end <= MOST_BETWEEN ? end : undefined;
    yield { from, to, key: canonical(match[0]).toLowerCase(), before };
    end = to;
  }
}
