/** The two sides of a comparison. */
export type Side = 'known' | 'parsed';

/**
 * What two segments must share to be a pair, as a number for each segment of a side: equal numbers are equal keys, and
 * NO_KEY is shared with nobody. Numbers are below `count`.
 */
export interface Keys extends Readonly<Record<Side, Int32Array>> {
  readonly count: number;
}

export const NO_KEY = -1;

/** Where a segment has no partner. */
const FREE = -1;

/** Numbers for the keys of both sides. */
export function keysOf(
  known: readonly (string | number | undefined)[],
  parsed: readonly (string | number | undefined)[],
): Keys {
  const numbers = new Map<string | number, number>();
  const numbered = (keys: readonly (string | number | undefined)[]) => {
    const own = new Int32Array(keys.length);
    for (const [at, key] of keys.entries()) {
      let number = key === undefined ? NO_KEY : numbers.get(key);
      if (number === undefined && key !== undefined) numbers.set(key, (number = numbers.size));
      own[at] = number ?? NO_KEY;
    }
    return own;
  };
  return { known: numbered(known), parsed: numbered(parsed), count: numbers.size };
}

/** Keys that are equal where both of two keys are. */
export function bothKeys(one: Keys, other: Keys): Keys {
  const joined = (side: Side) =>
    Array.from(one[side], (key, at) => {
      const second = other[side][at] ?? NO_KEY;
      return key === NO_KEY || second === NO_KEY ? undefined : key * other.count + second;
    });
  return keysOf(joined('known'), joined('parsed'));
}

/** The same keys without those that occur more than once on a side. */
export function onlyOnce({ known, parsed, count }: Keys): Keys {
  const single = (keys: Int32Array) => {
    const counts = new Int32Array(count);
    for (const key of keys) if (key !== NO_KEY) counts[key] = (counts[key] ?? 0) + 1;
    return keys.map((key) => (key !== NO_KEY && counts[key] === 1 ? key : NO_KEY));
  };
  return { known: single(known), parsed: single(parsed), count };
}

/** Indices of the free segments with one key, each list in order. None is empty. */
export type Group = Record<Side, number[]>;

/** Which segments of two sides are which, as far as was found out. `Evidence` says by what. */
export class Pairing<Evidence> {
  readonly #partners: Readonly<Record<Side, Int32Array>>;
  readonly #evidence: Evidence[] = [];
  #pairs = 0;

  constructor(known: number, parsed: number) {
    this.#partners = { known: new Int32Array(known).fill(FREE), parsed: new Int32Array(parsed).fill(FREE) };
  }

  size(side: Side): number {
    return this.#partners[side].length;
  }

  /** The index of a segment's partner on the other side; undefined while it is free. */
  partner(side: Side, index: number): number | undefined {
    const partner = this.#partners[side][index];
    return partner === FREE ? undefined : partner;
  }

  isFree(side: Side, index: number): boolean {
    return this.#partners[side][index] === FREE;
  }

  areFree(known: number, parsed: number): boolean {
    return this.isFree('known', known) && this.isFree('parsed', parsed);
  }

  /** What a parsed segment was recognised by. */
  evidence(parsed: number): Evidence | undefined {
    return this.#evidence[parsed];
  }

  join(known: number, parsed: number, evidence: Evidence): void {
    this.#partners.known[known] = parsed;
    this.#partners.parsed[parsed] = known;
    this.#evidence[parsed] = evidence;
    this.#pairs++;
  }

  /** Joins the nth one of a group with the nth one of the other side. */
  joinInOrder({ known, parsed }: Group, evidence: Evidence): void {
    for (let nth = 0; nth < Math.min(known.length, parsed.length); nth++)
      this.join(known[nth] ?? 0, parsed[nth] ?? 0, evidence);
  }

  /** The free segments by key, where both sides have some. Mostly there are none: that must cost next to nothing. */
  groups(keys: () => Keys): Iterable<Group> {
    const groups = new Map<number, Group>();
    if (this.#pairs === this.size('known') || this.#pairs === this.size('parsed')) return [];
    const { known, parsed, count } = keys();
    const isKnown = new Uint8Array(count);
    for (const [index, key] of known.entries())
      if (key !== NO_KEY && this.isFree('known', index)) isKnown[key] = 1;
    for (const [index, key] of parsed.entries()) {
      if (key === NO_KEY || isKnown[key] !== 1 || !this.isFree('parsed', index)) continue;
      const group = groups.get(key);
      if (group) group.parsed.push(index);
      else groups.set(key, { known: [], parsed: [index] });
    }
    if (groups.size > 0)
      for (const [index, key] of known.entries())
        if (key !== NO_KEY && this.isFree('known', index)) groups.get(key)?.known.push(index);
    return groups.values();
  }

  /** For every segment of a side the nearest pair before or after it, by its known index; -1 where there is none. */
  nearest(side: Side, where: 'before' | 'after'): number[] {
    const size = this.size(side);
    const nearest: number[] = Array.from({ length: size });
    let last = -1;
    for (let nth = 0; nth < size; nth++) {
      const index = where === 'before' ? nth : size - 1 - nth;
      nearest[index] = last;
      const partner = this.partner(side, index);
      if (partner !== undefined) last = side === 'known' ? index : partner;
    }
    return nearest;
  }
}
