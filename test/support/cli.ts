import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly input?: string;
  /** The system's number of the user to run as. */
  readonly user?: number;
  /** Called with the child, to send signals. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs the built command line in a process of its own. */
export function storyflow(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [resolve('dist/cli.js'), ...args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('error', failed);
    child.on('close', (code, signal) => {
      done({ code: signal === null ? code : null, out, err });
    });
    child.stdin.end(options.input ?? '');
    options.onStart?.((signal) => child.kill(signal));
  });
}

/** A folder of its own with the files given, removed by `remove`, and a data folder beside it. */
export async function tempStories(files: Record<string, string | Uint8Array>) {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'storyflow-')));
  const folder = join(base, 'stories');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return {
    folder,
    path: (name: string) => join(folder, name),
    /** Runs the command line here, with a cache and models folder that nobody else uses. */
    run: (args: readonly string[], options: RunOptions = {}) =>
      storyflow(args, {
        cwd: folder,
        ...options,
        env: { STORYFLOW_HOME: join(base, 'home'), ...options.env },
      }),
    remove: () => rm(base, { recursive: true, force: true }),
  };
}
