import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoryFlowError } from '../../errors';
import { remedyFor } from '../../systemReason';
import { checkModelFiles, type CheckedModelFile } from './modelFolder';

export interface RemovalPlan {
  /** Published files, whole or damaged: they can be had again. */
  readonly removed: readonly CheckedModelFile[];
  /** Files that may be the writer's own. */
  readonly kept: readonly CheckedModelFile[];
  /** Absolute paths of what unfinished downloads left. */
  readonly parts: readonly string[];
}

/** Finds out what removing Kokoro from a folder would remove. */
export async function planRemoval(folder: string): Promise<RemovalPlan> {
  const files = await checkModelFiles(folder);
  const isOurs = ({ verdict }: CheckedModelFile) => verdict === 'as published' || verdict === 'damaged';
  const parts = await Promise.all(
    ['.', 'onnx', 'voices'].map(async (name) => {
      const names = await readdir(join(folder, name)).catch(() => []);
      return names.filter((each) => /\.part(?:\.json)?$/u.test(each)).map((each) => join(folder, name, each));
    }),
  );
  return {
    removed: files.filter(isOurs),
    kept: files.filter((file) => !isOurs(file)),
    parts: parts.flat(),
  };
}

/** Removes what a plan says. Rejects with MediaNotWritable, and then what is left can be removed later. */
export async function removeModel({ removed, parts }: RemovalPlan): Promise<void> {
  for (const path of [...removed.map((file) => file.path), ...parts])
    await rm(path, { force: true }).catch((error: unknown) => {
      throw new StoryFlowError('MediaNotWritable', `${path} could not be removed: ${remedyFor(error)}.`, {
        cause: error,
      });
    });
}
