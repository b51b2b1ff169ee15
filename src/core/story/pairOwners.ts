import type { WordPairs } from './wordPairs';

const FREE = -1;
const SEVERAL = -2;

/** Which one of some texts has a word pair that no other one has. A table of its own: a Map takes five times as long. */
export class PairOwners {
  readonly #pairs: Int32Array;
  readonly #owners: Int32Array;
  /** The number of slots is a power of two, so that a mask keeps places inside. */
  readonly #mask: number;
  readonly #votes: Int32Array;

  constructor(texts: readonly WordPairs[]) {
    const count = texts.reduce((sum, { length }) => sum + length, 0);
    const slots = 2 ** Math.ceil(Math.log2(2 * count + 1));
    this.#mask = slots - 1;
    this.#pairs = new Int32Array(slots);
    this.#owners = new Int32Array(slots).fill(FREE);
    this.#votes = new Int32Array(texts.length);
    // Plain loops: iterators would take longer than the work.
    for (const [owner, pairs] of texts.entries()) {
      for (let at = 0; at < pairs.length; at++) {
        const pair = pairs[at] ?? 0;
        const slot = this.#slotOf(pair);
        this.#owners[slot] = this.#owners[slot] === FREE ? owner : SEVERAL;
        this.#pairs[slot] = pair;
      }
    }
  }

  /** The place of the text that owns most of these pairs; -1 when none owns any. */
  ownerOfMost(pairs: WordPairs): number {
    const votes = this.#votes;
    const voted: number[] = [];
    let best = -1;
    for (let at = 0; at < pairs.length; at++) {
      const owner = this.#owners[this.#slotOf(pairs[at] ?? 0)] ?? FREE;
      if (owner < 0) continue;
      const count = (votes[owner] ?? 0) + 1;
      if (count === 1) voted.push(owner);
      votes[owner] = count;
      if (best === -1 || count > (votes[best] ?? 0)) best = owner;
    }
    for (const owner of voted) votes[owner] = 0;
    return best;
  }

  /** Where a pair is, or is to be: the next free slot. */
  #slotOf(pair: number): number {
    let slot = Math.imul(pair, 0x9e3779b1) >>> 7;
    for (;;) {
      slot &= this.#mask;
      if (this.#owners[slot] === FREE || this.#pairs[slot] === pair) return slot;
      slot++;
    }
  }
}
