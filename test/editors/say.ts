/** One line for whoever watches the run. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends the run with a sentence that says what to do; its stack would tell nobody anything. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
