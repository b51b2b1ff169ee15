import { readFile, writeFile } from 'node:fs/promises';
import { format } from 'node:util';
import Mocha from 'mocha';
import { HOST_RUN_VARIABLE, hostRun, LINE_MARK, type Counts } from '../editors/hostRun';

/* eslint-disable no-console -- What is printed inside the host reaches the launcher only by its console. */

const consoleLog = console.log.bind(console);

function print(...args: readonly unknown[]): void {
  for (const line of format(...args).split('\n')) consoleLog(`${LINE_MARK}${line}`);
}

/** VS Code calls this inside its extension host. */
export async function run(): Promise<void> {
  const { files, grep, forbidOnly, timeout, result } = hostRun.parse(
    JSON.parse(await readFile(process.env[HOST_RUN_VARIABLE]!, 'utf8')),
  );
  Mocha.reporters.Base.consoleLog = print;
  // Tests may print too. VS Code's own console ignores whoever sets its methods.
  globalThis.console = Object.create(console, { log: { value: print } }) as Console;
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    forbidOnly,
    timeout,
    ...(grep && { grep }),
  });
  for (const file of files) mocha.addFile(file);
  const ended = await new Promise<Counts>((done) => {
    const runner = mocha.run(() => {
      const { passes, failures, pending } = runner.stats!;
      done({ passes, failures, pending });
    });
  });
  await writeFile(result, JSON.stringify(ended));
}
