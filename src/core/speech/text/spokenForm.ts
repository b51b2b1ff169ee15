import type { Span, SpokenText } from '../../model';

/** A spoken form as it grows. What is not replaced is copied character by character. */
export class SpokenForm {
  readonly #source: string;
  readonly #pieces: string[] = [];
  readonly #spans: Span[] = [];
  #length = 0;
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
    while (this.#endsInBlank && this.#pieces.length > 0) this.#dropLastBlank();
    return { text: this.#pieces.join(''), spans: this.#spans };
  }

  #add(piece: string, from: number, to: number): void {
    let added = piece;
    let source = { from, to };
    if (this.#endsInBlank && piece.startsWith(' ')) {
      added = piece.slice(1);
      if (piece.length === to - from) source = { from: from + 1, to };
    }
    if (added === '') return;
    this.#pieces.push(added);
    this.#spans.push({ at: this.#length, length: added.length, source });
    this.#length += added.length;
    this.#endsInBlank = added.endsWith(' ');
  }

  #dropLastBlank(): void {
    const piece = this.#pieces.pop() ?? '';
    const span = this.#spans.pop();
    this.#length -= piece.length;
    this.#endsInBlank = false;
    if (span && piece.length > 1) this.#add(piece.slice(0, -1), span.source.from, span.source.to);
    else this.#endsInBlank = this.#pieces.at(-1)?.endsWith(' ') ?? true;
  }
}

function isBlankOrEnd(text: string, at: number): boolean {
  return at >= text.length || /\s/u.test(text.charAt(at));
}
