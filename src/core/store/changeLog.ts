/** Rows that were changed, by the name of their table; a row is named by its rowid. */
export type Changes = ReadonlyMap<string, ReadonlySet<number>>;

/** More steps than anybody is ever behind who reads now and then. */
const MOST_STEPS = 64;

/**
 * What changed from each version of a database in memory to the next. Who keeps something that was read from it asks
 * here what to read again.
 */
export class ChangeLog {
  #version = 0;
  #steps: Changes[] = [];

  /** Another number after every change, the same as long as nothing changed. */
  get version(): number {
    return this.#version;
  }

  add(changes: Changes): void {
    this.#version++;
    this.#steps.push(changes);
    if (this.#steps.length > MOST_STEPS) this.#steps.shift();
  }

  /** The next version has nothing in common with the last one that anybody could tell. */
  restart(): void {
    this.#version++;
    this.#steps = [];
  }

  /** The rows of a table that changed since a version; undefined where that is not known. */
  since(version: number, table: string): ReadonlySet<number> | undefined {
    const steps = this.#version - version;
    if (steps < 0 || steps > this.#steps.length) return undefined;
    const latest = this.#steps.slice(this.#steps.length - steps);
    return new Set(latest.flatMap((changes) => [...(changes.get(table) ?? [])]));
  }
}
