import { StoryFlowError } from '../errors';

/** A failure that may pass by itself: the connection broke, or the server was busy. */
export class Interruption extends Error {
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number | undefined;

  /** `reason` completes "because". */
  constructor(reason: string, { retryAfter, cause }: { retryAfter?: number; cause?: unknown } = {}) {
    super(reason, { cause });
    this.name = 'Interruption';
    this.retryAfter = retryAfter;
  }
}

/** What arrived, or was announced, is another file than the one that was published. */
export class NotAsPublished extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotAsPublished';
  }
}

/** A failure that trying again at once does not mend. */
export function downloadFailed(sentence: string, cause?: unknown): StoryFlowError {
  return new StoryFlowError('DownloadFailed', sentence, { cause });
}
