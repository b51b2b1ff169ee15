import { resolve } from 'node:path';
import {
  checkModelFiles,
  importModelFiles,
  listModelFiles,
  type ModelFile,
} from '../../core/speech/kokoro/modelFolder';
import { printJson, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';
import { modelsFolderOf, type SessionOptions } from '../session';

const verdictInWords = {
  'as published': 'as published',
  damaged: 'damaged: download it again',
  differs: 'differs from the published voice of this name, may be your own',
  unknown: 'not a published file, may be your own',
};

type ModelsOptions = Pick<SessionOptions, 'models'> & { json?: boolean };

export async function modelsList(console: Console, options: ModelsOptions): Promise<ExitCode> {
  const folder = modelsFolderOf(options);
  const files = await listModelFiles(folder);
  if (options.json) printJson(console.out, { folder, files });
  else printFiles(console, folder, files);
  return files.some(({ kind }) => kind === 'model') ? exitCode.done : exitCode.modelMissing;
}

export async function modelsImport(
  console: Console,
  source: string,
  options: ModelsOptions,
): Promise<ExitCode> {
  const folder = modelsFolderOf(options);
  printFiles(console, folder, await importModelFiles(resolve(source), folder));
  return exitCode.done;
}

export async function modelsVerify(console: Console, options: ModelsOptions): Promise<ExitCode> {
  const folder = modelsFolderOf(options);
  const files = await checkModelFiles(folder);
  if (options.json) printJson(console.out, { folder, files });
  else {
    for (const { name, verdict } of files)
      printLine(console.out, `${name}: ${verdictInWords[verdict ?? 'unknown']}`);
    if (files.length === 0) printFiles(console, folder, files);
  }
  if (files.some(({ verdict }) => verdict === 'damaged')) return exitCode.someFailed;
  return files.some(({ kind }) => kind === 'model') ? exitCode.done : exitCode.modelMissing;
}

function printFiles({ out, err }: Console, folder: string, files: readonly ModelFile[]): void {
  for (const { name, bytes } of files) printLine(out, `${name}  ${(bytes / 1e6).toFixed(1)} MB`);
  if (files.some(({ kind }) => kind === 'model'))
    printLine(err, `${count(files.length, 'file')} in ${folder}`);
  else printLine(err, `There is no Kokoro model in ${folder}: models/README.md says which files go there.`);
}
