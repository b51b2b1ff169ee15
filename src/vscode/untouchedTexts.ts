/** As much of a document as is needed here. */
interface TextOfDocument {
  readonly isDirty: boolean;
  getText(): string;
}

/**
 * The texts that documents had before the writer changed them: what another program wrote is not the writer's doing.
 * VS Code tells of an edit first and only then that the document has changes, so that a change of a document without
 * any is another program's only if nothing of that kind follows.
 */
export class UntouchedTexts<Document extends TextOfDocument> {
  readonly #texts = new Map<Document, string>();
  /** The text after a change of which it is not known yet whose it was. */
  readonly #undecided = new Map<Document, string>();

  opened(document: Document): void {
    if (!document.isDirty) this.#texts.set(document, document.getText());
  }

  /** Its text changed, or, with false, only whether it has changes. */
  changed(document: Document, isTextChanged: boolean): void {
    if (isTextChanged) this.#decide(document);
    if (document.isDirty) this.#undecided.delete(document);
    else if (isTextChanged) this.#undecided.set(document, document.getText());
  }

  /** The text before what was saved now; empty where it is unknown. */
  saved(document: Document): string {
    this.#decide(document);
    const before = this.#texts.get(document) ?? '';
    this.#texts.set(document, document.getText());
    return before;
  }

  closed(document: Document): void {
    this.#texts.delete(document);
    this.#undecided.delete(document);
  }

  #decide(document: Document): void {
    const text = this.#undecided.get(document);
    if (text !== undefined) this.#texts.set(document, text);
    this.#undecided.delete(document);
  }
}
