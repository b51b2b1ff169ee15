import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Files of a folder by their path in it, or a copy of the samples' stories. */
export type FolderContent = 'samples' | Readonly<Record<string, string | Uint8Array>>;

/** What a window opens: no folder, one, or several in a multi-root workspace, by their names. */
export type WorkspaceContent = Readonly<Record<string, FolderContent>>;

export interface Workspace {
  /** Absolute paths, in the order of the content. */
  readonly folders: readonly string[];
  /** The folder, or the `.code-workspace` file; undefined where nothing is opened. */
  readonly path: string | undefined;
}

/** Writes this content below `base`, where nothing else is. */
export async function createWorkspace(base: string, content: WorkspaceContent): Promise<Workspace> {
  const folders: string[] = [];
  for (const [name, files] of Object.entries(content)) {
    const folder = join(base, name);
    await (files === 'samples' ? copySamples(folder) : writeFiles(folder, files));
    folders.push(folder);
  }
  if (folders.length < 2) return { folders, path: folders[0] };
  const path = join(base, 'stories.code-workspace');
  await writeFile(path, JSON.stringify({ folders: folders.map((folder) => ({ path: folder })) }));
  return { folders, path };
}

/** Only the stories: whoever works here may have narrated the samples. */
async function copySamples(folder: string): Promise<void> {
  const samples = resolve('samples');
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(samples))
    if (name.endsWith('.md')) await cp(join(samples, name), join(folder, name));
}

async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
