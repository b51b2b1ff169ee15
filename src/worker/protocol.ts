/**
 * What the host and the speech worker say to each other. Every request has a number, every request gets
 * exactly one reply, and both ends parse what they receive.
 */
import { z } from 'zod';
import type { ErrorCode } from '../core/errors';
import { errorCodes } from '../core/errors';

const range = { from: z.int().min(0), to: z.int().min(0) };
const samples = z.instanceof(Float32Array<ArrayBuffer>);

const spokenAudio = z.object({
  samples,
  words: z.array(z.object({ ...range, start: z.int().min(0), end: z.int().min(0) })).readonly(),
});

const speechRequest = z.object({ text: z.string(), voice: z.string(), speed: z.number().min(0.5).max(2) });

const pauses = z.object({
  part: z.number().min(0),
  sentence: z.number().min(0),
  paragraph: z.number().min(0),
  heading: z.number().min(0),
});

const utterance = z.object({
  text: z.string(),
  parts: z.array(z.object({ sentence: z.int().min(0), ...range })).readonly(),
  boundary: z.enum(['part', 'sentence', 'paragraph', 'heading', 'end']),
});

const wavTags = z.object({
  segmentId: z.string(),
  projectId: z.string(),
  story: z.string(),
  heading: z.string(),
  ordinal: z.int().min(0),
  textHash: z.string(),
  settingsHash: z.string(),
  voice: z.string(),
  speed: z.number(),
  pauses,
  image: z.string(),
});

const wavJob = z.object({
  path: z.string(),
  parts: z.array(z.object({ audio: spokenAudio, utterance })).readonly(),
  sentences: z.array(z.string()).readonly(),
  pauses,
  tags: wavTags,
});

const writtenWav = z.object({
  frames: z.int().min(0),
  durationSeconds: z.number().min(0),
  cues: z.array(z.object({ sample: z.int().min(0), label: z.string() })).readonly(),
  peaks: samples,
});

const phonemesRequest = z.object({ texts: z.array(z.string()).readonly(), voice: z.string() });

const spokenPhonemes = z.object({
  /** In the alphabet of the voice's engine: espeak-ng's IPA for a draft voice, misaki's for Kokoro. */
  phonemes: z.string(),
  /** Kokoro's token ids with both pads; empty for a draft voice. */
  tokens: z.array(z.int().min(0)).readonly(),
});

export type PhonemesRequest = z.infer<typeof phonemesRequest>;
export type SpokenPhonemes = z.infer<typeof spokenPhonemes>;

/** Every operation of the worker with the shapes of its request and its reply. */
export const operations = {
  /** Speaks one utterance; the reply's samples are trimmed of silence. */
  synthesize: { request: speechRequest, reply: spokenAudio },
  /** The phonemes of texts, without sound. */
  phonemize: { request: phonemesRequest, reply: z.array(spokenPhonemes).readonly() },
  /** Joins utterances into a segment's wav. */
  writeWav: { request: wavJob, reply: writtenWav },
} as const;

export type Operation = keyof typeof operations;
export type RequestOf<O extends Operation> = z.infer<(typeof operations)[O]['request']>;
export type ReplyOf<O extends Operation> = z.infer<(typeof operations)[O]['reply']>;

export const requestMessage = z.object({
  id: z.int(),
  operation: z.enum(Object.keys(operations) as [Operation, ...Operation[]]),
  request: z.unknown(),
});
export type RequestMessage = z.infer<typeof requestMessage>;

export const replyMessage = z.discriminatedUnion('ok', [
  z.object({ id: z.int(), ok: z.literal(true), reply: z.unknown() }),
  z.object({
    id: z.int(),
    ok: z.literal(false),
    error: z.object({ code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]), message: z.string() }),
  }),
]);
export type ReplyMessage = z.infer<typeof replyMessage>;

/** What the worker is told when it starts. */
export const workerSettings = z.object({
  /** Absolute path of espeak-ng's data file. */
  espeakData: z.string(),
  /** Absolute path of the folder that holds Kokoro's model and voices. */
  modelsFolder: z.string(),
  /** Threads of the model's runtime; 0 lets it take one for each physical core. */
  threads: z.int().min(0),
  /** Engines are released after so many milliseconds without a request. */
  idleMs: z.int().min(1),
});
export type WorkerSettings = z.infer<typeof workerSettings>;
