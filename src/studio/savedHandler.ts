import { messageOf } from '../core/errors';
import type { Story } from '../core/narration/story';
import type { Studio } from '../core/narration/studio';
import type { Log } from '../core/ports';
import type { Handlers } from '../rpc/messages';
import { removable, type DetachedExpiry } from './detachedExpiry';
import type { StudioEvent, StudioOperations } from './protocol';
import type { Stories } from './stories';

/** More segments than this do not vanish in one save by being deleted: a stray code fence hides them (D-15). */
const MOST_REMOVABLE = 2;

export interface SavedOptions {
  readonly log: Log;
  readonly tell: (event: StudioEvent) => void;
  readonly expiry: Pick<DetachedExpiry, 'watch'>;
}

/**
 * What follows when a writer saved a story of which StoryFlow has anything at all: what vanished becomes detached
 * (D-15), and what is new gets back what a segment like it had: its image from the trash, its audio from the cache.
 */
export function savedHandler(
  stories: Pick<Stories, 'studioOf' | 'view'>,
  { log, tell, expiry }: SavedOptions,
): Pick<Handlers<StudioOperations>, 'saved'> {
  /** May take long, because the worker may be speaking: nobody waits for it. */
  const recall = async (studio: Studio, story: Story, ids: readonly string[]) => {
    try {
      const recalled = await studio.recallAudio(story, ids);
      if (recalled.length > 0) tell({ event: 'storyChanged', path: story.path });
    } catch (error) {
      log.warn(`${story.path}: ${messageOf(error)}`);
    }
  };

  return {
    async saved({ path, before }) {
      const studio = await stories.studioOf(path);
      const story = await studio.open(path);
      if (!(await studio.isKept(story))) return stories.view(story, studio);
      const added = story.segments.filter(({ stored }) => !stored).map(({ id }) => id);
      const kept = await studio.keep(story, await removedByHand(studio, story, before));
      if (removable(kept).length > 0) expiry.watch(path);
      if (added.length === 0) return stories.view(kept, studio);
      const ids = added.map((id) => studio.currentId(id));
      await studio.restoreImages(ids);
      const now = await studio.open(path);
      void recall(studio, now, ids);
      return stories.view(now, studio);
    },
  };
}

/** The segments that stood in the text as the editor had it before, and do not stand in what was saved. */
async function removedByHand(
  studio: Studio,
  { path, detached }: Story,
  before: string,
): Promise<ReadonlySet<string>> {
  const vanished = detached.filter((segment) => !segment.detached).map(({ id }) => id);
  if (vanished.length === 0) return new Set();
  const stood = new Set((await studio.preview(path, before)).segments.map(({ id }) => id));
  const removed = vanished.filter((id) => stood.has(id));
  return new Set(removed.length <= MOST_REMOVABLE ? removed : []);
}
