import type { StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { isSimilar } from '../story/recognised';
import { reconcile, type Evidence } from '../story/reconcile';
import { isMissing } from '../storyFile';
import { factsOfStored } from './movedFiles';
import { factsOf, type ReadSegment, type Reading } from './readStory';

/** Which of a story's segments are in its file. */
export interface Presence {
  readonly isMissing: boolean;
  readonly sure: ReadonlySet<string>;
  /** All of them: also those that may be others, if their texts are elsewhere. */
  readonly any: ReadonlySet<string>;
  /** Hashes of the texts that are surely none of them: they are new here. */
  readonly fresh: ReadonlySet<string>;
}

/**
 * Whether evidence yields to the very text in another story: there is but a segment in the place of the old one, or one
 * of its name with nothing of its text.
 */
export function isWeak(
  reason: Evidence | undefined,
  stored: StoredSegment | undefined,
  now: ReadSegment | undefined,
): boolean {
  if (reason === 'heading') return !stored || !now || !isSimilar(stored.textContent, now.text);
  return reason === 'place';
}

export interface PresenceOptions {
  readonly store: SegmentStore;
  readonly readText: (path: string) => Promise<string>;
  readonly read: (path: string, source: string) => Promise<Reading>;
  /** Where a project's story lies; undefined when nobody knows. */
  readonly pathOf: (projectId: string) => Promise<string | undefined>;
}

const NONE: ReadonlySet<string> = new Set();

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
    if (await isMissing(path)) return { isMissing: true, sure: NONE, any: NONE, fresh: NONE };
    const source = await readText(path).catch(() => undefined);
    if (source === undefined) return undefined;
    const stored = await store.listAll(projectId);
    const known = last.get(projectId);
    if (known?.source === source && known.stored === stored) return known.presence;
    const { segments } = await read(path, source);
    const { kept } = reconcile(stored.map(factsOfStored), segments.map(factsOf));
    const byId = new Map(stored.map((each) => [each.id, each]));
    const sure = kept.filter(({ id, index, reason }) => !isWeak(reason, byId.get(id), segments[index]));
    const presence = {
      isMissing: false,
      sure: new Set(sure.map(({ id }) => id)),
      any: new Set(kept.map(({ id }) => id)),
      fresh: textsBeside(segments, new Set(sure.map(({ index }) => index))),
    };
    last.set(projectId, { source, stored, presence });
    return presence;
  };
}

function textsBeside(segments: readonly ReadSegment[], known: ReadonlySet<number>): Set<string> {
  const fresh = segments.filter(({ text }, index) => text.trim() !== '' && !known.has(index));
  return new Set(fresh.map(({ plan }) => plan.textHash));
}
