/** How far back the speed is measured, in milliseconds: a connection is never even. */
const WINDOW_MS = 5000;
/** Before so many milliseconds nothing is promised. */
const LEAST_MS = 1000;

/** Measures how fast something arrives. `now` gives milliseconds. */
export class Speed {
  readonly #now: () => number;
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** So many bytes are there now. */
  add(bytes: number): void {
    const at = this.#now();
    // Less than before: it began anew.
    if (bytes < (this.#samples.at(-1)?.bytes ?? 0)) this.#samples = [];
    this.#samples = [...this.#samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, bytes }];
  }

  /** Bytes in a second; undefined until that can be told. */
  get perSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at - first.at < LEAST_MS) return undefined;
    return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
  }

  /** Seconds until so many bytes are there. */
  secondsUntil(total: number): number | undefined {
    const speed = this.perSecond;
    const bytes = this.#samples.at(-1)?.bytes ?? 0;
    return speed === undefined || speed <= 0 ? undefined : (total - bytes) / speed;
  }
}
