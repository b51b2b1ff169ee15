import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  /** Milliseconds; no limit by default. */
  readonly timeout?: number;
}

/** Runs a program to its end. Its output is kept and becomes the error's text, because success needs no words. */
export function runCommand(
  name: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return new Promise((done, failed) => {
    // npm is a script on Windows.
    const child = spawn(name, args, { ...options, shell: process.platform === 'win32' });
    let output = '';
    const keep = (data: Buffer) => (output += data.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done(output);
      else failed(new Error(`${name} ${args.join(' ')} ended with ${code ?? 'a signal'}:\n${output}`));
    });
  });
}

/** Whether this program is there and answers. */
export function answers(name: string, args: readonly string[] = ['--version']): Promise<boolean> {
  return runCommand(name, args, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}
