import * as z from 'zod';
import { messageOf } from '../core/errors';
import type { Handlers } from '../rpc/messages';
import { studioOperations, type StoryView, type StudioOperations } from './protocol';
import { SentViews, storyUpdate, type ReceivedViews } from './storyUpdates';

/** The studio's operations as they travel. */
export const sentOperations = withViewsAs(storyUpdate);

/** Handlers whose views are sent as updates. */
export function sendingUpdates(handlers: Handlers<StudioOperations>): Handlers<typeof sentOperations> {
  const sent = new SentViews();
  // What was made into an update first is posted first: from here on no reply waits for anything of its own.
  return {
    ...handlers,
    open: async (request) => sent.update(await handlers.open(request)),
    preview: async (request) => sent.update(await handlers.preview(request)),
    saved: async (request) => sent.update(await handlers.saved(request)),
  };
}

/** The studio's operations, whose replies become views again; `views` are those of the thread that replies. */
export function receivedOperations(views: () => ReceivedViews) {
  const reply = storyUpdate.transform((update, context): StoryView => {
    try {
      return views().view(update);
    } catch (error) {
      context.addIssue(messageOf(error));
      return z.NEVER;
    }
  });
  return withViewsAs(reply);
}

export type ReceivedOperations = ReturnType<typeof receivedOperations>;

function withViewsAs<T extends z.ZodType>(reply: T) {
  const { open, preview, saved } = studioOperations;
  return {
    ...studioOperations,
    open: { ...open, reply },
    preview: { ...preview, reply },
    saved: { ...saved, reply },
  };
}
