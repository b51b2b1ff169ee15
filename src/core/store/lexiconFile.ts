import { readRegular } from '../regularFile';
import { replaceFile } from '../replaceFile';
import { hasCode, notWritable } from './fileError';
import { withFileLock } from './fileLock';
import { storePaths } from './paths';
import { ensureRoot } from './root';

/** The text of the root's lexicon.json; undefined where there is none. Rejects with the system's error. */
export async function readLexiconText(root: string): Promise<string | undefined> {
  try {
    return (await readRegular(storePaths(root).lexicon)).toString('utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/**
 * Gives the root's lexicon.json the text that `change` makes of the one it has, while no other process changes it.
 * What `change` throws leaves the file as it is. Rejects with MediaNotWritable.
 */
export async function changeLexiconText(
  root: string,
  change: (before: string | undefined) => string,
): Promise<void> {
  const path = storePaths(root).lexicon;
  await ensureRoot(root);
  await withFileLock(path, async (held) => {
    try {
      const before = await readLexiconText(root);
      const after = change(before);
      if (after !== before) await replaceFile(path, after, held.assertHeld);
    } catch (error) {
      throw notWritable(path, error);
    }
  });
}
