import { decodeHTMLStrict } from 'entities';
import { angleReader } from './angleSyntax';
import { codeSpanReader } from './codeSpans';
import type { Delimiter } from './emphasis';
import { readDelimiter, resolveEmphasis } from './emphasis';
import { linkKey, linkTailEnd, maxLabelLength, phonemesTail, readLabel } from './linkSyntax';
import { matchAt } from './matchAt';
import { type FoundTag, readTag } from './speechTags';

/** A part of inline content that is spoken; what lies between parts is not. Offsets in the scanned text. */
export interface InlinePiece {
  from: number;
  to: number;
  /** What is spoken for the piece as a whole; its own characters where undefined. */
  readonly replacement?: string;
  /** The id of the footnote that the piece refers to; then nothing else is spoken. */
  readonly footnote?: string;
  /** The tag that the piece is, or what it is taken for; a piece with a tag says nothing itself. */
  readonly tag?: FoundTag;
  /** The piece is empty, and where a text begins or ends whose sound is given. */
  readonly sound?: 'begins' | { readonly phonemes: string };
}

/**
 * The spoken parts of a paragraph's or heading's text by CommonMark's rules, with `~~` and footnotes.
 * `links` holds the labels of the document's link definitions as `linkKey` gives them.
 */
export function scanInline(text: string, links: ReadonlySet<string>): InlinePiece[] {
  return new InlineScanner(text, links).scan();
}

interface Bracket {
  readonly isImage: boolean;
  /** Offset behind the bracket. */
  readonly textFrom: number;
  /** How many pieces and delimiters there were before it. */
  readonly pieces: number;
  readonly delimiters: number;
  /** Whether another bracket opened inside; then the text is no label. */
  holdsBracket: boolean;
}

const mark = /\\|`+|&|<|\*+|_+|~+|!?\[|\]/g;
const escapable = /[!-/:-@[-`{-~]/;
const entity = /&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/iy;
const footnote = /\[\^([^\s[\]]{1,999})\](?!\()/y;

/** One pass over a text. Everything that CommonMark nests is kept flat, so the work is linear. */
class InlineScanner {
  private at = 0;
  private readonly pieces: InlinePiece[] = [];
  private readonly delimiters: Delimiter[] = [];
  private readonly brackets: Bracket[] = [];
  /** How many of the brackets may open no link any more, because a link inside them was found. */
  private deadBrackets = 0;
  private readonly readAngle: ReturnType<typeof angleReader>;
  private readonly readCodeSpan: ReturnType<typeof codeSpanReader>;

  constructor(
    private readonly text: string,
    private readonly links: ReadonlySet<string>,
  ) {
    this.readAngle = angleReader(text);
    this.readCodeSpan = codeSpanReader(text);
  }

  scan(): InlinePiece[] {
    while (this.at < this.text.length) {
      mark.lastIndex = this.at;
      const found = mark.exec(this.text);
      this.addText(found?.index ?? this.text.length);
      if (found) this.readMark(found[0]);
    }
    resolveEmphasis(this.delimiters);
    return this.pieces;
  }

  private readMark(found: string): void {
    switch (found.charAt(0)) {
      case '\\':
        this.readEscape();
        break;
      case '`':
        this.readCode(found.length);
        break;
      case '&':
        this.readEntity();
        break;
      case '<':
        this.readAngleBracket();
        break;
      case ']':
        this.closeBracket();
        break;
      case '!':
      case '[':
        this.openBracket(found);
        break;
      default:
        this.readDelimiter(found);
    }
  }

  private readEscape(): void {
    const next = this.text.charAt(this.at + 1);
    const isEscape = next === '\n' || escapable.test(next);
    if (isEscape) this.addPiece({ from: this.at, to: this.at + 2, replacement: next });
    else this.addText(this.at + 1);
  }

  private readCode(length: number): void {
    const code = this.readCodeSpan(this.at, length);
    if (code) this.addPiece(code.text, code.end);
    else this.addText(this.at + length);
  }

  private readEntity(): void {
    const found = matchAt(entity, this.text, this.at)?.[0] ?? '&';
    const replacement = decodeHTMLStrict(found);
    if (replacement === found) this.addText(this.at + 1);
    else this.addPiece({ from: this.at, to: this.at + found.length, replacement });
  }

  private readAngleBracket(): void {
    const angle = this.readAngle(this.at);
    if (!angle) this.addText(this.at + 1);
    else if (angle.spoken === 'address') this.addPiece({ from: this.at + 1, to: angle.end - 1 }, angle.end);
    else if (angle.spoken === 'break') this.addPiece({ from: this.at, to: angle.end, replacement: ' ' });
    else this.at = angle.end;
  }

  private readDelimiter(found: string): void {
    const piece = this.addPiece({ from: this.at, to: this.at + found.length });
    const isMark = !found.startsWith('~') || found.length === 2;
    if (isMark) this.delimiters.push(readDelimiter(this.text, piece));
  }

  private openBracket(found: string): void {
    const bracket = this.at + found.length - 1;
    const reference = matchAt(footnote, this.text, bracket);
    if (reference?.[1] !== undefined) {
      this.addText(bracket);
      this.addPiece({ from: bracket, to: bracket + reference[0].length, footnote: reference[1] });
      return;
    }
    const outer = this.brackets.at(-1);
    if (outer) outer.holdsBracket = true;
    const tag = this.tagAt(bracket);
    if (tag) {
      this.addText(bracket);
      this.addPiece({ from: bracket, to: bracket + (tag.tag ? tag.length : 0), tag });
      if (tag.tag) return;
    }
    this.brackets.push({
      isImage: found.length === 2,
      textFrom: bracket + 1,
      pieces: this.pieces.length,
      delimiters: this.delimiters.length,
      holdsBracket: false,
    });
    this.addPiece({ from: this.at, to: bracket + 1 });
  }

  /** The tag at a bracket. What is a link stays one, whatever it is called. */
  private tagAt(bracket: number): FoundTag | undefined {
    const found = readTag(this.text, bracket);
    if (!found) return undefined;
    const end = bracket + found.length;
    if (linkTailEnd(this.text, end) >= 0) return undefined;
    const label = readLabel(this.text, end);
    const key = label && label.end > end + 2 ? label.key : linkKey(this.text.slice(bracket + 1, end - 1));
    return this.links.has(key) ? undefined : found;
  }

  private closeBracket(): void {
    const bracket = this.brackets.pop();
    const height = this.brackets.length;
    const isDead = bracket?.isImage === false && height < this.deadBrackets;
    this.deadBrackets = Math.min(this.deadBrackets, height);
    const given = bracket?.isImage === false && !isDead ? phonemesTail(this.text, this.at + 1) : undefined;
    const end = given?.end ?? (bracket && !isDead ? this.linkEnd(bracket) : -1);
    if (!bracket || end < 0) {
      this.addText(this.at + 1);
      return;
    }
    if (bracket.isImage) {
      this.pieces.length = bracket.pieces;
      this.delimiters.length = bracket.delimiters;
    } else {
      resolveEmphasis(this.delimiters.splice(bracket.delimiters));
      const empty = { from: bracket.textFrom, to: bracket.textFrom };
      this.pieces[bracket.pieces] = given ? { ...empty, sound: 'begins' } : empty;
      if (given) this.addPiece({ from: this.at, to: this.at, sound: { phonemes: given.phonemes } });
      this.deadBrackets = height;
    }
    this.at = end;
  }

  /** Where the link or image ends whose text ends here; -1 when it is none. */
  private linkEnd(bracket: Bracket): number {
    const after = this.at + 1;
    const tailEnd = linkTailEnd(this.text, after);
    if (tailEnd >= 0) return tailEnd;
    const label = readLabel(this.text, after);
    if (label && label.end > after + 2) return this.links.has(label.key) ? label.end : -1;
    if (bracket.holdsBracket || this.at - bracket.textFrom > maxLabelLength) return -1;
    const key = linkKey(this.text.slice(bracket.textFrom, this.at));
    return this.links.has(key) ? (label?.end ?? after) : -1;
  }

  private addText(to: number): void {
    if (to > this.at) this.addPiece({ from: this.at, to });
  }

  /** Adds a piece and goes on behind it, or at `next`. */
  private addPiece(piece: InlinePiece, next = piece.to): InlinePiece {
    this.pieces.push(piece);
    this.at = next;
    return piece;
  }
}
