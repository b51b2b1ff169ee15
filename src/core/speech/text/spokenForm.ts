import type { Span, SpokenText } from '../../model';

/** A spoken form as it grows. What is not replaced is copied character by character. */
export class SpokenForm {
  readonly #source: string;
  #text = '';
  readonly #spans: Span[] = [];
  #copied = 0;
  /** The edge of the text counts as a blank. */
  #endsInBlank = true;

  constructor(source: string) {
    this.#source = source;
  }

  /** Blanks at the edges of what is spoken keep words apart: none is added to another one, or at the edge of the text. */
  replace(from: number, to: number, spoken: string): void {
    if (from > this.#copied) this.#add(this.#source.slice(this.#copied, from), this.#copied, from);
    const isPadded = spoken.length > 1 && spoken.endsWith(' ') && isBlankOrEnd(this.#source, to);
    this.#add(isPadded ? spoken.trimEnd() : spoken, from, to);
    this.#copied = to;
  }

  finished(): SpokenText {
    this.#add(this.#source.slice(this.#copied), this.#copied, this.#source.length);
    while (this.#endsInBlank && this.#spans.length > 0) this.#dropLastBlank();
    return { text: this.#text, spans: this.#spans };
  }

  #add(piece: string, from: number, to: number): void {
    const isBlankAgain = this.#endsInBlank && piece.startsWith(' ');
    const added = isBlankAgain ? piece.slice(1) : piece;
    if (added === '') return;
    const isCopied = piece.length === to - from;
    const source = { from: isBlankAgain && isCopied ? from + 1 : from, to };
    this.#spans.push({ at: this.#text.length, length: added.length, source });
    this.#text += added;
    this.#endsInBlank = added.endsWith(' ');
  }

  #dropLastBlank(): void {
    const span = this.#spans.pop();
    if (!span) return;
    const { at, length, source } = span;
    const piece = this.#text.slice(at);
    this.#text = this.#text.slice(0, at);
    this.#endsInBlank = false;
    if (length > 1) this.#add(piece.slice(0, -1), source.from, source.to);
    else this.#endsInBlank = this.#text.endsWith(' ') || this.#text === '';
  }
}

function isBlankOrEnd(text: string, at: number): boolean {
  return at >= text.length || /\s/u.test(text.charAt(at));
}
