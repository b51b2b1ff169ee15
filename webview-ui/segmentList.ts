import type { ListedSegment } from '../src/shared/playerProtocol';
import { createFollower } from './follow';
import { iconOf } from './icons';
import { listedRows, type ListedRow } from './listedRow';
import { rove } from './roving';

/** The segments of the story. */
export interface SegmentList {
  show(segments: readonly ListedSegment[], chosen: string | undefined): void;
}

interface Shown {
  readonly item: HTMLElement;
  readonly link: HTMLElement;
  /** The row as it was drawn. */
  text: string;
  segmentId: string;
}

/** `choose` gets the id of the segment that was clicked. */
export function createSegmentList(list: HTMLElement, choose: (segmentId: string) => void): SegmentList {
  const shown: Shown[] = [];
  let current: string | undefined;
  const roving = rove(list, () => shown.map(({ link }) => link));
  const follow = createFollower(list);
  list.addEventListener('click', ({ target }) => {
    const row = shown.find(({ link }) => target instanceof Node && link.contains(target));
    if (row) choose(row.segmentId);
  });
  return {
    show(segments, chosen) {
      for (const { item } of shown.splice(segments.length)) item.remove();
      for (const [index, row] of listedRows(segments, chosen).entries()) {
        const text = JSON.stringify(row);
        const place = (shown[index] ??= newRow(list));
        if (place.text === text) continue;
        place.text = text;
        place.segmentId = row.segmentId;
        fill(place, row);
      }
      if (chosen === current) return;
      current = chosen;
      const link = shown.find(({ segmentId }) => segmentId === chosen)?.link;
      roving.setStop(link ?? shown[0]?.link);
      if (link) follow(link);
    },
  };
}

function newRow(list: HTMLElement): Shown {
  const item = document.createElement('li');
  const link = document.createElement('span');
  link.setAttribute('role', 'link');
  link.tabIndex = -1;
  item.append(link);
  list.append(item);
  return { item, link, text: '', segmentId: '' };
}

function fill({ link }: Shown, row: ListedRow): void {
  link.dataset['status'] = row.status;
  link.style.setProperty('--depth', String(row.depth));
  if (row.isCurrent) link.setAttribute('aria-current', 'true');
  else link.removeAttribute('aria-current');
  const title = textOf('title', row.title);
  title.title = row.title;
  link.replaceChildren(
    iconOf(row.icon),
    title,
    ...(row.isLocked ? [iconOf('lock'), textOf('visually-hidden', 'Locked')] : []),
    textOf('state', row.state),
    textOf('duration', row.duration),
  );
}

function textOf(name: string, text: string): HTMLElement {
  const span = document.createElement('span');
  span.className = name;
  span.textContent = text;
  return span;
}
