/** A piece of text whose ends move inwards as marks at them are found to be emphasis. */
interface Shrinking {
  from: number;
  to: number;
}

/** A run of `*` or `_`, or a `~~`, that may open or close emphasis. */
export interface Delimiter {
  readonly mark: string;
  readonly piece: Shrinking;
  /** Length of the whole run. */
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/** CommonMark's flanking rules for the run of marks from `from` to `to`. */
export function readDelimiter(text: string, piece: Shrinking): Delimiter {
  const { from, to } = piece;
  const mark = text.charAt(from);
  const before = classOf(characterBefore(text, from));
  const after = classOf(characterAfter(text, to));
  const leftFlanking = after !== 'space' && (after !== 'punctuation' || before !== 'letter');
  const rightFlanking = before !== 'space' && (before !== 'punctuation' || after !== 'letter');
  const worksInWords = mark !== '_';
  return {
    mark,
    piece,
    length: to - from,
    canOpen: leftFlanking && (worksInWords || !rightFlanking || before === 'punctuation'),
    canClose: rightFlanking && (worksInWords || !leftFlanking || after === 'punctuation'),
  };
}

/**
 * Pairs delimiters and shrinks their pieces by the marks that are emphasis; what is left is text. The
 * algorithm of CommonMark's appendix, linear because no search that failed is repeated.
 */
export function resolveEmphasis(delimiters: readonly Delimiter[]): void {
  const openers: Delimiter[] = [];
  const searched: Searched = new Map();
  for (const delimiter of delimiters) {
    if (delimiter.canClose) closeWith(delimiter, openers, searched);
    if (delimiter.canOpen && remaining(delimiter) > 0) openers.push(delimiter);
  }
}

/** For each sort of closer, how many of the openers were searched in vain. */
type Searched = Map<string, number>;

function closeWith(closer: Delimiter, openers: Delimiter[], searched: Searched): void {
  const sort = `${closer.mark}${closer.length % 3}${closer.canOpen ? 'both' : 'close'}`;
  while (remaining(closer) > 0) {
    const bottom = searched.get(sort) ?? 0;
    const index = openers.findLastIndex((each, at) => at < bottom || matches(each, closer));
    const opener = openers[index];
    if (!opener || index < bottom) {
      searched.set(sort, openers.length);
      return;
    }
    const used = closer.mark === '~' ? 2 : Math.min(2, remaining(opener), remaining(closer));
    opener.piece.to -= used;
    closer.piece.from += used;
    openers.length = remaining(opener) > 0 ? index + 1 : index;
    for (const [each, count] of searched) searched.set(each, Math.min(count, openers.length));
  }
}

function matches(opener: Delimiter, closer: Delimiter): boolean {
  if (opener.mark !== closer.mark) return false;
  if (!opener.canClose && !closer.canOpen) return true;
  return closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0;
}

function remaining({ piece }: Delimiter): number {
  return piece.to - piece.from;
}

type CharacterClass = 'space' | 'punctuation' | 'letter';

function classOf(character: string): CharacterClass {
  if (character === '' || /\s/.test(character)) return 'space';
  return /[\p{P}\p{S}]/u.test(character) ? 'punctuation' : 'letter';
}

function characterAfter(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  const pair = characterAfter(text, at - 2);
  return at >= 2 && pair.length === 2 ? pair : text.charAt(at - 1);
}
