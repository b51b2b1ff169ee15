/** What the speech worker can be asked for. How requests travel is in `rpc/`. */
import * as z from 'zod';

const range = { from: z.int().min(0), to: z.int().min(0) };
const samples = z.instanceof(Float32Array<ArrayBuffer>);

const spokenAudio = z.object({
  samples,
  words: z.array(z.object({ ...range, start: z.int().min(0), end: z.int().min(0) })).readonly(),
  tokens: z.int().min(0).optional(),
  sounds: z.int().min(0).optional(),
});

const voiceText = z.object({
  text: z.string(),
  /** Parts of the text whose phonemes are given, for a voice that knows phonemes. */
  pronunciations: z
    .array(z.object({ ...range, phonemes: z.string() }))
    .readonly()
    .optional(),
});

const speechRequest = voiceText.extend({ voice: z.string(), speed: z.number().min(0.5).max(2) });

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
  pause: z.number().min(0).optional(),
  lead: z.number().min(0).optional(),
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
  lexiconHash: z.string().optional(),
  model: z.string(),
  image: z.string(),
  checks: z.array(z.object({ sentence: z.int().min(0), reason: z.string() })).readonly(),
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
});

const phonemesRequest = z.object({ texts: z.array(voiceText).readonly(), voice: z.string() });

const spokenPhonemes = z.object({
  /** In the alphabet of the voice's engine: espeak-ng's IPA for a draft voice, misaki's for Kokoro. */
  phonemes: z.string(),
  /** Kokoro's token ids with both pads; empty for a draft voice. */
  tokens: z.array(z.int().min(0)).readonly(),
});

/** What a model's own description says. */
const modelDescription = z.object({ dialect: z.enum(['input_ids', 'tokens']), hasDurations: z.boolean() });

export type PhonemesRequest = z.infer<typeof phonemesRequest>;
export type SpokenPhonemes = z.infer<typeof spokenPhonemes>;

/** Every operation of the worker with the shapes of its request and its reply. */
export const operations = {
  /** Speaks one utterance; the reply's samples are trimmed of silence. */
  synthesize: { request: speechRequest, reply: spokenAudio },
  /** The phonemes of texts, without sound. */
  phonemize: { request: phonemesRequest, reply: z.array(spokenPhonemes).readonly() },
  /** Loads a model file to see what it is, and lets go of it. */
  inspectModel: { request: z.object({ path: z.string() }), reply: modelDescription },
  /** Joins utterances into a segment's wav. */
  writeWav: { request: wavJob, reply: writtenWav },
} as const;

export type SpeechOperations = typeof operations;

/** What the worker is told when it starts. */
export const workerSettings = z.object({
  /** Absolute path of espeak-ng's data file. */
  espeakData: z.string(),
  /** Absolute path of the packed pronouncing dictionary. */
  dictionary: z.string(),
  /** Absolute path of the folder that holds Kokoro's model and voices. */
  modelsFolder: z.string(),
  /** Threads of the model's runtime; 0 lets it take one for each physical core. */
  threads: z.int().min(0),
  /** Engines are released after so many milliseconds without a request. */
  idleMs: z.int().min(1),
});
export type WorkerSettings = z.infer<typeof workerSettings>;
