import { mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { registerCommand } from './commandIds';
import { telling } from './errors';
import type { StoryFlow } from './storyFlow';
import { nodesOf, requireSegment } from './targets';

/** The commands that only lead somewhere: to a heading, a story, a file, the settings, the log. */
export function registerNavigation(app: StoryFlow): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand('storyflow.revealHeading', (node) => telling(app.log, () => revealHeading(app, node))),
    registerCommand('storyflow.openStory', (node) =>
      telling(app.log, async () => {
        const [story] = nodesOf(node, undefined);
        if (story) await vscode.window.showTextDocument(story.uri);
      }),
    ),
    registerCommand('storyflow.revealAudio', (...args) =>
      telling(app.log, async () => {
        const { audio } = (await requireSegment(app, args)).segment;
        if (audio) await revealFile(audio.path);
        else
          void vscode.window.showInformationMessage(
            vscode.l10n.t('This segment has no audio yet: generate it first.'),
          );
      }),
    ),
    registerCommand('storyflow.refresh', () =>
      telling(app.log, async () => {
        await app.stories.list();
        await app.stories.relist();
        await app.stories.reloadAll();
      }),
    ),
    registerCommand('storyflow.openModelFolder', () =>
      telling(app.log, async () => {
        const { folder } = await app.studio.call('modelInfo', undefined);
        await mkdir(folder, { recursive: true });
        await revealFile(folder);
      }),
    ),
    registerCommand('storyflow.openSettings', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${app.context.extension.id}`),
    ),
    registerCommand('storyflow.showLog', () => {
      app.log.show();
    }),
  );
}

async function revealHeading(app: StoryFlow, argument: unknown): Promise<void> {
  const [node] = nodesOf(argument, undefined);
  if (node?.kind !== 'segment') return;
  const document = await vscode.workspace.openTextDocument(node.uri);
  const current = await app.documents.current(document);
  const segment = current?.view.segments.find(({ id }) => id === node.segmentId);
  const start = segment && document.positionAt(segment.source.from);
  await vscode.window.showTextDocument(document, {
    preview: true,
    preserveFocus: true,
    ...(start && { selection: new vscode.Range(start, start) }),
  });
}

/** Shows a file in the system's file manager, or says where it is: a VS Code in a browser has none. */
async function revealFile(path: string): Promise<void> {
  const uri = vscode.Uri.file(path);
  if (vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
    return;
  }
  const copy = vscode.l10n.t('Copy Path');
  if ((await vscode.window.showInformationMessage(path, copy)) === copy)
    await vscode.env.clipboard.writeText(path);
}
