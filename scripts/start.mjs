// Opens the samples in a VS Code that runs this checkout's extension.
import { spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const editors = [process.env.VSCODE, 'code', 'code-insiders', 'codium'].filter(Boolean);
const runs = (name) =>
  spawnSync(name, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
const editor = editors.find(runs);

if (!editor) {
  console.error(`No VS Code was found (${editors.join(', ')}): install one, or name its command in VSCODE.`);
  process.exit(1);
}
const args = [`--extensionDevelopmentPath=${resolve('.')}`, resolve('samples')];
spawn(editor, args, { stdio: 'inherit', shell: process.platform === 'win32' }).on('exit', (code) =>
  process.exit(code ?? 1),
);
