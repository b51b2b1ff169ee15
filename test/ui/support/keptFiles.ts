import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workbench } from './workbench';

/** The wavs below the media root, by their place there, each with the sum of its bytes. */
export async function wavSums(workbench: Workbench): Promise<ReadonlyMap<string, string>> {
  const media = workbench.path('.storyflow/media');
  const sums = new Map<string, string>();
  for (const name of (await filesBelow(media)).filter((each) => each.endsWith('.wav')))
    sums.set(
      name,
      createHash('sha256')
        .update(await readFile(join(media, name)))
        .digest('hex'),
    );
  return sums;
}

/** Names of the images below the media root, without what stands for their segments. */
export async function imageNames(workbench: Workbench): Promise<readonly string[]> {
  const names = await filesBelow(workbench.path('.storyflow/media'));
  return names.filter((name) => name.includes('/images/')).map((name) => name.replace(/^.*_/u, ''));
}

/** Utterances that were ever spoken: whatever is spoken lies here before its wav is written. */
export async function spokenUtterances(workbench: Workbench): Promise<number> {
  const names = await filesBelow(join(workbench.home, 'utterances'));
  return names.filter((name) => name.endsWith('.utterance')).length;
}

async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.map((name) => name.replaceAll('\\', '/')).sort();
}
