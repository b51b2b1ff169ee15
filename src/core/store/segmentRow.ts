import * as z from 'zod';
import { SAMPLE_RATE, type Pauses, type TakeCheck } from '../model';
import type { Log } from '../ports';
import type { FileStamp } from './fileStamp';
import { audioReference, isAudioReference, isImageReference, UUID_V4 } from './paths';
import type { SqlRow } from './sqlite';

/** A story file that StoryFlow knows. */
export interface StoredProject {
  readonly id: string;
  readonly title: string;
  /** Relative to the root, with `/`. */
  readonly storyPath: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What is known of a segment's wav. */
export interface StoredAudio {
  /** Relative to the media root, with `/`. */
  readonly file: string;
  readonly durationSeconds: number;
  /** Hash of the text that is heard. */
  readonly textHash: string;
  readonly settingsHash: string;
  /** Hash of what the lexicon said in it; undefined where that was nothing. */
  readonly lexiconHash?: string | undefined;
  readonly voice: string;
  readonly speed: number;
  readonly pauses: Pauses;
  /** What spoke it: see WavTags. Undefined where that was not kept, which says nothing. */
  readonly model: string | undefined;
  /** What the check of its takes found, and nobody has dismissed. */
  readonly checks: readonly TakeCheck[];
  /** Of the wav that this describes; undefined where it was not kept. A file with another one is to be looked into. */
  readonly stamp: FileStamp | undefined;
}

/** What was to be heard when making audio failed. */
export interface FailedAttempt {
  readonly textHash: string;
  readonly settingsHash: string;
}

/** A segment whose text vanished from its story. It keeps its files until it is deleted or comes back. */
export interface Detachment {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether it may be deleted unasked after a while (decision D-15). */
  readonly isRemovable: boolean;
}

export interface StoredSegment {
  readonly id: string;
  readonly projectId: string;
  readonly sequenceIndex: number;
  readonly heading: string;
  readonly level: number;
  readonly ordinal: number;
  /** The spoken text. */
  readonly textContent: string;
  readonly textHash: string;
  readonly imagePrompt: string;
  /** Relative to the media root, with `/`. */
  readonly imageFile: string | undefined;
  readonly audio: StoredAudio | undefined;
  /** A copy of what locks.json says, which is the one home of locks. */
  readonly isLocked: boolean;
  /** Why the last attempt to make audio failed. */
  readonly failure: string | undefined;
  /** What that attempt was to make; undefined where it is not known. */
  readonly failedAttempt: FailedAttempt | undefined;
  readonly detached: Detachment | undefined;
}

/** A row as a project; undefined, and logged, when even its id cannot be used. */
export function toProject(row: SqlRow, log: Log): StoredProject | undefined {
  const parsed = parseRow(projectRow, { title: '', created_at: 0 }, row, log);
  return (
    parsed && {
      id: parsed.id,
      title: parsed.title,
      storyPath: parsed.story_path,
      createdAt: parsed.created_at,
    }
  );
}

/** A row as a segment; undefined, and logged, when even its ids cannot be used. */
export function toSegment(row: SqlRow, log: Log): StoredSegment | undefined {
  const parsed = parseRow(segmentRow, SEGMENT_FALLBACKS, row, log);
  return (
    parsed && {
      id: parsed.id,
      projectId: parsed.project_id,
      sequenceIndex: parsed.sequence_index,
      heading: parsed.heading,
      level: parsed.level,
      ordinal: parsed.ordinal,
      textContent: parsed.text_content,
      textHash: parsed.text_hash,
      imagePrompt: parsed.image_prompt,
      imageFile: parsed.image_file ?? undefined,
      audio: toAudio(parsed),
      isLocked: parsed.is_locked === 1,
      failure: parsed.failure ?? undefined,
      failedAttempt: toFailedAttempt(parsed),
      detached:
        parsed.detached_at === null
          ? undefined
          : { at: parsed.detached_at, isRemovable: parsed.detached_removable === 1 },
    }
  );
}

const id = z.string().regex(UUID_V4);
const flag = z.literal([0, 1]);
const pause = z.number().nonnegative();
/** In seconds: the longest wav of ours that four bytes can give the size of. */
const duration = z
  .number()
  .nonnegative()
  .max(2 ** 32 / 2 / SAMPLE_RATE);
/** The longest reason of a failure that is kept, in characters. */
export const MOST_REASON = 10_000;
/** A position: far above what any story has, and far below where adding one changes nothing. */
const place = z
  .number()
  .int()
  .nonnegative()
  .max(2 ** 31);

const pauses = z.object({ part: pause, sentence: pause, paragraph: pause, heading: pause });

const pausesText = z.string().transform((text, context): Pauses => {
  const parsed = pauses.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  context.addIssue('no pauses');
  return z.NEVER;
});

const checks = z.array(z.object({ sentence: place, reason: z.string().max(MOST_REASON) })).readonly();

const checksText = z.string().transform((text, context): readonly TakeCheck[] => {
  const parsed = checks.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  context.addIssue('no checks');
  return z.NEVER;
});

const projectRow = z.object({
  id,
  title: z.string(),
  story_path: z.string().min(1),
  created_at: z.number().int().nonnegative(),
});

const segmentRow = z.object({
  id,
  project_id: id,
  sequence_index: place,
  heading: z.string(),
  level: z.number().int().min(0).max(6),
  ordinal: place,
  text_content: z.string(),
  text_hash: z.string(),
  image_prompt: z.string(),
  image_file: z.string().refine(isImageReference).nullable(),
  audio_file: z.string().min(1).nullable(),
  audio_duration: duration.nullable(),
  audio_text_hash: z.string().nullable(),
  audio_settings_hash: z.string().nullable(),
  audio_lexicon_hash: z.string().nullable(),
  audio_voice: z.string().nullable(),
  audio_speed: z.number().min(0.5).max(2).nullable(),
  audio_pauses: pausesText.nullable(),
  audio_model: z.string().nullable(),
  audio_checks: checksText.nullable(),
  is_locked: flag,
  audio_size: z.number().int().nonnegative().nullable(),
  audio_modified_at: z.number().int().nullable(),
  failure: z.string().max(MOST_REASON).nullable(),
  failure_text_hash: z.string().nullable(),
  failure_settings_hash: z.string().nullable(),
  detached_at: z.number().nullable(),
  detached_removable: flag,
});

/** What stands in for a value that cannot be used: never one that would unlock, delete or count as up to date. */
const SEGMENT_FALLBACKS: SqlRow = {
  sequence_index: 0,
  heading: '',
  level: 0,
  ordinal: 0,
  text_content: '',
  text_hash: '',
  image_prompt: '',
  image_file: null,
  audio_file: null,
  audio_duration: null,
  audio_text_hash: null,
  audio_settings_hash: null,
  audio_lexicon_hash: null,
  audio_voice: null,
  audio_speed: null,
  audio_pauses: null,
  audio_model: null,
  audio_checks: null,
  is_locked: 1,
  audio_size: null,
  audio_modified_at: null,
  failure: null,
  failure_text_hash: null,
  failure_settings_hash: null,
  detached_at: null,
  detached_removable: 0,
};

const NO_CHECKS: readonly TakeCheck[] = [];
const NO_PAUSES: Pauses = { part: 0, sentence: 0, paragraph: 0, heading: 0 };

function toAudio(row: z.output<typeof segmentRow>): StoredAudio | undefined {
  if (row.audio_file === null || row.audio_duration === null) return undefined;
  return {
    file: isAudioReference(row.audio_file) ? row.audio_file : audioReference(row.project_id, row.id),
    durationSeconds: row.audio_duration,
    textHash: row.audio_text_hash ?? '',
    settingsHash: row.audio_settings_hash ?? '',
    ...(row.audio_lexicon_hash === null ? {} : { lexiconHash: row.audio_lexicon_hash }),
    voice: row.audio_voice ?? '',
    speed: row.audio_speed ?? 1,
    pauses: row.audio_pauses ?? NO_PAUSES,
    model: row.audio_model ?? undefined,
    checks: row.audio_checks ?? NO_CHECKS,
    stamp:
      row.audio_size === null || row.audio_modified_at === null
        ? undefined
        : { size: row.audio_size, modifiedAt: row.audio_modified_at },
  };
}

function toFailedAttempt(row: z.output<typeof segmentRow>): FailedAttempt | undefined {
  const { failure, failure_text_hash: textHash, failure_settings_hash: settingsHash } = row;
  if (failure === null || textHash === null || settingsHash === null) return undefined;
  return { textHash, settingsHash };
}

function parseRow<T>(schema: z.ZodType<T>, fallbacks: SqlRow, row: SqlRow, log: Log): T | undefined {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const columns = parsed.error.issues.map((issue) => String(issue.path[0]));
  log.warn(`The database's row ${String(row['id'])} has values that cannot be used: ${columns.join(', ')}.`);
  const patch = Object.fromEntries(columns.map((column) => [column, fallbacks[column]]));
  return schema.safeParse({ ...row, ...patch }).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
