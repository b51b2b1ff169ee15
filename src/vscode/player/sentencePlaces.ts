/** A stretch of a text, in UTF-16 offsets. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One change of a text, as VS Code tells it: `rangeLength` characters at `rangeOffset` became `text`. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where each sentence of some audio stands in a text; undefined for one that the text does not have. */
export type Places = readonly (Stretch | undefined)[];

/**
 * Where sentences stand in a text that is being edited. Between two answers of whoever finds them, places move with
 * the text around them. A sentence that is edited itself is lost, because what sounds is not what stands there any
 * more; the next answer finds it again when the edit was undone.
 */
export class SentencePlaces {
  #places: Places = [];
  /** The changes since the question that has no answer yet. */
  #since: TextChange[] | undefined;

  /**
   * Begins a question about the text as it is now. Its answer counts unless another question was begun after it;
   * undefined leaves everything as it is.
   */
  ask(): (answer: Places | undefined) => void {
    const since: TextChange[] = [];
    this.#since = since;
    return (answer) => {
      if (this.#since !== since) return;
      this.#since = undefined;
      if (answer) this.#places = afterChanges(answer, since);
    };
  }

  change(changes: readonly TextChange[]): void {
    this.#since?.push(...changes);
    this.#places = afterChanges(this.#places, changes);
  }

  /** Whether every sentence is in the text: if not, an edit may bring one back. */
  get isWhole(): boolean {
    return this.#places.length > 0 && !this.#places.includes(undefined);
  }

  at(index: number): Stretch | undefined {
    return this.#places[index];
  }
}

/** The places after changes that were made one after another. */
export function afterChanges(places: Places, changes: readonly TextChange[]): Places {
  return changes.reduce<Places>(
    (moved, change) => moved.map((place) => place && afterChange(place, change)),
    places,
  );
}

/** A change that touches the stretch's ends from outside leaves it whole. */
function afterChange(place: Stretch, { rangeOffset, rangeLength, text }: TextChange): Stretch | undefined {
  if (rangeOffset >= place.to) return place;
  if (rangeOffset + rangeLength > place.from) return undefined;
  const shift = text.length - rangeLength;
  return { from: place.from + shift, to: place.to + shift };
}
