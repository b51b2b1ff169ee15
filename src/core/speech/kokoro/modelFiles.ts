import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StoryFlowError } from '../../errors';
import type { Blend } from './parseVoice';
import { readVoiceArchive, readVoiceFile, type VoicePack } from './voicePack';

/** What a model folder holds. Undefined is what is missing. */
export interface ModelFiles {
  readonly folder: string;
  /** The ONNX file. */
  readonly model: string | undefined;
  /** The NumPy archive of all voices; voices that have a file of their own do not need it. */
  readonly archive: string | undefined;
}

/** A file that a voice needs and that is not there. */
export interface MissingFile {
  /** Path relative to the model folder, with `/`. */
  readonly name: string;
  readonly folder: string;
}

/** The name of the archive in the releases of thewh1teagle/kokoro-onnx. */
export const ARCHIVE = 'voices-v1.0.bin';

/**
 * Names that the published v1.0 models have, best first: full precision is the fastest on most processors. Version
 * 0.19 and the Chinese 1.1 have other vocabularies and would speak gibberish.
 */
const modelNames: readonly RegExp[] = [
  /^(?:onnx\/)?model\.onnx$/,
  /^kokoro-v1\.0\.onnx$/,
  /^(?:onnx\/)?model_fp16\.onnx$/,
  /^kokoro-v1\.0\.fp16(?:-gpu)?\.onnx$/,
  /^(?:onnx\/)?model[\w.-]*\.onnx$/,
  /^kokoro-v1\.0[\w.-]*\.onnx$/,
];

/** Finds the model and the voices in a folder by their names; nothing is opened. */
export async function findModel(folder: string): Promise<ModelFiles> {
  const [model] = await findModels(folder);
  return { folder, model, archive: await firstFile([join(folder, ARCHIVE)]) };
}

/** Absolute paths of all models in a folder. The first one speaks. */
export async function findModels(folder: string): Promise<string[]> {
  const names = [
    ...(await namesIn(folder)),
    ...(await namesIn(join(folder, 'onnx'))).map((name) => `onnx/${name}`),
  ];
  const paths = bestFirst(names).map((name) => join(folder, name));
  const files = await Promise.all(paths.map(async (path) => ((await isFile(path)) ? [path] : [])));
  return files.flat();
}

/** Those of some names, relative to a model folder, that are a model's, in the order in which they are preferred. */
export function bestFirst(names: readonly string[]): string[] {
  return [...new Set(modelNames.flatMap((pattern) => names.filter((name) => pattern.test(name)).sort()))];
}

/** The file that holds a voice: its own, else the archive (unopened); undefined when neither is there. */
export async function voiceSource(
  { folder, archive }: ModelFiles,
  name: string,
): Promise<string | undefined> {
  return firstFile([voiceFile(folder, name), ...(archive === undefined ? [] : [archive])]);
}

/** The files that the voices of a blend still need, by existence only; empty when it can be spoken. */
export async function missingFiles(files: ModelFiles, blend: Blend): Promise<MissingFile[]> {
  const { folder, model } = files;
  const missing: MissingFile[] = model === undefined ? [{ name: 'model.onnx', folder }] : [];
  for (const { voice } of blend.parts) {
    if ((await voiceSource(files, voice.name)) !== undefined) continue;
    missing.push({ name: `voices/${voice.name}.bin`, folder });
  }
  return missing;
}

/** The refusal that names each missing file and where to put it; undefined when nothing is missing. */
export function modelUnavailable(missing: readonly MissingFile[]): StoryFlowError | undefined {
  const [first] = missing;
  if (first === undefined) return undefined;
  const names = missing.map((file) => file.name).join(' and ');
  const [what, it] = missing.length === 1 ? ['is missing', 'it'] : ['are missing', 'them'];
  return new StoryFlowError(
    'ModelUnavailable',
    `Of the Kokoro model, ${names} ${what}: download the model or put ${it} into the folder ${first.folder}.`,
  );
}

/** Reads one voice's style vectors. Throws ModelUnavailable. */
export async function loadVoice(files: ModelFiles, name: string): Promise<VoicePack> {
  const file = voiceFile(files.folder, name);
  const source = (await voiceSource(files, name)) ?? file;
  return source === file ? readVoiceFile(file) : readVoiceArchive(source, name);
}

function voiceFile(folder: string, name: string): string {
  return join(folder, 'voices', `${name}.bin`);
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await isFile(path)) return path;
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
