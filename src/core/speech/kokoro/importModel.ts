import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { StoryFlowError } from '../../errors';
import { flushFolder, pathBeside, removeLeftovers, renameOver } from '../../replaceFile';
import { remedyFor, whyNotReadable } from '../../systemReason';
import { inTheWayOf } from './inTheWay';
import type { ModelDescription } from './inspectModel';
import { knownFiles } from './knownFiles';
import { ARCHIVE, bestFirst } from './modelFiles';
import { checkModelFile, listModelFiles, type CheckedModelFile, type ModelFile } from './modelFolder';
import { listVoiceArchive, readVoiceFile, VOICE_BYTES } from './voicePack';
import { findVoice } from './voices';

export interface ImportedFile extends CheckedModelFile {
  /** Of a model. */
  readonly description?: ModelDescription;
}

export interface ImportOptions {
  /** Absolute path of the model folder. */
  readonly target: string;
  /** Loads a model to see whether it is Kokoro's. Rejects with ModelUnavailable. */
  readonly inspect: (path: string) => Promise<ModelDescription>;
}

/**
 * Copies a model, voices, or a folder with either to the model folder, each whole or not at all. Rejects with WrongUse
 * or ModelUnavailable when there is nothing to copy, a file is damaged, none of Kokoro's, or cannot be written; what was
 * there before stays then.
 */
export async function importModel(
  source: string,
  { target, inspect }: ImportOptions,
): Promise<ImportedFile[]> {
  if (resolve(source) === resolve(target)) {
    throw new StoryFlowError(
      'WrongUse',
      `${target} is where StoryFlow looks already: name another folder to import from.`,
    );
  }
  const files: ImportedFile[] = [];
  for (const found of await filesOf(source)) files.push(await examine(await checkModelFile(found), inspect));
  const [model] = files.filter(({ kind }) => kind === 'model');
  const replaced = model ? await inTheWayOf(model.name, target) : [];
  for (const { path, name } of files) await copyWhole(path, join(target, name));
  for (const name of replaced) await rm(join(target, name), { force: true });
  return files.map((file) => ({ ...file, path: join(target, file.name) }));
}

/** What is to be imported, each with the name that it gets. */
async function filesOf(source: string): Promise<ModelFile[]> {
  const stats = await stat(source).catch((error: unknown) => {
    throw new StoryFlowError('WrongUse', `${source} cannot be read: ${whyNotReadable(error)}.`, {
      cause: error,
    });
  });
  if (!stats.isDirectory()) return [await asModelFile(source, stats.size)];
  const [model, ...others] = await listModelFiles(source);
  // One model is enough: the best.
  const files = [...(model ? [model] : []), ...others.filter(({ kind }) => kind !== 'model')];
  const loose = await looseVoices(source);
  if (files.length + loose.length > 0) return [...files, ...loose];
  throw new StoryFlowError(
    'ModelUnavailable',
    `${source} holds no Kokoro model and no voices: models/README.md says which files are needed.`,
  );
}

/** Voices that lie in the folder itself. */
async function looseVoices(folder: string): Promise<ModelFile[]> {
  const names = (await readdir(folder)).filter(
    (name) => extname(name) === '.bin' && findVoice(basename(name, '.bin')),
  );
  return Promise.all(names.sort().map(async (name) => asModelFile(join(folder, name), VOICE_BYTES)));
}

async function asModelFile(path: string, bytes: number): Promise<ModelFile> {
  const name = basename(path);
  const voice = basename(name, '.bin');
  if (extname(name) === '.onnx') {
    const [usual] = bestFirst([name]);
    return { path, bytes, kind: 'model', name: usual ?? 'model.onnx' };
  }
  if (extname(name) === '.bin' && findVoice(voice))
    return { path, bytes, kind: 'voice', name: `voices/${name}` };
  if (await isZip(path)) return { path, bytes, kind: 'voices', name: ARCHIVE };
  throw new StoryFlowError(
    'WrongUse',
    `${path} is neither a model (.onnx), a voice such as af_bella.bin, nor an archive of voices: choose another file.`,
  );
}

/** Refuses what cannot be used. */
async function examine(file: CheckedModelFile, inspect: ImportOptions['inspect']): Promise<ImportedFile> {
  const { kind, path, sha256, verdict } = file;
  if (verdict === 'damaged') {
    throw unusable(`${path} is damaged: its content is not what was published. Download it again`);
  }
  const version = knownFiles.find((known) => known.sha256 === sha256)?.version;
  if (version !== undefined)
    throw unusable(`${path} is Kokoro ${version}, which reads other phonemes: take version 1.0`);
  if (kind === 'model') return { ...file, description: await inspect(path) };
  if (kind === 'voice') await readVoiceFile(path);
  else if ((await listVoiceArchive(path)).every((name) => !findVoice(name)))
    throw unusable(`${path} holds none of Kokoro's voices: choose another file`);
  return file;
}

function unusable(sentence: string): StoryFlowError {
  return new StoryFlowError('ModelUnavailable', `${sentence}; nothing was imported.`);
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.toString('latin1') === 'PK';
  } finally {
    await file.close();
  }
}

async function copyWhole(from: string, to: string): Promise<void> {
  const beside = pathBeside(to);
  try {
    await mkdir(dirname(to), { recursive: true });
    await removeLeftovers(to);
    await copyFile(from, beside, constants.COPYFILE_FICLONE);
    const file = await open(beside, 'r+');
    await file.sync().finally(() => file.close());
    await renameOver(beside, to);
    await flushFolder(dirname(to));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw new StoryFlowError(
      'ModelUnavailable',
      `${from} could not be copied to ${to}: ${remedyFor(error)}.`,
      { cause: error },
    );
  }
}
