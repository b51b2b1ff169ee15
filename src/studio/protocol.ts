/**
 * What the host of the views (VS Code) and the studio thread say to each other. The studio thread holds everything
 * that is known of stories and does all work that takes time, so that the host only draws. How requests travel is in
 * `rpc/`.
 */
import * as z from 'zod';
import { bulkTaskResponse, nothingToDoResponse, taskResponse, taskStatusResponse } from './apiSchemas';
import { lexiconOperations } from './lexiconProtocol';
import { missingOperations } from './missingOperations';
import { installProgress, modelOperations } from './modelProtocol';
import { studioSettings } from './settings';

const id = z.string();
const nothing = z.void();
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const pictureSource = z.union([z.string(), z.object({ name: z.string(), bytes })]);
const ids = z.array(id).readonly();
/** UTF-16 offsets in a file's text without its byte order mark, as an editor counts. */
const range = z.object({ from: z.int().min(0), to: z.int().min(0) });
const audioView = z.object({
  /** Absolute path of the wav. */
  path: z.string(),
  durationSeconds: z.number(),
  voice: z.string(),
  speed: z.number(),
  /** Differs whenever the wav is another one (statement 110). */
  version: z.string(),
});

export const segmentView = z.object({
  id,
  projectId: id,
  /** Position in the story, from 0. */
  index: z.int(),
  /** Empty for text before the first heading. */
  heading: z.string(),
  /** 1 to 6; 0 for text before the first heading. */
  level: z.int(),
  /** How many earlier segments have the same heading. */
  ordinal: z.int(),
  /** Line of the heading, from 1. */
  line: z.int(),
  source: range,
  body: range,
  /** How many of the segments that follow lie below this heading (decision D-30). */
  parts: z.int(),
  /** Whether there is anything to speak. */
  hasText: z.boolean(),
  /** Of what is spoken: what takes time is in proportion to it. */
  characters: z.int(),
  textHash: z.string(),
  status: z.enum(['none', 'ready', 'check', 'stale', 'failed', 'detached']),
  staleBecause: z
    .array(z.enum(['text', 'voice', 'speed', 'pauses', 'lexicon', 'language', 'model']))
    .readonly(),
  /** Why the last attempt failed. */
  failure: z.string().optional(),
  /** What is to be listened to in audio that is up to date, and where that stands; empty unless the status is `check`. */
  checks: z.array(z.object({ reason: z.string(), source: range })).readonly(),
  isLocked: z.boolean(),
  /** The text as it was locked, where the text is another one now (decision D-12). */
  lockedText: z.string().optional(),
  /** The voice that its heading names, as it is written there: whether there is such a voice is not known here. */
  voice: z.string().optional(),
  /** The speed that its heading names. */
  speed: z.number().optional(),
  /** Of the wav that is there, also when it is out of date. */
  audio: audioView.optional(),
  /** Absolute path of the attached image. */
  image: z.string().optional(),
  imagePrompt: z.string(),
  /** Where sentences stand that the voice cannot speak in one breath. */
  longSentences: z.array(range).readonly(),
});
export type SegmentView = z.infer<typeof segmentView>;

const detachedView = z.object({
  id,
  projectId: id,
  heading: z.string(),
  isLocked: z.boolean(),
  audio: audioView.optional(),
  image: z.string().optional(),
});
export type DetachedView = z.infer<typeof detachedView>;

export const storyView = z.object({
  projectId: id,
  /** Absolute path of the story file. */
  path: z.string(),
  /** Relative to the root, with `/`. */
  storyPath: z.string(),
  root: z.string(),
  mediaRoot: z.string(),
  title: z.string(),
  voice: z.object({
    voice: z.string(),
    engine: z.enum(['draft', 'kokoro']),
    /** False when only a default decided. */
    isNamed: z.boolean(),
    speed: z.number(),
    language: z.string(),
    /** A sentence that names the missing file of this voice, where one is missing. */
    missing: z.string().optional(),
  }),
  /** Why the root's locks.json cannot be read, where it cannot: all that it might name stays locked. */
  locksProblem: z.object({ path: z.string(), reason: z.string() }).optional(),
  /** Why the root's lexicon.json cannot be read: nothing is spoken until it can. */
  lexiconProblem: z.string().optional(),
  /** Stories, relative to the root, that are not there and that locks of segments which stand here still name. */
  lockedFrom: z.array(z.string()).readonly().optional(),
  /** What is wrong in the text: front matter, footnotes, voices that do not exist. */
  problems: z
    .array(
      z.object({
        message: z.string(),
        source: range,
        /** What mends it, the best first. */
        fixes: z
          .array(z.object({ kind: z.enum(['close', 'remove', 'replace']), source: range, text: z.string() }))
          .readonly()
          .optional(),
      }),
    )
    .readonly(),
  /** In document order. */
  segments: z.array(segmentView).readonly(),
  detached: z.array(detachedView).readonly(),
});
export type StoryView = z.infer<typeof storyView>;

const taskView = z.object({
  status: taskStatusResponse,
  projectId: id,
  /** Of a task that speaks one segment. */
  segmentId: id.optional(),
  /** All segments that the task speaks, in order. */
  segmentIds: ids,
  /** Somebody asked it to stop after the segment at hand. */
  isCancelled: z.boolean(),
  /** Characters of text that were spoken, or taken from the cache, and of all that is to be. */
  spokenCharacters: z.int(),
  totalCharacters: z.int(),
  /** Milliseconds since the task began to be worked on. */
  elapsedMs: z.number(),
});
export type TaskView = z.infer<typeof taskView>;

const voiceView = z.object({
  voice: z.string(),
  engine: z.enum(['draft', 'kokoro']),
  language: z.string(),
  languageName: z.string(),
  gender: z.enum(['female', 'male']).optional(),
  /** How good its training material was, from A to F. */
  grade: z.string().optional(),
  /** A sentence that says why it cannot speak now. */
  missing: z.string().optional(),
  /** False for a voice that cannot speak alone, whatever files are there. */
  isAvailable: z.boolean(),
});
export type VoiceView = z.infer<typeof voiceView>;

const sampleView = z.object({
  voice: z.string(),
  /** Absolute path. */
  wav: z.string(),
  durationSeconds: z.number(),
});
export type SampleView = z.infer<typeof sampleView>;

const spokenView = z.object({
  text: z.string(),
  /** What is sent to the voice at once, with its phonemes in the voice's alphabet. */
  utterances: z
    .array(
      z.object({
        text: z.string(),
        spokenForm: z.string(),
        phonemes: z.string(),
        isCached: z.boolean(),
        /** The voice that a tag gives it. */
        voice: z.string().optional(),
        /** Milliseconds of silence that tags ask for after it, and before it. */
        pause: z.number().optional(),
        lead: z.number().optional(),
      }),
    )
    .readonly(),
});
export type SpokenView = z.infer<typeof spokenView>;

const soundtrackView = z.object({
  /** As that of the audio it belongs to. */
  version: z.string(),
  durationSeconds: z.number(),
  /** `[min, max, min, max, ...]` of equal stretches of the audio, from -1 to 1. */
  peaks: z.array(z.number()).readonly(),
  /** In the order of their time, by the cues of the wav. */
  sentences: z
    .array(
      z.object({
        /** Seconds. */
        from: z.number(),
        text: z.string(),
        /** Absent for a sentence that the text does not have (any more). */
        source: range.optional(),
      }),
    )
    .readonly(),
});
export type SoundtrackView = z.infer<typeof soundtrackView>;

const fileEdits = z
  .array(
    z.object({
      path: z.string(),
      /** The text that the edits were made for: they must not be applied to another one. */
      before: z.string(),
      edits: z.array(range.extend({ text: z.string() })).readonly(),
    }),
  )
  .readonly();
export type FileEdits = z.infer<typeof fileEdits>;

const cost = z.object({
  /** Segments that have audio now and would be spoken again. */
  again: z.int(),
  /** Segments that would be spoken. */
  segments: z.int(),
  /** Seconds that speaking takes, by what was measured on this machine, else by what is usual. */
  seconds: z.number(),
});
export type Cost = z.infer<typeof cost>;

/** What the studio thread can be asked for. A path is absolute. Replies that fail carry the core's error codes. */
export const studioOperations = {
  configure: { request: studioSettings, reply: nothing },
  /** Reads a story's file and joins it with what is known of it. Writes nothing. */
  open: { request: z.object({ path: z.string() }), reply: storyView },
  /** The same for a text that is being typed. */
  preview: { request: z.object({ path: z.string(), text: z.string() }), reply: storyView },
  /**
   * A story was saved in an editor: what vanished from its text becomes detached (D-15). `before` is the text that the
   * editor had before the writer changed it, empty where that is unknown.
   */
  saved: { request: z.object({ path: z.string(), before: z.string() }), reply: storyView },
  /** The story's editor was closed: what its last saves removed for good is deleted (D-15). */
  closed: { request: z.object({ path: z.string() }), reply: nothing },

  ...missingOperations,

  generateSegmentAudio: {
    request: z.object({ segmentId: id, force: z.boolean() }),
    reply: taskResponse,
  },
  generateAllAudio: {
    request: z.object({
      projectId: id,
      skipLocked: z.boolean(),
      forceRegenerate: z.boolean(),
      segmentIds: ids.optional(),
    }),
    reply: z.union([bulkTaskResponse, nothingToDoResponse]),
  },
  /** Speaks the text as it was locked, of locked segments whose audio is missing. */
  recreateLockedAudio: {
    request: z.object({ projectId: id }),
    reply: z.union([bulkTaskResponse, nothingToDoResponse]),
  },
  getTaskStatus: { request: z.object({ taskId: z.string() }), reply: taskStatusResponse },
  cancelTask: {
    request: z.object({ taskId: z.string(), mode: z.enum(['graceful', 'now']) }),
    reply: nothing,
  },
  /** What speaking these segments would take; `voice` and `speed` as if they were set. */
  estimate: {
    request: z.object({
      path: z.string(),
      segmentIds: ids.optional(),
      forceRegenerate: z.boolean(),
      voice: z.string().optional(),
      speed: z.number().optional(),
    }),
    reply: cost,
  },

  lock: { request: z.object({ segmentIds: ids }), reply: nothing },
  unlock: { request: z.object({ segmentIds: ids }), reply: nothing },
  deleteSegment: { request: z.object({ segmentId: id, withParts: z.boolean() }), reply: nothing },
  deleteProject: { request: z.object({ projectId: id }), reply: nothing },
  /** Deletes segments whose text vanished; those whose text came back stay. */
  deleteDetached: { request: z.object({ segmentIds: ids }), reply: nothing },
  /** The audio of these segments was listened to and is right: what its check found is dismissed. */
  dismissChecks: { request: z.object({ segmentIds: ids }), reply: nothing },
  removeAudio: { request: z.object({ segmentIds: ids }), reply: nothing },
  /** `image` is the absolute path of a picture, or its name and what it holds. */
  attachImage: { request: z.object({ segmentId: id, image: pictureSource }), reply: nothing },
  removeImage: { request: z.object({ segmentId: id }), reply: nothing },
  /** Removes files that an earlier deletion could not remove, and images that lay long enough in the trash. */
  sweep: { request: z.object({ root: z.string() }), reply: nothing },

  /** Edits that move segments of one story, with their parts, before a segment of this or another story. */
  planMove: {
    request: z.object({
      from: z.string(),
      segmentIds: ids,
      to: z.string(),
      /** Undefined for the end. */
      before: id.optional(),
    }),
    reply: fileEdits,
  },
  /** Edits that move a segment past its neighbour of the same level; empty when there is none. */
  planMoveBy: {
    request: z.object({ segmentId: id, direction: z.enum(['up', 'down']) }),
    reply: fileEdits,
  },
  /** Edits that give a segment the text again that it was locked with. */
  planRestore: { request: z.object({ segmentId: id }), reply: fileEdits },

  /** Edits that make two sentences of the one that holds an offset of the saved text. */
  planSplit: { request: z.object({ path: z.string(), at: z.int().min(0) }), reply: fileEdits },
  /** Edits that make a story's front matter say this. */
  planFrontMatter: {
    request: z.object({
      path: z.string(),
      key: z.enum(['voice', 'speed']),
      value: z.union([z.string(), z.number()]),
    }),
    reply: fileEdits,
  },

  /** Edits that make the headings of segments, of any stories, name this voice, or none where it is left out. */
  planSegmentVoice: {
    request: z.object({ segmentIds: ids, voice: z.string().optional() }),
    reply: fileEdits,
  },

  spoken: { request: z.object({ segmentId: id }), reply: spokenView },
  /** What is to be heard in a segment's audio, and where it stands in `text`, or in the saved text. */
  soundtrack: {
    request: z.object({ segmentId: id, text: z.string().optional() }),
    reply: soundtrackView,
  },
  voices: { request: nothing, reply: z.array(voiceView).readonly() },
  /** Speaks a sentence with a voice into a wav. */
  speakSample: { request: z.object({ voice: z.string(), speed: z.number() }), reply: sampleView },

  /** The Markdown of a story from JSON or text (see acceptance.md); rejects with all problems together. */
  importStory: {
    request: z.object({ file: z.string() }),
    reply: z.object({ title: z.string(), markdown: z.string() }),
  },
  exportStory: { request: z.object({ path: z.string() }), reply: z.string() },

  cacheInfo: {
    request: nothing,
    reply: z.object({ folder: z.string(), bytes: z.number() }),
  },
  clearCache: { request: nothing, reply: nothing },
  modelInfo: {
    request: nothing,
    reply: z.object({ folder: z.string(), isThere: z.boolean() }),
  },
  ...lexiconOperations,
  ...modelOperations,
  /** Stops every task at its next utterance, waits for it, and lets go of everything. */
  shutdown: { request: nothing, reply: nothing },
} as const;
export type StudioOperations = typeof studioOperations;

/** What the studio thread asks of its host. */
export const hostOperations = {
  /** Replaces a story's text if it still is `before`, in an open editor so that it can be undone. */
  writeText: {
    request: z.object({ path: z.string(), before: z.string(), after: z.string() }),
    reply: nothing,
  },
} as const;
export type HostOperations = typeof hostOperations;

/** What the studio thread tells unasked. */
export const studioEvent = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string(),
  }),
  z.object({ event: z.literal('task'), task: taskView }),
  z.object({ event: z.literal('install'), progress: installProgress }),
  /** What is known of this story changed by itself: open it again. */
  z.object({ event: z.literal('storyChanged'), path: z.string() }),
]);
export type StudioEvent = z.infer<typeof studioEvent>;
