import { systemClock, type Clock } from '../../core/tasks/clock';

/**
 * So many milliseconds lie between two refreshes. VS Code itself waits until a tree was still for 200 ms, so a tree
 * that is told more often is never drawn while something is generated.
 */
const PAUSE_MS = 250;
/** Refreshing a story fetches all its rows anew. So long, for each row, is a story left alone after that. */
const PAUSE_MS_PER_ROW = 2;
/** When more rows of a story changed at once than these, the story is refreshed as a whole. */
const MOST_ROWS = 50;

/** A story's item, and how many rows it has. */
export interface QueuedStory<Item> {
  readonly item: Item;
  readonly rows: number;
}

/** Gathers the items of a tree that changed, so that the tree is told seldom, and of big stories more seldom. */
export class RefreshQueue<Item extends object> {
  readonly #refresh: (items: readonly Item[] | undefined) => void;
  readonly #clock: Clock;
  readonly #stories = new Map<Item, QueuedStory<Item>>();
  readonly #rows = new Map<Item, Set<Item>>();
  readonly #refreshedAt = new WeakMap<Item, number>();
  #isEverything = false;
  #lastAt = -Infinity;
  #cancel: (() => void) | undefined;

  /** `refresh` is given the items to fetch anew with all that is below them; undefined for the whole tree. */
  constructor(refresh: (items: readonly Item[] | undefined) => void, clock: Clock = systemClock) {
    this.#refresh = refresh;
    this.#clock = clock;
  }

  addEverything(): void {
    this.#isEverything = true;
    this.#schedule();
  }

  addStory(story: QueuedStory<Item>): void {
    this.#stories.set(story.item, story);
    this.#schedule();
  }

  addRow(row: Item, story: QueuedStory<Item>): void {
    const rows = this.#rows.get(story.item) ?? new Set();
    this.#rows.set(story.item, rows.add(row));
    if (rows.size > MOST_ROWS) {
      this.#rows.delete(story.item);
      this.#stories.set(story.item, story);
    }
    this.#schedule();
  }

  dispose(): void {
    this.#cancel?.();
  }

  #schedule(): void {
    this.#cancel?.();
    const isSoon = this.#isEverything || this.#rows.size > 0;
    const times = [...this.#stories.values()].map((story) => this.#dueAt(story));
    if (!isSoon && times.length === 0) return;
    const at = Math.max(this.#lastAt + PAUSE_MS, isSoon ? -Infinity : Math.min(...times));
    this.#cancel = this.#clock.every(Math.max(0, at - this.#clock.now()), () => {
      this.#cancel?.();
      this.#flush();
    });
  }

  #dueAt({ item, rows }: QueuedStory<Item>): number {
    return (this.#refreshedAt.get(item) ?? -Infinity) + Math.max(PAUSE_MS, rows * PAUSE_MS_PER_ROW);
  }

  #flush(): void {
    const now = this.#clock.now();
    this.#lastAt = now;
    if (this.#isEverything) {
      this.#isEverything = false;
      this.#stories.clear();
      this.#rows.clear();
      this.#refresh(undefined);
      return;
    }
    const due = [...this.#stories.values()].filter((story) => this.#dueAt(story) <= now);
    for (const { item } of due) {
      this.#stories.delete(item);
      this.#rows.delete(item);
      this.#refreshedAt.set(item, now);
    }
    const rows = [...this.#rows.values()].flatMap((each) => [...each]);
    this.#rows.clear();
    const items = [...due.map(({ item }) => item), ...rows];
    if (items.length > 0) this.#refresh(items);
    this.#schedule();
  }
}
