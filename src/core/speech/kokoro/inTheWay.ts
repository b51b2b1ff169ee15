import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { StoryFlowError } from '../../errors';
import { fileSha256 } from '../../hash';
import { judgeFile, knownFiles } from './knownFiles';
import { bestFirst, findModels } from './modelFiles';
import { DEFAULT_VARIANT, variantsOf } from './variants';

/**
 * The models in a folder that would be used instead of a wanted one, by relative names: published ones, which can be
 * had again. Throws WrongUse when one of them, or the one in its place, is the writer's own.
 */
export async function inTheWayOf(wanted: string, folder: string, files = knownFiles): Promise<string[]> {
  const order = bestFirst([...(await modelsIn(folder)), wanted]);
  const before = order.slice(0, order.indexOf(wanted) + 1);
  for (const name of before) {
    if (await isOwn(join(folder, name), files))
      throw new StoryFlowError(
        'WrongUse',
        `${join(folder, name)} stands in the way of ${wanted}, and is not a published file: move it to another folder first.`,
      );
  }
  return before.filter((name) => name !== wanted);
}

/** The variant that a folder has, so that it can be completed; the default where there is none, none of the writer's own. */
export async function variantIn(folder: string, files = knownFiles): Promise<string | undefined> {
  const [model] = await modelsIn(folder);
  if (model === undefined) return DEFAULT_VARIANT;
  if (await isOwn(join(folder, model), files)) return undefined;
  return variantsOf(files).find(({ file }) => file.path === model)?.name;
}

async function modelsIn(folder: string): Promise<string[]> {
  return (await findModels(folder)).map((path) => relative(folder, path).replaceAll('\\', '/'));
}

async function isOwn(path: string, files: typeof knownFiles): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && judgeFile(stats.size, await fileSha256(path), files) === null;
}
