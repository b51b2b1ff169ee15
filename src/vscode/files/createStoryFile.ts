import { homedir } from 'node:os';
import * as vscode from 'vscode';

/**
 * Writes a new story file, named after its title, into the workspace; asks for the place where there is more than one,
 * or none. Resolves with undefined when that was cancelled. No file is ever replaced.
 */
export async function createStoryFile(title: string, text: string): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder =
    folders.length > 1
      ? (
          await vscode.window.showWorkspaceFolderPick({
            placeHolder: vscode.l10n.t('Choose the folder for “{0}”', title),
          })
        )?.uri
      : folders[0]?.uri;
  const uri = folder
    ? await freeName(folder, fileName(title))
    : folders.length === 0
      ? await vscode.window.showSaveDialog({
          title: vscode.l10n.t('Save the Story'),
          defaultUri: vscode.Uri.joinPath(vscode.Uri.file(homedir()), `${fileName(title)}.story.md`),
          filters: { Markdown: ['md'] },
        })
      : undefined;
  if (!uri) return undefined;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** The first name in a folder that no file has: `NAME.story.md`, `NAME-2.story.md` and so on. */
async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const uri = vscode.Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}.story.md`);
    const isTaken = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isTaken) return uri;
  }
}

/** A title as a file's name on every system. */
function fileName(title: string): string {
  const name = title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 60);
  return name === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)$/u.test(name) ? 'story' : name;
}
