/** What went wrong, as one word for programs and the number of the original HTTP answer. */
const kinds = {
  EmptyText: 400,
  Import: 400,
  InvalidImage: 400,
  /** The lexicon cannot be read, or a pronunciation is none. */
  InvalidLexicon: 400,
  InvalidStory: 400,
  InvalidVoice: 400,
  WrongUse: 400,
  /** The workspace is not trusted, so nothing in it may be changed. */
  Untrusted: 403,
  StoryNotReadable: 404,
  /** A segment's audio is missing, or damaged. */
  AudioNotReadable: 404,
  SegmentNotFound: 404,
  ProjectNotFound: 404,
  TaskNotFound: 404,
  SegmentLocked: 409,
  Cancelled: 499,
  SpeechFailed: 500,
  WorkerLost: 500,
  /** A failure that nobody foresaw. */
  Unexpected: 500,
  /** A model file could not be fetched whole, or is not what was published. */
  DownloadFailed: 502,
  MediaNotWritable: 507,
  ModelUnavailable: 503,
} as const;

export type ErrorCode = keyof typeof kinds;
export const errorCodes = Object.keys(kinds) as ErrorCode[];

/**
 * A failure that has a name. `message` is one sentence for the person who reads it: what happened, to
 * what, and what to do.
 */
export class StoryFlowError extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = `${code}Error`;
    this.code = code;
    this.status = kinds[code];
  }
}

/** The sentence of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function isErrorCode(error: unknown, code: ErrorCode): error is StoryFlowError {
  return error instanceof StoryFlowError && error.code === code;
}

/** The operating system's word for a failure, such as `ENOENT`; undefined for every other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
