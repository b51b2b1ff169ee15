import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { HostEditor, HostWindow } from './chooseEditor';

/** Longest run of one window, in milliseconds. */
const PATIENCE_MS = 600_000;

/** A desktop VS Code, by the path of its program. */
export function desktopEditor(program: string): HostEditor {
  return {
    name: `desktop VS Code (${program})`,
    run: (window) => runIn(program, window),
    close: () => Promise.resolve(),
  };
}

/** Not test-electron's `runTests`: it always turns workspace trust off. */
function runIn(program: string, window: HostWindow): Promise<string> {
  const child = spawn(
    program,
    [...hostArguments(window), ...(window.workspace.path ? [window.workspace.path] : [])],
    {
      env: { ...process.env, STORYFLOW_HOME: window.home, ...window.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', window.onLine);
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      done(`VS Code ended with ${code ?? signal ?? 'nothing'}.`);
    });
  });
}

function hostArguments({ index, dataFolder, restricted }: HostWindow): readonly string[] {
  return [
    `--extensionDevelopmentPath=${resolve('.')}`,
    `--extensionTestsPath=${index}`,
    `--user-data-dir=${dataFolder}/data`,
    `--extensions-dir=${dataFolder}/extensions`,
    ...['--no-sandbox', '--disable-gpu', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
    ...(restricted ? [] : ['--disable-workspace-trust']),
  ];
}
