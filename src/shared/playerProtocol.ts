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
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

export interface PlayerAudio {
  /** What the page may load; it differs whenever the version does (statement 110). */
  readonly uri: string;
  readonly version: string;
  readonly durationSeconds: number;
}

/** What a segment's audio is worth now. `why` is one sentence: that it is out of date and why, or what failed. */
export type AudioStatus =
  | { readonly kind: 'none' | 'ready' }
  | { readonly kind: 'stale' | 'failed'; readonly why: string }
  | { readonly kind: 'queued' | 'generating'; readonly task?: RunningTask };

/** The task that makes a segment's audio; absent where another window makes it. */
export interface RunningTask {
  readonly taskId: string;
  /** How much of the task's text was spoken, from 0 to 1; absent when that is not known. */
  readonly spoken?: number;
  /** Somebody asked it to stop after the segment at hand. */
  readonly isStopping: boolean;
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
} as const;
export type PlayerOperations = typeof playerOperations;

/** Asks the host. Rejects with its error, which has a `code`. */
export type SendRequest = <O extends NameOf<PlayerOperations>>(
  operation: O,
  request: RequestOf<PlayerOperations, O>,
) => Promise<ReplyOf<PlayerOperations, O>>;

/** What the page says. */
export const pageMessage = z.discriminatedUnion('kind', [
  /** The page was loaded and knows nothing. It names what it showed before it was reloaded. */
  z.strictObject({ kind: z.literal('ready'), segmentId: id.optional() }),
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

/** What the host says. With `play` the user wants to hear the segment now; nothing else ever starts the sound. */
export type HostMessage =
  | { readonly kind: 'state'; readonly state: PlayerState; readonly play: boolean }
  | ({ readonly kind: 'reply' } & ReplyMessage);
