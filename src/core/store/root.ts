import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { dataFolder } from './dataFolder';
import { hasCode, notWritable } from './fileError';
import { STORE_FOLDER, storePaths } from './paths';

const GITIGNORE = `# Locks and pronunciations belong to the stories. Everything else here is made on each machine.
*
!.gitignore
!lexicon.json
!locks.json
`;

/** The root of a story: the nearest folder above it that has `.storyflow/`; undefined when none has. */
export async function findRoot(storyFile: string): Promise<string | undefined> {
  // A data folder that was named `.storyflow` makes no root of the home folder around it.
  const notARoot = resolve(dataFolder());
  return nearest(dirname(resolve(storyFile)), async (folder) => {
    const store = join(folder, STORE_FOLDER);
    return store !== notARoot && (await stat(store)).isDirectory();
  });
}

/** The nearest folder, `folder` itself included, that holds a git repository or worktree. */
export async function findGitRoot(folder: string): Promise<string | undefined> {
  return nearest(resolve(folder), async (candidate) => {
    await stat(join(candidate, '.git'));
    return true;
  });
}

/**
 * Makes the folder a root: creates `.storyflow/` with a .gitignore that lets only the lock file and the
 * lexicon through. What is there already stays as it is. Rejects with MediaNotWritable.
 */
export async function ensureRoot(root: string): Promise<void> {
  const { folder, gitignore } = storePaths(root);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(gitignore, GITIGNORE, { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST') || !(await isFolder(folder))) throw notWritable(folder, error);
  }
}

async function nearest(
  folder: string,
  matches: (folder: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (await matches(candidate).catch(() => false)) return candidate;
    if (dirname(candidate) === candidate) return undefined;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
