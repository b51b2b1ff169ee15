import { placeOf } from './pairSet';
import type { WordPairs } from './wordPairs';

/** Owners are counted from 1, as a new table is full of zeros. */
const FREE = 0;
const SEVERAL = -1;

/** Which one of some texts has a word pair that no other one has. A table of its own: a Map takes five times as long. */
export class PairOwners {
  /** A pair and its owner in turn: side by side they take one look into the memory. */
  readonly #slots: Int32Array;
  /** The number of slots is a power of two, so that a mask keeps places inside. */
  readonly #mask: number;
  readonly #votes: Int32Array;

  constructor(texts: readonly WordPairs[]) {
    const count = texts.reduce((sum, { length }) => sum + length, 0);
    const size = 2 ** Math.ceil(Math.log2(2 * count + 1));
    this.#mask = size - 1;
    this.#slots = new Int32Array(2 * size);
    this.#votes = new Int32Array(texts.length);
    // Plain loops: iterators would take longer than the work.
    for (const [owner, pairs] of texts.entries()) {
      for (let at = 0; at < pairs.length; at++) {
        const pair = pairs[at] ?? 0;
        const slot = this.#slotOf(pair);
        this.#slots[slot] = pair;
        this.#slots[slot + 1] = this.#slots[slot + 1] === FREE ? owner + 1 : SEVERAL;
      }
    }
  }

  /** The place of the text that owns most of these pairs, the first of several; -1 when none owns any. */
  ownerOfMost(pairs: WordPairs): number {
    const votes = this.#votes;
    const voted: number[] = [];
    for (let at = 0; at < pairs.length; at++) {
      const owner = (this.#slots[this.#slotOf(pairs[at] ?? 0) + 1] ?? FREE) - 1;
      if (owner < 0) continue;
      const count = (votes[owner] ?? 0) + 1;
      if (count === 1) voted.push(owner);
      votes[owner] = count;
    }
    let [best, most] = [-1, 0];
    for (const owner of voted) {
      const count = votes[owner] ?? 0;
      if (count > most || (count === most && owner < best)) [best, most] = [owner, count];
      votes[owner] = 0;
    }
    return best;
  }

  /** Where a pair is, or is to be: the next free slot. */
  #slotOf(pair: number): number {
    let place = placeOf(pair) & this.#mask;
    while (this.#slots[2 * place + 1] !== FREE && this.#slots[2 * place] !== pair)
      place = (place + 1) & this.#mask;
    return 2 * place;
  }
}
