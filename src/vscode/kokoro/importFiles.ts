import * as vscode from 'vscode';
import { changed, letHear, type Fetching } from './fetchKokoro';

/** Copies what the writer has to the model folder, and lets the voice be heard. */
export async function importFiles(fetching: Fetching, kind: 'file' | 'folder' | vscode.Uri): Promise<void> {
  const uri = kind instanceof vscode.Uri ? kind : await ask(kind);
  if (!uri) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Checking and copying Kokoro’s files'),
  };
  const files = await vscode.window.withProgress(options, () =>
    fetching.app.studio.call('importModel', { path: uri.fsPath }),
  );
  await changed(fetching.app);
  const voices = files.flatMap(({ name }) => /^voices\/(\w+)\.bin$/u.exec(name)?.[1] ?? []);
  const words =
    files.length === 1
      ? vscode.l10n.t('{0} was imported.', files[0]?.name ?? '')
      : vscode.l10n.t('{0} files were imported.', files.length);
  await letHear(fetching, { voices }, words);
}

async function ask(kind: 'file' | 'folder'): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Kokoro’s Files'),
    openLabel: vscode.l10n.t('Import'),
    canSelectFiles: kind === 'file',
    canSelectFolders: kind === 'folder',
    ...(kind === 'file' ? { filters: { [vscode.l10n.t('Kokoro')]: ['onnx', 'bin', 'npz'] } } : {}),
  });
  return chosen?.[0];
}
