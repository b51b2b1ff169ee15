import type { StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { reconcile, type Evidence } from '../story/reconcile';
import { isMissing } from '../storyFile';
import { factsOfStored } from './movedFiles';
import { factsOf, type Reading } from './readStory';

/** Which of a story's segments are in its file. */
export interface Presence {
  readonly isMissing: boolean;
  readonly segments: ReadonlyMap<string, Evidence>;
}

export interface PresenceOptions {
  readonly store: SegmentStore;
  readonly readText: (path: string) => Promise<string>;
  readonly read: (path: string, source: string) => Promise<Reading>;
  /** Where a project's story lies; undefined when nobody knows. */
  readonly pathOf: (projectId: string) => Promise<string | undefined>;
}

/**
 * A function that tells what a project's file has of its segments, without opening it; undefined when it cannot be read.
 * What did not change is not compared again.
 */
export function presenceReader({ store, readText, read, pathOf }: PresenceOptions) {
  const last = new Map<
    string,
    { readonly source: string; readonly stored: readonly StoredSegment[]; readonly presence: Presence }
  >();
  return async (projectId: string): Promise<Presence | undefined> => {
    const path = await pathOf(projectId);
    if (path === undefined) return undefined;
    if (await isMissing(path)) return { isMissing: true, segments: new Map() };
    const source = await readText(path).catch(() => undefined);
    if (source === undefined) return undefined;
    const stored = await store.listAll(projectId);
    const known = last.get(projectId);
    if (known?.source === source && known.stored === stored) return known.presence;
    const { segments } = await read(path, source);
    const { kept } = reconcile(stored.map(factsOfStored), segments.map(factsOf));
    const presence = { isMissing: false, segments: new Map(kept.map(({ id, reason }) => [id, reason])) };
    last.set(projectId, { source, stored, presence });
    return presence;
  };
}
