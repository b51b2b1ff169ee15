import type { ErrorCode } from '../core/errors';
import { StoryFlowError } from '../core/errors';

/** What the command line's exit code says. */
export const exitCode = {
  done: 0,
  /** Some segments failed; all others were made. */
  someFailed: 1,
  wrongUse: 2,
  modelMissing: 3,
  /** 128 + SIGINT, as shells count. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

const byError: Partial<Record<ErrorCode, ExitCode>> = {
  EmptyText: exitCode.wrongUse,
  InvalidLexicon: exitCode.wrongUse,
  InvalidVoice: exitCode.wrongUse,
  ProjectNotFound: exitCode.wrongUse,
  SegmentNotFound: exitCode.wrongUse,
  StoryNotReadable: exitCode.wrongUse,
  WrongUse: exitCode.wrongUse,
  ModelUnavailable: exitCode.modelMissing,
  Cancelled: exitCode.cancelled,
};

export function exitCodeOf(error: unknown): ExitCode {
  return (error instanceof StoryFlowError ? byError[error.code] : undefined) ?? exitCode.someFailed;
}

/** The code that says most of several outcomes. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  const order = [exitCode.cancelled, exitCode.modelMissing, exitCode.wrongUse, exitCode.someFailed];
  return order.find((code) => codes.includes(code)) ?? exitCode.done;
}
