import * as z from 'zod';
import type { Clock } from '../../core/tasks/clock';
import { throttled, type Throttled } from '../editor/throttled';

/** Where VS Code keeps values of a workspace. */
export interface Storage {
  get(key: string): unknown;
  update(key: string, value: unknown): unknown;
}

const KEY = 'storyflow.player';
/** While a page tells where it is, that is stored this often at most, in milliseconds. */
const PAUSE_MS = 1000;

/** Where a page can stand: in the player's view, or among the editors. */
const place = z.enum(['view', 'editor']);
export type PlayerPlace = z.infer<typeof place>;

const remembered = z.object({
  /** The page's own memory. */
  saved: z.string().max(200_000).optional(),
  /** Where the page stood whose memory it is. */
  place: place.optional(),
  /** The segment that was chosen last. */
  segmentId: z.string().optional(),
  /** Absolute path of its story. */
  storyPath: z.string().optional(),
});
export type Remembered = Readonly<z.infer<typeof remembered>>;

/** What the player showed last, for a page in another place or on another day. */
export class PlayerMemory {
  readonly #storage: Storage;
  readonly #storeSoon: Throttled;
  #remembered: Remembered;
  #stored: Remembered;

  constructor(storage: Storage, clock: Pick<Clock, 'every'>) {
    this.#storage = storage;
    this.#remembered = this.#stored = remembered.safeParse(storage.get(KEY)).data ?? {};
    this.#storeSoon = throttled(
      PAUSE_MS,
      () => {
        this.#store();
      },
      clock,
    );
  }

  get(): Remembered {
    return this.#remembered;
  }

  /** Remembers these values instead of the ones before. */
  put(changes: Remembered): void {
    this.#remembered = { ...this.#remembered, ...changes };
    this.#storeSoon();
  }

  dispose(): void {
    this.#storeSoon.dispose();
    this.#store();
  }

  #store(): void {
    if (this.#stored === this.#remembered) return;
    this.#stored = this.#remembered;
    void this.#storage.update(KEY, this.#remembered);
  }
}
