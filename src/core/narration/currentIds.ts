import type { Segment, Story } from './story';

/**
 * Remembers which ids have become others: somebody else wrote the same story first, or what seemed a copy turned out to
 * have moved.
 */
export class CurrentIds {
  /** What is current has no entry, so that no way through it is a circle. */
  readonly #renamed = new Map<string, string>();

  /** The id that a story or segment has now. */
  current(id: string): string {
    const next = this.#renamed.get(id);
    return next === undefined ? id : this.current(next);
  }

  /** Compares a story with what it was. */
  note(before: Story, now: Story): void {
    // What was taken for another one for a while may be itself again.
    for (const id of [now.projectId, ...now.segments.map((segment) => segment.id)]) this.#renamed.delete(id);
    if (before.projectId !== now.projectId) this.#note(before.projectId, now.projectId);
    const replaced = new Set(now.replaced.map(({ id }) => id));
    const unsaved = before.segments.filter(({ id, stored }) => !stored || replaced.has(id));
    if (unsaved.length === 0) return;
    const isThere = new Set(now.segments.map(({ id }) => id));
    const lost = unsaved.filter(({ id }) => !isThere.has(id));
    const heirs = new Map(now.segments.map((segment) => [appearanceOf(segment), segment.id]));
    for (const segment of lost) {
      const heir = heirs.get(appearanceOf(segment));
      if (heir !== undefined) this.#note(segment.id, heir);
    }
  }

  #note(from: string, to: string): void {
    this.#renamed.set(from, to);
    this.#renamed.delete(to);
  }
}

/** What a segment and the one that another window wrote for it have in common; numbers make it unique in a story. */
function appearanceOf({ parsed, plan }: Segment): string {
  return `${parsed.ordinal} ${plan.textHash} ${parsed.heading}`;
}
