import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a user's own settings of git must not decide in a test. */
const SETTINGS = ['user.name=Writer', 'user.email=writer@example.org', 'commit.gpgsign=false', 'gc.auto=0'];

/** Runs git in a folder. Rejects with what git says when it fails. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const { stdout } = await run('git', ['-C', folder, ...settings, ...args]);
  return stdout;
}

/** Makes a folder a repository whose branch `main` has all that is in it. */
export async function gitInit(folder: string): Promise<void> {
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  await gitCommit(folder, 'The beginning');
}

export async function gitCommit(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message', message);
}
