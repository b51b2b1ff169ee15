import type { Segment, Story } from './story';

/** Remembers which ids that were never written have become others: somebody else wrote the same story first. */
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
    if (before.projectId !== now.projectId) this.#note(before.projectId, now.projectId);
    const unsaved = before.segments.filter(({ stored }) => !stored);
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
