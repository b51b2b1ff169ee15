import * as vscode from 'vscode';
import { messageOf } from '../core/errors';
import type { MissingStoryView } from '../studio/missingOperations';
import type { DetachedView, SegmentView, StoryView } from '../studio/protocol';
import type { StudioThread } from '../studio/client';
import { setting } from './settings';

/** A story file of the workspace. */
export interface StoryEntry {
  readonly uri: vscode.Uri;
  /** Undefined until it was read, and when it could not be. */
  readonly view: StoryView | undefined;
  /** Why it could not be read. */
  readonly problem: string | undefined;
}

/** What changed: one story, or with undefined the list of stories. */
export type StoryChange = vscode.Uri | undefined;

/** What never holds stories of the writer's own. */
const EXCLUDED = '**/{node_modules,.git,.storyflow}/**';
/** Stories that are looked for at most. */
const MOST_STORIES = 5000;

/**
 * The stories of the workspace as they are on the disk, joined with what is known of them. Nothing is looked for
 * before it is asked for, and nothing here writes.
 */
export class StoryModel implements vscode.Disposable {
  readonly #studio: StudioThread;
  readonly #log: vscode.LogOutputChannel;
  readonly #entries = new Map<string, StoryEntry>();
  readonly #reading = new Map<string, { promise: Promise<StoryView>; again: boolean }>();
  readonly #changed = new vscode.EventEmitter<StoryChange>();
  readonly onDidChange = this.#changed.event;
  #list: Promise<void> | undefined;
  #missing: readonly MissingStoryView[] = [];
  #selector: vscode.DocumentFilter[] | undefined;

  constructor(studio: StudioThread, log: vscode.LogOutputChannel) {
    this.#studio = studio;
    this.#log = log;
  }

  /** The stories that are known by now, by path. */
  get entries(): readonly StoryEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
  }

  /** The stories whose files vanished, as they were when the stories were last looked for. */
  get missing(): readonly MissingStoryView[] {
    return this.#missing;
  }

  missingStory(projectId: string): MissingStoryView | undefined {
    return this.#missing.find((story) => story.projectId === projectId);
  }

  /** Whether the stories of the workspace were looked for. */
  get isListed(): boolean {
    return this.#list !== undefined;
  }

  /** Looks for the stories of the workspace, once; later calls give what is known. */
  async list(): Promise<readonly StoryEntry[]> {
    await (this.#list ??= this.#find());
    return this.entries;
  }

  /** Looks for them again, by the settings and the folders as they are now. */
  async relist(): Promise<void> {
    this.#selector = undefined;
    if (!this.#list) return;
    this.#list = this.#find();
    await this.#list;
  }

  /** Whether a document is a story, by the setting `include`. */
  isStory(document: vscode.TextDocument): boolean {
    this.#selector ??= storySelector();
    return document.uri.scheme === 'file' && vscode.languages.match(this.#selector, document) > 0;
  }

  entry(uri: vscode.Uri): StoryEntry | undefined {
    return this.#entries.get(uri.toString());
  }

  /** A story as it was last read, reading it when it was not. Rejects as reading it does. */
  async view(uri: vscode.Uri): Promise<StoryView> {
    return this.entry(uri)?.view ?? this.reload(uri);
  }

  /** Reads a story again. Calls that come while it is being read share one further reading. */
  async reload(uri: vscode.Uri): Promise<StoryView> {
    const key = uri.toString();
    const running = this.#reading.get(key);
    if (running?.again) return running.promise;
    const promise = running
      ? running.promise.then(
          () => this.#read(uri),
          () => this.#read(uri),
        )
      : this.#read(uri);
    const entry = { promise, again: running !== undefined };
    this.#reading.set(key, entry);
    try {
      return await promise;
    } finally {
      if (this.#reading.get(key) === entry) this.#reading.delete(key);
    }
  }

  /** Takes over a view that an operation of the studio gave. */
  accept(view: StoryView): StoryView {
    this.#put({ uri: vscode.Uri.file(view.path), view, problem: undefined });
    return view;
  }

  /** Reads every story again that was read before. */
  async reloadAll(isWanted: (view: StoryView) => boolean = () => true): Promise<void> {
    for (const { uri, view, problem } of this.entries)
      if (problem !== undefined || (view && isWanted(view))) await this.reload(uri).catch(() => undefined);
  }

  /** A segment of a story that was read, with its story. */
  segment(segmentId: string): { story: StoryView; segment: SegmentView } | undefined {
    for (const { view: story } of this.#entries.values()) {
      const segment = story?.segments.find(({ id }) => id === segmentId);
      if (story && segment) return { story, segment };
    }
    return undefined;
  }

  /** A detached segment of a story that was read, with its story. */
  detached(segmentId: string): { story: StoryView; segment: DetachedView } | undefined {
    for (const { view: story } of this.#entries.values()) {
      const segment = story?.detached.find(({ id }) => id === segmentId);
      if (story && segment) return { story, segment };
    }
    return undefined;
  }

  project(projectId: string): StoryView | undefined {
    return this.entries.find(({ view }) => view?.projectId === projectId)?.view;
  }

  forget(uri: vscode.Uri): void {
    if (this.#entries.delete(uri.toString())) this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #find(): Promise<void> {
    const found = new Map<string, vscode.Uri>();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const glob of setting('include', folder.uri)) {
        const pattern = new vscode.RelativePattern(folder, glob);
        for (const uri of await vscode.workspace.findFiles(pattern, EXCLUDED, MOST_STORIES))
          found.set(uri.toString(), uri);
      }
    }
    for (const [key, { uri }] of this.#entries)
      if (!found.has(key) && vscode.workspace.getWorkspaceFolder(uri)) this.#entries.delete(key);
    for (const [key, uri] of found)
      if (!this.#entries.has(key)) this.#entries.set(key, { uri, view: undefined, problem: undefined });
    this.#changed.fire(undefined);
    if (vscode.workspace.workspaceFolders) void this.#findMissing();
  }

  async #findMissing(): Promise<void> {
    try {
      const before = this.#missing;
      this.#missing = await this.#studio.call('missingStories', undefined);
      if (before.length > 0 || this.#missing.length > 0) this.#changed.fire(undefined);
    } catch (error) {
      this.#log.warn(`The missing stories could not be found out: ${messageOf(error)}`);
    }
  }

  async #read(uri: vscode.Uri): Promise<StoryView> {
    try {
      const view = await this.#studio.call('open', { path: uri.fsPath });
      this.#put({ uri, view, problem: undefined });
      return view;
    } catch (error) {
      this.#log.warn(`${uri.fsPath}: ${messageOf(error)}`);
      // Of a file that is gone nothing is shown, although an editor may still have its text.
      if (await isGone(uri)) this.forget(uri);
      else this.#put({ uri, view: undefined, problem: messageOf(error) });
      throw error;
    }
  }

  #put(entry: StoryEntry): void {
    const key = entry.uri.toString();
    const known = this.#entries.get(key);
    this.#entries.set(key, entry);
    // The studio gives the very same view again where nothing changed, as after most of what it wrote itself.
    if (known && known.view === entry.view && known.problem === entry.problem) return;
    this.#changed.fire(known ? entry.uri : undefined);
  }
}

async function isGone(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => false,
    (error: unknown) => error instanceof vscode.FileSystemError && error.code === 'FileNotFound',
  );
}

/** Matches the documents that are stories, by the setting `include` of every workspace folder. */
export function storySelector(): vscode.DocumentFilter[] {
  const inFolders = (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
    setting('include', folder.uri).map((glob) => ({
      scheme: 'file',
      pattern: new vscode.RelativePattern(folder, glob),
    })),
  );
  // A story that is opened without a folder is known by its name.
  return [...inFolders, { scheme: 'file', pattern: '**/*.story.md' }];
}
