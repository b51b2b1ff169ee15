import assert from 'node:assert/strict';
import type {
  ListedSegment,
  PlayerSegment,
  PlayerState,
  Soundtrack,
} from '../../../../src/shared/playerProtocol';
import { initialState, type Effect, type PageEvent, type PageState } from '../../../../webview-ui/pageState';
import { reduce } from '../../../../webview-ui/reduce';
import { parseSaved } from '../../../../webview-ui/saved';
import { playerSegment } from '../../../support/player';

/** A page that nothing was kept for and that has heard nothing. */
export const newPage = initialState(parseSaved({}));

/** What the host says of a segment, and of the rest of its story. */
export function hostState(
  changes: Partial<PlayerSegment> = {},
  rest: Partial<Omit<PlayerState, 'segment'>> = {},
): PlayerState {
  return { segment: playerSegment(changes), segments: [], ...rest };
}

/** What the host says where no segment is chosen. */
export const noSegment: PlayerState = { segments: [] };

/** Four sentences in 20 seconds. */
export function soundtrackOf(version: string, changes: Partial<Soundtrack> = {}): Soundtrack {
  const sentences = [0.2, 4, 9.5, 15].map((from, index) => ({ from, text: `Sentence ${index}.` }));
  return { version, durationSeconds: 20, peaks: [-0.5, 0.5, -1, 1], sentences, ...changes };
}

export function listed(segmentId: string, changes: Partial<ListedSegment> = {}): ListedSegment {
  return { segmentId, title: `Segment ${segmentId}`, level: 1, status: 'ready', isLocked: false, ...changes };
}

/** Lets the events happen to a new page. */
export function after(...events: readonly PageEvent[]) {
  return happen(newPage, ...events);
}

/** Lets the events happen. `effects` are those of the last event, without what is told after every event. */
export function happen(state: PageState, ...events: readonly PageEvent[]) {
  let all: readonly Effect[] = [];
  for (const event of events) ({ state, effects: all } = reduce(state, event));
  const effects = all.filter(({ kind }) => kind !== 'playhead' && kind !== 'getSoundtrack');
  return { state, all, effects };
}

type Table = [title: string, events: PageEvent[], effects: Effect[]][];

/** One test for each row: what the last of the events has done. */
export function inTable(table: Table): void {
  for (const [title, events, effects] of table) {
    it(title, () => {
      assert.deepEqual(after(...events).effects, effects);
    });
  }
}
