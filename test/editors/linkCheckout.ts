import { mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A folder of extensions below `base` where the extension of this checkout is installed as it was built. */
export async function linkCheckout(base: string): Promise<string> {
  const extensions = join(base, 'extensions');
  await mkdir(extensions);
  await symlink(resolve('.'), join(extensions, 'storyflow'), 'junction');
  return extensions;
}
