import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { TEST_CACHE } from './installServer';
import { isReachable } from './isReachable';
import { say } from './say';

const DOWNLOADS = 'https://update.code.visualstudio.com';

/** Commands of desktop VS Codes. */
const COMMANDS = ['code', 'code-insiders', 'codium'];

/**
 * The program of a desktop VS Code: of this version, which is downloaded, or without one an installed VS Code, else the
 * latest. Undefined where there is none, none can be downloaded, or there is no display.
 */
export async function findDesktop(version?: string): Promise<string | undefined> {
  if (!hasDisplay()) return undefined;
  return (version === undefined ? await findInstalled() : undefined) ?? (await download(version ?? 'stable'));
}

/** Whether a window can be shown here. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || !!(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** The program behind an installed `code` command, which itself would not wait for the window's end. */
export async function findInstalled(commands: readonly string[] = COMMANDS): Promise<string | undefined> {
  const suffix = process.platform === 'win32' ? '.cmd' : '';
  for (const command of commands)
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const script = join(folder, `${command}${suffix}`);
      if (!existsSync(script)) continue;
      const program = programsBeside(await realpath(script)).find(existsSync);
      if (program) return program;
    }
  return undefined;
}

/** Where the program lies, seen from its command in a `bin` folder, on each platform. */
function programsBeside(script: string): readonly string[] {
  const root = dirname(dirname(script));
  const name = basename(script).replace(/\.cmd$/, '');
  if (process.platform === 'win32')
    return ['Code.exe', 'Code - Insiders.exe', 'VSCodium.exe'].map((exe) => join(root, exe));
  if (process.platform === 'darwin')
    return ['Electron', 'Code', 'VSCodium'].map((program) => join(root, '..', '..', 'MacOS', program));
  return [join(root, name)];
}

async function download(version: string): Promise<string | undefined> {
  if (!(await isReachable(DOWNLOADS))) return undefined;
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: TEST_CACHE });
  } catch (error) {
    say(`Desktop VS Code ${version} could not be downloaded: ${String(error)}`);
    return undefined;
  }
}
