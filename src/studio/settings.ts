import * as z from 'zod';

const pauses = z.object({
  part: z.number(),
  sentence: z.number(),
  paragraph: z.number(),
  heading: z.number(),
});

const narration = z.object({
  voice: z.string().optional(),
  speed: z.number(),
  pauses,
  tables: z.enum(['read', 'skip']),
  emoji: z.enum(['name', 'silent']),
  speakHeadings: z.boolean(),
  /** The user's own lexicon, as the setting has it. */
  lexicon: z.unknown().optional(),
});

const folderSettings = z.object({
  /** Absolute path of a workspace folder; stories without a root of their own get one here. */
  folder: z.string(),
  /** Absolute path; undefined for the default below the root. */
  mediaRoot: z.string().optional(),
  narration,
});

/** Everything that the host decides, for all workspace folders. */
export const studioSettings = z.object({
  folders: z.array(folderSettings).readonly(),
  /** For stories outside every workspace folder. */
  narration,
  /** Absolute path; undefined for the one in the user's data folder. */
  modelsFolder: z.string().optional(),
  /** Threads of the model's runtime; 0 lets it take one for each physical core. */
  threads: z.int().min(0),
  cacheBytes: z.number().min(0),
  idleMs: z.int().min(1),
});
export type StudioSettings = z.infer<typeof studioSettings>;
