import type { Range, SpokenMark, SpokenText } from '../model';
import { marksOf } from '../spokenText';

// What is not copied as it stands: white space other than single spaces inside, NUL, lone surrogates.
const notCopied = /[\s\0]{2,}|[^\S ]|^ | $|\0|\p{Surrogate}/gu;

/** A span that can still grow. */
interface Run {
  readonly at: number;
  length: number;
  readonly source: { readonly from: number; to: number };
}

/**
 * Collects spoken characters and where they stand in the source. White space is collapsed to single
 * spaces and left out at both ends; NUL is left out; a lone surrogate becomes U+FFFD.
 */
export class SpokenTextBuilder {
  private text = '';
  private readonly runs: Run[] = [];
  /** Where the last run ends if its characters were copied from the source one by one, else -1. */
  private copiedTo = -1;
  /** The white space since the last character that is none. */
  private gap: { readonly from: number; readonly to: number; readonly isSpace: boolean } | undefined;
  private readonly marks: SpokenMark[] = [];

  /** @param toFile turns the offsets given to the other methods into those of the spans. */
  constructor(private readonly toFile: (offset: number) => number) {}

  /** How many characters are spoken so far; white space counts once something follows it. */
  get length(): number {
    return this.text.length;
  }

  /** The offset that the next character would have in the spoken text. */
  get next(): number {
    return this.text.length + (this.gap && this.text !== '' ? 1 : 0);
  }

  /** Adds a mark; its offsets are `length` and `next` as they were at its ends. */
  addMark(mark: SpokenMark): void {
    this.marks.push(mark);
  }

  /** Adds text as it stands; its first character stands at `base`. */
  addLiteral(text: string, base: number): void {
    let done = 0;
    notCopied.lastIndex = 0;
    for (let match = notCopied.exec(text); match; match = notCopied.exec(text)) {
      const [found] = match;
      const from = base + match.index;
      this.addCopy(text.slice(done, match.index), base + done);
      done = match.index + found.length;
      if (/\s/.test(found)) this.addGap(from, base + done, found === ' ');
      else if (!found.startsWith('\0')) this.addRun('\uFFFD', from, from + 1);
    }
    this.addCopy(text.slice(done), base + done);
  }

  /** Adds characters that stand for a source range as a whole. */
  addReplacement(characters: string, { from, to }: Range): void {
    if (characters.trim() === '') this.addGap(from, to, false);
    else this.addRun(characters, from, to);
  }

  finish(): SpokenText {
    const end = this.text.length;
    const marks = this.marks.map((mark) => ({
      ...mark,
      from: Math.min(mark.from, end),
      to: Math.min(mark.to, end),
    }));
    return {
      text: this.text,
      spans: this.runs,
      ...marksOf(marks.filter(({ kind, from, to }) => kind === 'pause' || from < to)),
    };
  }

  private addGap(from: number, to: number, isSpace: boolean): void {
    this.gap = this.gap ? { from: this.gap.from, to, isSpace: false } : { from, to, isSpace };
  }

  private addCopy(characters: string, from: number): void {
    if (characters === '') return;
    this.closeGap();
    this.copy(characters, from);
  }

  private addRun(characters: string, from: number, to: number): void {
    this.closeGap();
    this.push(characters, from, to);
  }

  private closeGap(): void {
    const { gap } = this;
    this.gap = undefined;
    if (!gap || this.text === '') return;
    if (gap.isSpace) this.copy(' ', gap.from);
    else this.push(' ', gap.from, gap.to);
  }

  private copy(characters: string, from: number): void {
    const last = this.runs.at(-1);
    const to = from + characters.length;
    if (last && from === this.copiedTo) {
      last.length += characters.length;
      last.source.to += characters.length;
      this.text += characters;
    } else this.push(characters, from, to);
    this.copiedTo = to;
  }

  private push(characters: string, from: number, to: number): void {
    const source = { from: this.toFile(from), to: this.toFile(to) };
    this.runs.push({ at: this.text.length, length: characters.length, source });
    this.text += characters;
    this.copiedTo = -1;
  }
}
