import { rename, rm, writeFile } from 'node:fs/promises';
import type { Workbench } from './workbench';

/** Does something while a file stands where media are kept, so that no audio can be written and none is found. */
export async function withoutMedia(workbench: Workbench, act: () => Promise<void>): Promise<void> {
  const media = workbench.path('.storyflow/media');
  await rename(media, `${media}.aside`);
  try {
    await writeFile(media, 'No folder can be made here.');
    await act();
  } finally {
    await rm(media);
    await rename(`${media}.aside`, media);
  }
}
