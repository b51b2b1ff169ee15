import * as z from 'zod';

/** The environment variable that tells the test index where its {@link HostRun} is. */
export const HOST_RUN_VARIABLE = 'STORYFLOW_TEST_RUN';

/** What the launcher asks of the test index inside VS Code, as a JSON file. */
export const hostRun = z.object({
  files: z.array(z.string()).min(1),
  grep: z.string().optional(),
  forbidOnly: z.boolean(),
  /** Milliseconds for one test. */
  timeout: z.number(),
  /** Where the index writes its {@link Counts} when it is done. Without them the run has failed. */
  result: z.string(),
});
export type HostRun = z.infer<typeof hostRun>;

/** How tests ended. */
export const counts = z.object({ passes: z.number(), failures: z.number(), pending: z.number() });
export type Counts = z.infer<typeof counts>;

/** Begins each line that the tests print, among all that VS Code and its extensions say on the same console. */
export const LINE_MARK = '\u2063';
