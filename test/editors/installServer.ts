import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { runCommand } from './runCommand';
import { CannotRun } from './cannotRun';
import { say } from './say';

/** What is fetched to run tests: large, never part of the extension, safe to delete. */
export const TEST_CACHE = resolve('.vscode-test');

const PACKAGE = resolve('test', 'editors', 'server');
const LOG_WRITER = 'logWriter.cjs';

export interface InstalledServer {
  /** VS Code's version. */
  readonly version: string;
  /** The Node that this VS Code was built for. */
  readonly node: string;
  readonly main: string;
}

/** The VS Code server, installed from the npm registry when it is not there yet. */
export async function installServer(): Promise<InstalledServer> {
  const folder = join(TEST_CACHE, `server-${await contentKey()}`);
  if (!(await stat(folder).catch(() => undefined))) await install(folder);
  const vscode = vscodeFolder(folder);
  const { version } = JSON.parse(await readFile(join(vscode, 'package.json'), 'utf8')) as { version: string };
  return { version, node: nodeBinary(folder), main: join(vscode, 'out', 'server-main.js') };
}

async function contentKey(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', LOG_WRITER]) hash.update(await readFile(join(PACKAGE, file)));
  return hash.digest('hex').slice(0, 12);
}

const vscodeFolder = (folder: string) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

/** Everything happens beside the target, so that a folder that is there is complete, whoever else installs. */
async function install(folder: string): Promise<void> {
  say('Installing the VS Code server from the npm registry (about 800 MB, once) …');
  await mkdir(TEST_CACHE, { recursive: true });
  const stage = await mkdtemp(`${folder}-`);
  const npm = (cwd: string, ...args: string[]) =>
    runCommand('npm', [...args, '--omit=dev', '--ignore-scripts', '--no-fund', '--no-audit'], { cwd });
  try {
    for (const file of ['package.json', 'package-lock.json'])
      await cp(join(PACKAGE, file), join(stage, file));
    await npm(stage, 'ci');
    // Its own lock file is not in step with its package.json, which `npm ci` refuses.
    await npm(vscodeFolder(stage), 'install', '--no-package-lock');
    await replaceLogWriter(vscodeFolder(stage));
    await rename(stage, folder).catch(async (error: unknown) => {
      // Somebody else was faster.
      if (!(await stat(folder).catch(() => undefined))) throw error;
    });
  } catch (error) {
    throw new CannotRun(
      `The VS Code server could not be installed: let npm reach its registry, or set STORYFLOW_TEST_VSCODE=desktop where a desktop VS Code is installed.\n${String(error)}`,
    );
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** VS Code writes its logs through a native module that only an install script builds; without logs no log channel has content. */
async function replaceLogWriter(vscode: string): Promise<void> {
  await cp(join(PACKAGE, LOG_WRITER), join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js'));
}

function nodeBinary(folder: string): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const require = createRequire(join(folder, 'package.json'));
  try {
    const manifest = require.resolve(`node-${platform}-${process.arch}/package.json`);
    return join(manifest, '..', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    if (Number.parseInt(process.versions.node) === 24) return process.execPath;
    throw new CannotRun(
      `The VS Code server needs Node 24, and no npm package brings it for ${process.platform}-${process.arch}: run the tests with Node 24.`,
    );
  }
}
