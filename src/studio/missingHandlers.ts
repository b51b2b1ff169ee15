import type { Handlers } from '../rpc/messages';
import type { MissingStoryView } from './missingOperations';
import type { StudioOperations } from './protocol';
import type { Session } from './session';
import type { Stories } from './stories';

type Missing = Pick<Handlers<StudioOperations>, 'missingStories' | 'locateStory' | 'removeMissingStory'>;

/** The operations about stories whose files vanished. */
export function missingHandlers(session: Session, stories: Stories): Missing {
  return {
    async missingStories() {
      const missing: MissingStoryView[] = [];
      for (const root of await stories.roots()) {
        for (const { project, ...kept } of await (await session.studio(root)).missing()) {
          const { id: projectId, title, storyPath } = project;
          missing.push({ projectId, title, storyPath, root, ...kept });
        }
      }
      return missing;
    },
    locateStory: ({ projectId, path }) => stories.inStudioOf((studio) => studio.locate(projectId, path)),
    removeMissingStory: ({ projectId }) => stories.inStudioOf((studio) => studio.removeMissing(projectId)),
  };
}
