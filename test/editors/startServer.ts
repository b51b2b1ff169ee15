import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { extensionHosts } from './extensionHosts';
import type { InstalledServer } from './installServer';
import type { Workspace } from './workspace';

export interface ServerOptions {
  /** Everything that this VS Code keeps: settings, logs, installed extensions. */
  readonly dataFolder: string;
  /** What StoryFlow shares between workspaces, models and cache; by default that of whoever runs this. */
  readonly home?: string;
  /** VS Code asks whether a workspace is trusted; by default all are. */
  readonly asksForTrust?: boolean;
  /** A folder of installed extensions. Without one the extension of this checkout runs, as it was built. */
  readonly extensions?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Server {
  readonly pid: number;
  /** The page's address for this workspace. `payload` reaches VS Code's own options, such as extensionTestsPath. */
  address(workspace: Workspace, payload?: Readonly<Record<string, string>>): string;
  /** The address of a file on this machine as this server's extensions see it. */
  fileUri(path: string): string;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
// What was started ends with this process, however that comes.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts VS Code as a server on a free port of this machine. */
export async function startServer(installed: InstalledServer, options: ServerOptions): Promise<Server> {
  const child = spawn(installed.node, [installed.main, ...serverArguments(options)], {
    // No gallery of extensions: nothing leaves the machine.
    env: {
      ...process.env,
      EXTENSIONS_GALLERY: '{}',
      ...(options.home !== undefined && { STORYFLOW_HOME: options.home }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise<void>((done) => {
    child.on('close', () => {
      running.delete(child);
      done();
    });
  });
  const authority = `127.0.0.1:${await announcedPort(child.stdout, child.stderr, ended)}`;
  const fileUri = (path: string) => `vscode-remote://${authority}${slashes(path)}`;
  return {
    pid: child.pid!,
    fileUri,
    ended,
    address: (workspace, payload = {}) => {
      const own = options.extensions ? {} : { extensionDevelopmentPath: fileUri(resolve('.')) };
      const pairs = Object.entries({ ...own, ...payload, skipWelcome: 'true' });
      const query = new URLSearchParams([opened(workspace), ['payload', JSON.stringify(pairs)]]);
      return `http://${authority}/?${query.toString()}`;
    },
    stop: async () => {
      const hosts = await extensionHosts(child.pid!);
      child.kill('SIGTERM');
      await ended;
      // One that was busy then waits for a window that never comes.
      for (const host of hosts) killIfAlive(host);
    },
  };
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}

/** Writes the settings of a user who wants quiet, and these. */
export function writeUserSettings(dataFolder: string, settings: Settings): Promise<void> {
  return writeSettings(join(dataFolder, 'data', 'User'), { ...QUIET, ...settings });
}

/** Writes the settings of the machine, which precede the user's. Open windows take up only these at once. */
export function writeMachineSettings(dataFolder: string, settings: Settings): Promise<void> {
  return writeSettings(join(dataFolder, 'data', 'Machine'), settings);
}

/** Settings of VS Code and its extensions by their names. */
export type Settings = Readonly<Record<string, unknown>>;

async function writeSettings(folder: string, settings: Settings): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** Nothing of VS Code's own shall open, ask or wait for the network while a test looks. */
const QUIET: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  // As on a desktop.
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.untrustedFiles': 'open',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

function serverArguments(options: ServerOptions): readonly string[] {
  return [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--server-data-dir', options.dataFolder, '--telemetry-level', 'off', '--disable-update-check'],
    ...(options.asksForTrust ? [] : ['--disable-workspace-trust']),
    // Without the driver a built VS Code ignores the page's payload; with it no notification pops up.
    ...(options.extensions ? ['--extensions-dir', options.extensions] : ['--enable-smoke-test-driver']),
  ];
}

function announcedPort(
  out: NodeJS.ReadableStream,
  err: NodeJS.ReadableStream,
  ended: Promise<void>,
): Promise<number> {
  return new Promise((done, failed) => {
    let said = '';
    let port: string | undefined;
    const read = (data: Buffer) => {
      if (port) return;
      said += data.toString();
      port = /agent listening on (\d+)/.exec(said)?.[1];
      if (port) done(Number(port));
    };
    // Both are read to the end, or the server would wait for a reader.
    out.on('data', read);
    err.on('data', read);
    void ended.then(() => {
      failed(new Error(`The VS Code server ended before it was ready:\n${said}`));
    });
  });
}

const slashes = (path: string) => (path.startsWith('/') ? path : `/${path.replaceAll('\\', '/')}`);

function opened({ folders, path }: Workspace): [string, string] {
  if (path === undefined) return ['ew', 'true'];
  return [folders.length > 1 ? 'workspace' : 'folder', slashes(path)];
}
