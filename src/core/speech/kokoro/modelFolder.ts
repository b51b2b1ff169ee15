import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { messageOf, StoryFlowError } from '../../errors';
import { fileSha256 } from '../../hash';
import { judgeFile, judgeVoice, type Verdict } from './knownFiles';
import { findModel } from './modelFiles';

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

/** The files that a folder would speak with: its model and all its voices. Empty when there are none. */
export async function listModelFiles(folder: string): Promise<ModelFile[]> {
  const { model, archive } = await findModel(folder);
  const packs = (await readdir(join(folder, 'voices')).catch(() => []))
    .filter((name) => name.endsWith('.bin'))
    .sort();
  const found: [ModelFile['kind'], string | undefined][] = [
    ['model', model],
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
  const files = await listModelFiles(folder);
  return Promise.all(
    files.map(async (file) => {
      const sha256 = await fileSha256(file.path);
      const verdict =
        file.kind === 'voice'
          ? judgeVoice(basename(file.path, '.bin'), sha256)
          : judgeFile(file.bytes, sha256);
      return { ...file, sha256, verdict };
    }),
  );
}

/**
 * Copies a folder's model and voices to `target`, each whole or not at all. Rejects with ModelUnavailable when there
 * is nothing to copy, a file is damaged, or it cannot be written; what was there before stays then.
 */
export async function importModelFiles(source: string, target: string): Promise<ModelFile[]> {
  if (resolve(source) === resolve(target)) {
    throw new StoryFlowError(
      'WrongUse',
      `${target} is where StoryFlow looks already: name another folder to import from.`,
    );
  }
  const files = await checkModelFiles(source);
  if (files.length === 0) {
    throw new StoryFlowError(
      'ModelUnavailable',
      `${source} holds no Kokoro model and no voices: models/README.md says which files are needed.`,
    );
  }
  const damaged = files.find(({ verdict }) => verdict === 'damaged');
  if (damaged) {
    throw new StoryFlowError(
      'ModelUnavailable',
      `${damaged.path} is damaged: its content is not what was published. Download it again; nothing was imported.`,
    );
  }
  for (const { path, name } of files) await copyWhole(path, join(target, name));
  return listModelFiles(target);
}

async function copyWhole(from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  try {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, part);
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw new StoryFlowError(
      'ModelUnavailable',
      `${from} could not be copied to ${to}: ${messageOf(error)}.`,
      { cause: error },
    );
  }
}
