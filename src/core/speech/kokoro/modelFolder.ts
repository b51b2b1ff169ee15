import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileSha256 } from '../../hash';
import { judgeFile, judgeVoice, type Verdict } from './knownFiles';
import { findModel, findModels } from './modelFiles';

/** A file of Kokoro's in a folder. */
export interface ModelFile {
  /** Relative to the folder, with `/`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly kind: 'model' | 'voices' | 'voice';
}

export interface CheckedModelFile extends ModelFile {
  readonly sha256: string;
  readonly verdict: Verdict;
}

/** All of Kokoro's files in a folder: models, the one that speaks first, and voices. */
export async function listModelFiles(folder: string): Promise<ModelFile[]> {
  const { archive } = await findModel(folder);
  const models = await findModels(folder);
  const packs = (await readdir(join(folder, 'voices')).catch(() => []))
    .filter((name) => name.endsWith('.bin'))
    .sort();
  const found: [ModelFile['kind'], string | undefined][] = [
    ...models.map((path): [ModelFile['kind'], string] => ['model', path]),
    ['voices', archive],
    ...packs.map((name): [ModelFile['kind'], string] => ['voice', join(folder, 'voices', name)]),
  ];
  const files: ModelFile[] = [];
  for (const [kind, path] of found) {
    if (path === undefined) continue;
    const name = relative(folder, path).replaceAll('\\', '/');
    files.push({ kind, path, name, bytes: (await stat(path)).size });
  }
  return files;
}

/** Sums every file of a folder and compares it with what was published. */
export async function checkModelFiles(folder: string): Promise<CheckedModelFile[]> {
  return Promise.all((await listModelFiles(folder)).map(checkModelFile));
}

/** Sums a file and compares it with what was published. */
export async function checkModelFile(file: ModelFile): Promise<CheckedModelFile> {
  const sha256 = await fileSha256(file.path);
  const verdict =
    file.kind === 'voice' ? judgeVoice(basename(file.path, '.bin'), sha256) : judgeFile(file.bytes, sha256);
  return { ...file, sha256, verdict };
}
