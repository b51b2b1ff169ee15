import { resolve } from 'node:path';
import { StoryFlowError } from '../../core/errors';
import { megabytes } from '../../core/megabytes';
import { importModel } from '../../core/speech/kokoro/importModel';
import { checkModelFiles, listModelFiles, type ModelFile } from '../../core/speech/kokoro/modelFolder';
import { planRemoval, removeModel } from '../../core/speech/kokoro/removeModel';
import { variantsOf } from '../../core/speech/kokoro/variants';
import { consoleLog, printJson, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { count } from '../format';
import { modelsFolderOf, openSession, type SessionOptions } from '../session';

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
  const variants = variantsOf().map(({ name, about, file: { path, bytes } }) => ({
    name,
    path,
    bytes,
    about,
    isThere: files.some((file) => file.name === path),
  }));
  if (options.json) printJson(console.out, { folder, files, variants });
  else {
    printFiles(console, folder, files);
    printLine(console.err, '\nVariants of the model (`storyflow models install --variant NAME`):');
    for (const { name, bytes, about, isThere } of variants)
      printLine(
        console.err,
        `  ${name.padEnd(6)} ${megabytes(bytes).padStart(9)}  ${isThere ? 'Is there. ' : ''}${about}`,
      );
  }
  return files.some(({ kind }) => kind === 'model') ? exitCode.done : exitCode.modelMissing;
}

export async function modelsImport(
  console: Console,
  source: string,
  options: ModelsOptions,
): Promise<ExitCode> {
  const folder = modelsFolderOf(options);
  const session = openSession(options, consoleLog(console.err));
  try {
    const files = await importModel(resolve(source), {
      target: folder,
      inspect: (path) => session.inspectModel(path),
    });
    for (const { name, bytes, verdict, description } of files) {
      const words = [
        megabytes(bytes),
        ...(description ? [`reads ${description.dialect}`] : []),
        verdictInWords[verdict ?? 'unknown'],
      ];
      printLine(console.out, `${name}  ${words.join(', ')}`);
    }
    printLine(console.err, `${count(files.length, 'file')} imported into ${folder}`);
    return exitCode.done;
  } finally {
    await session.close();
  }
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

export async function modelsRemove(
  console: Console,
  options: Pick<ModelsOptions, 'models'>,
): Promise<ExitCode> {
  const folder = modelsFolderOf(options);
  const plan = await planRemoval(folder);
  try {
    await removeModel(plan);
  } catch (error) {
    throw new StoryFlowError('WrongUse', `${String(error)}: close what uses the model, and try again.`, {
      cause: error,
    });
  }
  for (const { name, bytes } of plan.removed) printLine(console.out, `${name}  ${megabytes(bytes)}`);
  const parts = plan.parts.some((path) => path.endsWith('.part')) ? ', and what came of unfinished ones' : '';
  printLine(console.err, `${count(plan.removed.length, 'file')} removed from ${folder}${parts}.`);
  for (const { name } of plan.kept) printLine(console.err, `${name} was left, because it may be your own.`);
  return exitCode.done;
}

function printFiles({ out, err }: Console, folder: string, files: readonly ModelFile[]): void {
  for (const { name, bytes } of files) printLine(out, `${name}  ${megabytes(bytes)}`);
  if (files.some(({ kind }) => kind === 'model'))
    printLine(err, `${count(files.length, 'file')} in ${folder}`);
  else
    printLine(
      err,
      `There is no Kokoro model in ${folder}: \`storyflow models install\` fetches it, \`storyflow models import\` takes files that you have.`,
    );
}
