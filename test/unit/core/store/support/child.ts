import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type * as Esbuild from 'esbuild';
import { WASM_PATH } from './store';

/** A program of `children/`, running in a process of its own. */
export interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  /** What it prints, line by line. */
  readonly lines: AsyncIterableIterator<string>;
  /** Resolves with its exit code (null when it was killed) and its error output. */
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

/** Bundles a program of `children/` into a folder; resolves with the path of the bundle. */
export async function bundleChild(name: string, folder: string): Promise<string> {
  // Not bundled with the tests: esbuild looks for its binary beside itself.
  const esbuild = createRequire(join(process.cwd(), 'package.json'))('esbuild') as typeof Esbuild;
  const outfile = join(folder, `${name}.cjs`);
  const entry = join(process.cwd(), 'test', 'unit', 'core', 'store', 'children', `${name}.ts`);
  await esbuild.build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', logLevel: 'error' });
  return outfile;
}

/** Starts a bundled program; `limit` is the largest file it may write, in the shell's blocks. */
export function startChild(bundle: string, args: string[], limit?: number): Child {
  const command = [process.execPath, bundle, ...args, WASM_PATH];
  const child =
    limit === undefined
      ? spawn(command[0]!, command.slice(1))
      : spawn('sh', ['-c', `ulimit -f ${limit}; exec "$@"`, 'sh', ...command]);
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, errors });
    });
  });
  return { process: child, lines: createInterface(child.stdout)[Symbol.asyncIterator](), ended };
}
