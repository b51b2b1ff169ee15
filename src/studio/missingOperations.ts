import * as z from 'zod';

const id = z.string();
const nothing = z.void();

const missingStoryView = z.object({
  projectId: id,
  /** Absolute path of the file that is not there any more. */
  path: z.string(),
  /** Relative to the root, with `/`. */
  storyPath: z.string(),
  root: z.string(),
  title: z.string(),
  /** What is kept of it: all segments, and those of them that have audio, have an image, are locked. */
  segments: z.int(),
  withAudio: z.int(),
  withImage: z.int(),
  locked: z.int(),
});
/** A story whose file vanished, and which is in no other file. Its audio, images and records are kept. */
export type MissingStoryView = z.infer<typeof missingStoryView>;

/** What the studio thread can be asked for about stories whose files vanished; part of the protocol. */
export const missingOperations = {
  /** The missing stories of all roots that are known and of the workspace folders, by path. Writes nothing. */
  missingStories: { request: nothing, reply: z.array(missingStoryView).readonly() },
  /**
   * Says which file a missing story is now: its ids, locks, audio and images become that file's, by its text. Rejects
   * with WrongUse when the story is not missing, or the file lies below another root or has audio of its own already.
   */
  locateStory: { request: z.object({ projectId: id, path: z.string() }), reply: nothing },
  /** Deletes what is kept of a missing story: audio, images, locks, records. Rejects with WrongUse when it is not missing. */
  removeMissingStory: { request: z.object({ projectId: id }), reply: nothing },
} as const;
