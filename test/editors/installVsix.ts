import { join, resolve } from 'node:path';
import type { InstalledServer } from './installServer';
import { runCommand } from './runCommand';
import { temporaryFolder } from './temporaryFolder';

let installed: Promise<string> | undefined;

/** The folder of extensions where the package named in STORYFLOW_TEST_VSIX is installed; undefined where none is named. */
export function installVsix(server: InstalledServer): Promise<string> | undefined {
  const vsix = process.env['STORYFLOW_TEST_VSIX'];
  if (!vsix) return undefined;
  installed ??= install(server, resolve(vsix));
  return installed;
}

async function install({ node, main }: InstalledServer, vsix: string): Promise<string> {
  const folder = await temporaryFolder();
  const extensions = join(folder, 'extensions');
  await runCommand(node, [
    ...[main, '--install-extension', vsix, '--extensions-dir', extensions],
    ...['--server-data-dir', join(folder, 'data'), '--accept-server-license-terms'],
  ]);
  return extensions;
}
