import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE_FOLDER } from './paths';

/** More entries than this are not looked at: a root may be anybody's home folder. */
const MOST_ENTRIES = 20_000;

/**
 * The story files of a root, as absolute paths: Markdown, in this folder and those below it, but not in hidden folders,
 * in `node_modules`, nor below another root. What cannot be read is passed over.
 */
export async function storyFilesBelow(root: string): Promise<string[]> {
  const files: string[] = [];
  const folders = [root];
  let entries = 0;
  for (const folder of folders) {
    const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
    if (folder !== root && found.some(({ name }) => name === STORE_FOLDER)) continue;
    for (const entry of found) {
      if (++entries > MOST_ENTRIES) return files;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
        folders.push(path);
      else if (entry.isFile() && /\.(md|markdown)$/iu.test(entry.name)) files.push(path);
    }
  }
  return files;
}
