/** Entries that are one stop of the Tab key: inside, the arrows up and down go from one to the next. */
export interface Roving {
  /** Where the Tab key gets in, unless the focus is inside already. */
  setStop(entry: HTMLElement | undefined): void;
}

/** `entries` are those of the container, in their order. Enter and a click are the same. */
export function rove(container: HTMLElement, entries: () => readonly HTMLElement[]): Roving {
  let stop: HTMLElement | undefined;
  const moveStop = (entry: HTMLElement | undefined) => {
    if (stop === entry) return;
    if (stop) stop.tabIndex = -1;
    stop = entry;
    if (entry) entry.tabIndex = 0;
  };
  const entryOf = (target: EventTarget | null) =>
    target instanceof Element ? (target.closest<HTMLElement>('[tabindex]') ?? undefined) : undefined;

  container.addEventListener('focusin', ({ target }) => {
    const entry = entryOf(target);
    if (entry !== undefined && entry !== container) moveStop(entry);
  });
  container.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const entry = entryOf(event.target);
    if (!entry || entry === container) return;
    if (event.key === 'Enter') entry.click();
    else if (event.key === 'ArrowUp') beside(entries(), entry, -1)?.focus();
    else if (event.key === 'ArrowDown') beside(entries(), entry, 1)?.focus();
    else return;
    event.preventDefault();
  });
  return {
    setStop(entry) {
      if (!container.contains(document.activeElement) || !stop?.isConnected) moveStop(entry);
    },
  };
}

function beside(entries: readonly HTMLElement[], entry: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  return entries[entries.indexOf(entry) + step];
}
