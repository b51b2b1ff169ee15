import { CannotRun } from './cannotRun';

/** Ends the process as failed: with the sentence alone where there is something that the reader can do. */
export function reportAndExit(error: unknown): never {
  const text =
    error instanceof CannotRun ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
