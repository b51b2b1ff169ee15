/**
 * What the player's page and its host say to each other. The host parses whatever the page says. The page believes its
 * host and imports types only, so that no schema is in its bundle.
 */
import * as z from 'zod';
import type { BulkTaskResponse, NothingToDoResponse, TaskResponse, TaskStatusResponse } from '../api';
import {
  requestMessage,
  type NameOf,
  type ReplyMessage,
  type ReplyOf,
  type RequestOf,
} from '../rpc/messages';

/** Everything that the page shows and does not know by itself. It is always sent as a whole. */
export interface PlayerState {
  /** The segment that was chosen; absent when none was, or when it is gone. */
  readonly segment?: PlayerSegment;
  /** What its story has to hear or to speak, in document order; empty where no segment is chosen. */
  readonly segments: readonly ListedSegment[];
  /** The task that works on the story now. */
  readonly task?: StoryTask;
}

/** A segment in the list of its story. */
export interface ListedSegment {
  readonly segmentId: string;
  readonly title: string;
  /** 1 to 6 as its heading; 0 for text before the first one. */
  readonly level: number;
  readonly status: AudioStatus['kind'];
  readonly isLocked: boolean;
  /** Of the audio that is there, also when it is out of date. */
  readonly durationSeconds?: number;
}

export interface PlayerSegment {
  readonly segmentId: string;
  readonly projectId: string;
  readonly title: string;
  readonly storyTitle: string;
  readonly status: AudioStatus;
  /** The audio that is there, also when it is out of date. */
  readonly audio?: PlayerAudio;
  /** One sentence with the reason why no audio can be generated now; absent when it can. */
  readonly whyNotGenerate?: string;
  /** What the page may load as the picture of the segment. */
  readonly imageUri?: string;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

export interface PlayerAudio {
  /** What the page may load; it differs whenever the version does (statement 110). */
  readonly uri: string;
  readonly version: string;
  readonly durationSeconds: number;
}

/** What a segment's audio is worth now. `why` is one sentence: what to listen to, that it is out of date, or what failed. */
export type AudioStatus =
  | { readonly kind: 'none' | 'ready' }
  | { readonly kind: 'check' | 'stale' | 'failed'; readonly why: string }
  | { readonly kind: 'queued' | 'generating'; readonly task?: RunningTask };

/** The task that makes a segment's audio; absent where another window makes it. */
export interface RunningTask {
  readonly taskId: string;
  /** How much of the task's text was spoken, from 0 to 1; absent when that is not known. */
  readonly spoken?: number;
  /** Somebody asked it to stop after the segment at hand. */
  readonly isStopping: boolean;
}

/** A task and how much it has to do. */
export interface StoryTask extends RunningTask {
  /** Segments in all. */
  readonly total: number;
}

/** What is to be heard in one version of a segment's audio. */
export interface Soundtrack {
  /** As the audio that it belongs to. */
  readonly version: string;
  readonly durationSeconds: number;
  /** `[min, max, min, max, ...]` of equal stretches of the audio, from -1 to 1. */
  readonly peaks: readonly number[];
  /** In the order of their time. The audio before the first one belongs to it. */
  readonly sentences: readonly SpokenSentence[];
}

export interface SpokenSentence {
  /** Seconds from the beginning of the audio to the sentence. It lasts until the next one begins. */
  readonly from: number;
  readonly text: string;
}

/** What sounds, or would go on to sound. */
export interface Playhead {
  readonly segmentId: string;
  /** Of the audio that is loaded, which may be older than what the host offers. */
  readonly version: string;
  /** Index into the soundtrack's sentences; absent when there are none, or before they are known. */
  readonly sentence?: number | undefined;
  readonly isPlaying: boolean;
}

/** Why the page could not play a file. */
export interface AudioCheck {
  readonly problem: 'missing' | 'noPermission' | 'unplayable';
}

const id = z.string().min(1).max(200);
/** A reply is only a type, because the page does not parse what its host says. */
const reply = <T>() => z.custom<T>();

/** What the page can ask for. */
export const playerOperations = {
  generateSegmentAudio: { request: z.strictObject({ segmentId: id }), reply: reply<TaskResponse>() },
  generateAllAudio: {
    request: z.strictObject({ projectId: id, skipLocked: z.boolean(), forceRegenerate: z.boolean() }),
    reply: reply<BulkTaskResponse | NothingToDoResponse>(),
  },
  getTaskStatus: { request: z.strictObject({ taskId: id }), reply: reply<TaskStatusResponse>() },
  cancelTask: {
    request: z.strictObject({ taskId: id, mode: z.enum(['graceful', 'now']) }),
    reply: reply<undefined>(),
  },
  /** The segment's audio did not play: what is the matter with its file? */
  checkAudio: { request: z.strictObject({ segmentId: id }), reply: reply<AudioCheck>() },
  /** Rejects with NotFound when the segment has no audio of this version any more. */
  getSoundtrack: {
    request: z.strictObject({ segmentId: id, version: z.string() }),
    reply: reply<Soundtrack>(),
  },
} as const;
export type PlayerOperations = typeof playerOperations;

/** Asks the host. Rejects with its error, which has a `code`. */
export type SendRequest = <O extends NameOf<PlayerOperations>>(
  operation: O,
  request: RequestOf<PlayerOperations, O>,
) => Promise<ReplyOf<PlayerOperations, O>>;

/** What the page says. */
export const pageMessage = z.discriminatedUnion('kind', [
  /**
   * The page was loaded and knows nothing but what VS Code kept for it (`saved`): then it names what it showed. A page
   * in another place has nothing, and the host tells it what was remembered last.
   */
  z.strictObject({ kind: z.literal('ready'), segmentId: id.optional(), hasSaved: z.boolean() }),
  /** The page's own memory, for a page in another place or another day. What it says is the page's alone. */
  z.strictObject({ kind: z.literal('remember'), saved: z.string().max(200_000) }),
  /** Tells every change of what sounds; null when nothing is loaded. */
  z.strictObject({
    kind: z.literal('playhead'),
    playhead: z
      .strictObject({
        segmentId: id,
        version: z.string(),
        sentence: z.int().min(0).optional(),
        isPlaying: z.boolean(),
      })
      .nullable(),
  }),
  /** Choose this segment of the list, and play it if `play`. */
  z.strictObject({ kind: z.literal('choose'), segmentId: id, play: z.boolean() }),
  /** Choose the segment before or after this one, and play it if `play`. */
  z.strictObject({
    kind: z.literal('step'),
    from: id,
    direction: z.enum(['previous', 'next']),
    play: z.boolean(),
  }),
  requestMessage.extend({ kind: z.literal('request') }).strict(),
]);
export type PageMessage = z.infer<typeof pageMessage>;

/** What a command of VS Code does in the page, as its own button does. */
export type PlayerControl =
  'toggle' | 'previousSentence' | 'nextSentence' | 'previousSegment' | 'nextSegment';

/**
 * What the host says. With `play` the user wants to hear the segment now; nothing but that and `control` ever starts
 * the sound. `at` is where, in seconds; `saved` answers a page that had nothing.
 */
export type HostMessage =
  | {
      readonly kind: 'state';
      readonly state: PlayerState;
      readonly play: boolean;
      readonly at?: number;
      readonly saved?: string;
    }
  | { readonly kind: 'control'; readonly control: PlayerControl }
  | ({ readonly kind: 'reply' } & ReplyMessage);
