/** Ends the run with a sentence that says what to do; its stack would tell nobody anything. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
