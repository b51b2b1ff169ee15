/** One way to do something. */
export interface Contender {
  readonly name: string;
  readonly run: () => unknown;
}

const ROUNDS = 9;

/** Milliseconds of processor time, which other programs disturb less than they do the clock on the wall. */
export function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs contenders in turn, so that a change of the machine's speed meets all of them; the first is the measure. */
export function compare(title: string, contenders: readonly Contender[]): void {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, { run }] of contenders.entries()) {
      const time = processorTime(run);
      // The first round warms up the compiler.
      if (round > 0) times[index]?.push(time);
    }
  }
  const medians = times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0);
  print(`\n${title}`);
  for (const [index, { name }] of contenders.entries()) {
    const median = medians[index] ?? 0;
    print(
      `  ${name.padEnd(44)} ${median.toFixed(1).padStart(8)} ms  ${(median / (medians[0] ?? 1)).toFixed(2)} x`,
    );
  }
}

/** The same for what waits in between; other threads of this process count too. */
export async function processorTimeOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
