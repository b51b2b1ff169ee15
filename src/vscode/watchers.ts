import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isBelow } from '../core/isBelow';
import type { StoryFlow } from './storyFlow';

/** Changes that come together, as in a checkout of another branch, are looked at together after so many milliseconds. */
const PAUSE_MS = 100;
/** Of more new names than these it is not asked which are folders. */
const MOST_ASKED = 50;
/** Where no story is looked for, and much comes and goes. */
const ELSEWHERE = /\/(?:\.git|node_modules)\//u;
/** StoryFlow's own folder in a folder of stories, or what lies in it. */
const STORE = /\/\.storyflow(?:\/|$)/u;
/** What is read of it. */
const STORED = /\/\.storyflow\/(?:storyflow\.db|locks\.json|lexicon\.json)$/u;
const STORY = /\.(?:md|markdown)$/iu;
/** A name that ends like this is a file's, which is cheaper than to ask. */
const EXTENSION = /\.[a-z]\w{0,7}$/iu;

type Event = 'created' | 'changed' | 'deleted';

/** Follows what other programs and windows do to stories, their database, their locks and their lexicon. */
export function registerWatchers({ stories }: StoryFlow): vscode.Disposable {
  const changed = new Set<string>();
  const maybeFolders = new Set<vscode.Uri>();
  let isListChanged = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async () => {
    const roots = [...changed];
    const created = [...maybeFolders];
    changed.clear();
    maybeFolders.clear();
    if (isListChanged || (await isAnyFolder(created))) {
      isListChanged = false;
      await stories.relist();
    }
    await stories.reloadAll(({ root, path }) => roots.some((each) => each === path || each === root));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  };
  const noteStory = (uri: vscode.Uri, event: Event) => {
    if (event !== 'changed') isListChanged = true;
    changed.add(uri.fsPath);
    soon();
  };
  const noteStore = (uri: vscode.Uri, event: Event) => {
    // New audio is told by the studio; only what somebody else removes is not.
    const isLost = event === 'deleted' && /\.wav$/iu.test(uri.path);
    if (!isLost && !STORED.test(uri.path) && !mayBeFolder(uri)) return;
    changed.add(uri.with({ path: uri.path.slice(0, uri.path.search(STORE)) }).fsPath);
    soon();
  };
  /** Of a folder that comes or goes as a whole, as by another branch, often nothing but the folder is told. */
  const noteFolder = (uri: vscode.Uri, event: Event) => {
    if (event === 'deleted') {
      if (stories.entries.some((entry) => isBelow(uri.fsPath, entry.uri.fsPath))) noteStory(uri, event);
    } else if (mayBeFolder(uri)) {
      maybeFolders.add(uri);
      soon();
    }
  };
  const note = (event: Event) => (uri: vscode.Uri) => {
    if (ELSEWHERE.test(uri.path)) return;
    if (STORE.test(uri.path)) noteStore(uri, event);
    else if (STORY.test(uri.path)) noteStory(uri, event);
    else noteFolder(uri, event);
  };

  const all = vscode.workspace.createFileSystemWatcher('**/*');
  // A disk of another machine may tell of no change.
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) void stories.reloadAll();
  });
  return vscode.Disposable.from(
    focus,
    all,
    all.onDidCreate(note('created')),
    all.onDidChange(note('changed')),
    all.onDidDelete(note('deleted')),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}

function mayBeFolder({ path }: vscode.Uri): boolean {
  return !EXTENSION.test(basename(path));
}

async function isAnyFolder(uris: readonly vscode.Uri[]): Promise<boolean> {
  if (uris.length > MOST_ASKED) return true;
  const kinds = uris.map((uri) =>
    vscode.workspace.fs.stat(uri).then(
      ({ type }) => (type & vscode.FileType.Directory) !== 0,
      () => false,
    ),
  );
  return (await Promise.all(kinds)).includes(true);
}
