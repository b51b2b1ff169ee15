import type { Handlers } from '../rpc/messages';
import { removable } from './detachedExpiry';
import type { StudioOperations } from './protocol';
import type { Session } from './session';
import type { Stories } from './stories';

type Keeping = Pick<
  Handlers<StudioOperations>,
  | 'lock'
  | 'unlock'
  | 'deleteSegment'
  | 'deleteProject'
  | 'deleteDetached'
  | 'removeAudio'
  | 'dismissChecks'
  | 'attachImage'
  | 'removeImage'
  | 'closed'
  | 'sweep'
>;

/** The operations that lock, delete and attach. */
export function keepingHandlers(session: Session, stories: Stories): Keeping {
  return {
    async lock({ segmentIds }) {
      for (const { studio, story, segments } of await stories.byStory(segmentIds))
        await studio.lock(story, segments);
    },
    async unlock({ segmentIds }) {
      for (const { studio, segments } of await stories.byStory(segmentIds)) await studio.unlock(segments);
    },
    deleteSegment: ({ segmentId, withParts }) =>
      stories.inStudioOf((studio) => studio.deleteSegment(segmentId, { withParts })),
    deleteProject: ({ projectId }) => stories.inStudioOf((studio) => studio.deleteProject(projectId)),
    async deleteDetached({ segmentIds }) {
      // A studio passes over what it does not know.
      for (const root of session.roots()) await (await session.studio(root)).deleteDetached(segmentIds);
    },
    async closed({ path }) {
      const studio = await stories.studioOf(path);
      await studio.deleteDetached(removable(await studio.open(path)).map(({ id }) => id));
    },
    async sweep({ root }) {
      await (await session.studio(root)).sweep();
    },
    async removeAudio({ segmentIds }) {
      for (const { studio, segments } of await stories.byStory(segmentIds))
        await studio.removeAudio(segments.map(({ id }) => id));
    },
    async dismissChecks({ segmentIds }) {
      for (const { studio, segments } of await stories.byStory(segmentIds))
        await studio.dismissChecks(segments.map(({ id }) => id));
    },
    attachImage: ({ segmentId, image }) =>
      stories.inStudioOf((studio) => studio.attachImage(segmentId, image)),
    removeImage: ({ segmentId }) => stories.inStudioOf((studio) => studio.removeImage(segmentId)),
  };
}
