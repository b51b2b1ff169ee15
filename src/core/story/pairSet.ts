/**
 * A set of 32-bit numbers that is emptied at no cost: it remembers in which round a number was added. A Set takes ten
 * times as long.
 */
export class PairSet {
  #numbers = new Int32Array(0);
  #rounds = new Int32Array(0);
  #mask = 0;
  #round = 0;

  /** Empties the set and makes room for `count` numbers. */
  begin(count: number): void {
    this.#round++;
    if (this.#round < 2 ** 31 - 1 && 2 * count < this.#numbers.length) return;
    const slots = Math.max(this.#numbers.length, 2 ** Math.ceil(Math.log2(2 * count + 2)));
    this.#numbers = new Int32Array(slots);
    this.#rounds = new Int32Array(slots);
    this.#mask = slots - 1;
    this.#round = 1;
  }

  /** Whether the number was not there yet. No more may be added than there is room for. */
  add(number: number): boolean {
    const slot = this.#slotOf(number);
    if (this.#rounds[slot] === this.#round) return false;
    this.#numbers[slot] = number;
    this.#rounds[slot] = this.#round;
    return true;
  }

  has(number: number): boolean {
    return this.#rounds[this.#slotOf(number)] === this.#round;
  }

  /** Where a number is, or is to be: the next free slot. */
  #slotOf(number: number): number {
    let slot = placeOf(number) & this.#mask;
    while (this.#rounds[slot] === this.#round && this.#numbers[slot] !== number)
      slot = (slot + 1) & this.#mask;
    return slot;
  }
}

/** Spreads numbers, whatever they have in common, over the lower bits. */
export function placeOf(number: number): number {
  return Math.imul(number, 0x9e3779b1) >>> 7;
}
