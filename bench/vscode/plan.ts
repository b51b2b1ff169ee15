import * as z from 'zod';

/** The environment variable that tells the measuring code inside VS Code where its {@link Plan} is. */
export const PLAN_VARIABLE = 'STORYFLOW_BENCH_PLAN';

/** What is done while the extension host is measured. */
export const acts = ['type', 'refresh', 'generate'] as const;
export type Act = (typeof acts)[number];

/** What the launcher asks of the measuring code inside VS Code, as a JSON file. */
export const plan = z.object({
  act: z.enum(acts),
  /** The file to open. Without StoryFlow it is plain Markdown, and the same is done with it. */
  file: z.string(),
  withStoryFlow: z.boolean(),
  /** Absolute path where the CPU's profile is written; without it delays are measured, which a profile would disturb. */
  profile: z.string().optional(),
  /** Absolute path where the {@link Figures} are written. */
  result: z.string(),
});
export type Plan = z.infer<typeof plan>;

const spread = z.object({ p50: z.number(), p99: z.number(), max: z.number() });
export type Spread = z.infer<typeof spread>;

/** What was measured during an act, in milliseconds. */
export const figures = z.object({
  /** How long the act took. */
  lasted: z.number(),
  /** By how much timers came too late, for whatever reason. */
  delay: spread,
  /** The part of each such delay in which the extension host's thread itself was at work. */
  busy: spread,
  /** Processor time of the extension host's thread. */
  worked: z.number(),
  /** How long activating StoryFlow took, loading it included. */
  activation: z.number().optional(),
});
export type Figures = z.infer<typeof figures>;
