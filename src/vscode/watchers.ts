import * as vscode from 'vscode';
import type { StoryFlow } from './storyFlow';

/** Changes that come together, as in a checkout of another branch, are looked at together after so many milliseconds. */
const PAUSE_MS = 100;

/** Follows what other programs and windows do to stories, their database, their locks and their lexicon. */
export function registerWatchers({ stories }: StoryFlow): vscode.Disposable {
  const changed = new Set<string>();
  let isListChanged = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async () => {
    const roots = [...changed];
    changed.clear();
    if (isListChanged) {
      isListChanged = false;
      await stories.relist();
    }
    await stories.reloadAll(({ root, path }) => roots.some((each) => each === path || each === root));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  };
  const noteFile = (uri: vscode.Uri) => {
    changed.add(uri.fsPath);
    soon();
  };
  const noteList = (uri: vscode.Uri) => {
    isListChanged = true;
    noteFile(uri);
  };
  const noteStore = (uri: vscode.Uri) => {
    changed.add(vscode.Uri.joinPath(uri, '..', '..').fsPath);
    soon();
  };

  const markdown = vscode.workspace.createFileSystemWatcher('**/*.{md,markdown}');
  // New audio is told by the studio; only what somebody else removes is not.
  const audio = vscode.workspace.createFileSystemWatcher('**/.storyflow/media/**/*.wav', true, true);
  const noteAudio = (uri: vscode.Uri) => {
    const at = uri.path.lastIndexOf('/.storyflow/media/');
    changed.add(uri.with({ path: uri.path.slice(0, at) }).fsPath);
    soon();
  };
  const store = vscode.workspace.createFileSystemWatcher(
    '**/.storyflow/{storyflow.db,locks.json,lexicon.json}',
  );
  // A disk of another machine may tell of no change.
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) void stories.reloadAll();
  });
  return vscode.Disposable.from(
    focus,
    markdown,
    audio,
    store,
    audio.onDidDelete(noteAudio),
    markdown.onDidCreate(noteList),
    markdown.onDidDelete(noteList),
    markdown.onDidChange(noteFile),
    store.onDidCreate(noteStore),
    store.onDidChange(noteStore),
    store.onDidDelete(noteStore),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
