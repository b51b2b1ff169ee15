import { messageOf } from '../core/errors';
import type { Story } from '../core/narration/story';
import type { Studio } from '../core/narration/studio';
import type { Log } from '../core/ports';
import type { Clock } from '../core/tasks/clock';
import type { StudioEvent } from './protocol';

/** A segment that was cut out waits so long for its text to come back, in milliseconds (decision D-15). */
const PATIENCE_MS = 30 * 60_000;
const LOOK_EVERY_MS = 60_000;

export interface DetachedExpiryOptions {
  readonly studioOf: (path: string) => Promise<Studio>;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (event: StudioEvent) => void;
}

/** Deletes what a writer removed from stories half an hour ago, and nothing that decision D-15 keeps. */
export class DetachedExpiry {
  readonly #options: DetachedExpiryOptions;
  readonly #paths = new Set<string>();
  #stop: (() => void) | undefined;
  #isLooking = false;

  constructor(options: DetachedExpiryOptions) {
    this.#options = options;
  }

  /** A story was saved that may have such segments. */
  watch(path: string): void {
    this.#paths.add(path);
    this.#stop ??= this.#options.clock.every(LOOK_EVERY_MS, () => void this.#look());
  }

  stop(): void {
    this.#paths.clear();
    this.#stop?.();
    this.#stop = undefined;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const { studioOf, clock, log, tell } = this.#options;
    for (const path of [...this.#paths]) {
      try {
        const studio = await studioOf(path);
        const waiting = removable(await studio.open(path));
        const due = waiting.filter(({ detached }) => clock.now() - (detached?.at ?? Infinity) >= PATIENCE_MS);
        if (due.length > 0) {
          await studio.deleteDetached(due.map(({ id }) => id));
          tell({ event: 'storyChanged', path });
        }
        if (due.length === waiting.length) this.#paths.delete(path);
      } catch (error) {
        log.warn(`${path}: ${messageOf(error)}`);
        this.#paths.delete(path);
      }
    }
    this.#isLooking = false;
    if (this.#paths.size === 0) this.stop();
  }
}

/** The detached segments that may be deleted without being asked for (decision D-15). */
export function removable({ detached }: Story): Story['detached'] {
  return detached.filter((stored) => stored.detached?.isRemovable && !stored.isLocked);
}
