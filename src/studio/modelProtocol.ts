/** What the host and the studio thread say to each other about Kokoro's files. */
import * as z from 'zod';

const nothing = z.void();
const installRequest = z.object({
  /** Undefined for the one that is there, else the default. */
  variant: z.string().optional(),
  /** Names; undefined for the default voice. */
  voices: z.array(z.string()).readonly().optional(),
  /** Address that stands for the site where the files were published. */
  mirror: z.string().optional(),
  proxy: z.string().optional(),
  noProxy: z.array(z.string()).readonly().optional(),
});
export type InstallRequest = z.infer<typeof installRequest>;

const modelFileView = z.object({ name: z.string(), bytes: z.number() });

const installPlan = z.object({
  folder: z.string(),
  /** Empty when all is there. */
  files: z.array(modelFileView).readonly(),
  bytes: z.number(),
  /** Bytes of it that an earlier attempt left. */
  received: z.number(),
  hosts: z.array(z.string()).readonly(),
  licences: z.array(z.string()).readonly(),
  /** Models that are removed when the wanted one is there. */
  replaces: z.array(z.string()).readonly(),
});
export type InstallPlanView = z.infer<typeof installPlan>;

/** How far fetching is. */
export const installProgress = z.object({
  state: z.enum(['receiving', 'checking', 'waiting']),
  file: z.string(),
  received: z.number(),
  total: z.number(),
  bytesPerSecond: z.number().exactOptional(),
  secondsLeft: z.number().exactOptional(),
  /** Why it waits, and for how long. */
  reason: z.string().exactOptional(),
  waitSeconds: z.number().exactOptional(),
});
export type InstallProgressView = z.infer<typeof installProgress>;

const modelsView = z.object({
  folder: z.string(),
  /** Name of the model that speaks. */
  model: z.string().optional(),
  variants: z
    .array(z.object({ name: z.string(), about: z.string(), bytes: z.number(), isThere: z.boolean() }))
    .readonly(),
  missingVoices: z.array(z.string()).readonly(),
});
export type ModelsView = z.infer<typeof modelsView>;

/** The operations about Kokoro's files. */
export const modelOperations = {
  /** Kokoro's files, those that are there and those that could be. */
  models: { request: nothing, reply: modelsView },
  /** What fetching Kokoro would take; nothing is fetched. */
  planInstall: { request: installRequest, reply: installPlan },
  /** Fetches Kokoro: the only operation that reaches for the network. Its progress is told as events. */
  install: { request: installRequest, reply: nothing },
  /** Stops fetching; what came is kept. */
  cancelInstall: { request: nothing, reply: nothing },
  /** Copies a model, a voice, an archive or a folder of these to the model folder. */
  importModel: { request: z.object({ path: z.string() }), reply: z.array(modelFileView).readonly() },
  planRemoval: {
    request: nothing,
    reply: z.object({
      folder: z.string(),
      removed: z.array(modelFileView).readonly(),
      /** Names of files that may be the writer's own. */
      kept: z.array(z.string()).readonly(),
      /** Whether unfinished downloads left something. */
      hasParts: z.boolean(),
    }),
  },
  removeModel: { request: nothing, reply: nothing },
} as const;
