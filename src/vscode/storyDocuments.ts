import * as vscode from 'vscode';
import { messageOf } from '../core/errors';
import type { StudioThread } from '../studio/client';
import type { StoryView } from '../studio/protocol';
import type { StoryModel } from './storyModel';
import { UntouchedTexts } from './untouchedTexts';

/** A story's view whose offsets are those of a document's text. */
export interface DocumentView {
  readonly document: vscode.TextDocument;
  /** Of the document, when the view was made. */
  readonly version: number;
  readonly view: StoryView;
}

/** Typing is followed after it paused for this long, in milliseconds. */
const PAUSE_MS = 250;

/**
 * The stories that are open in editors, with what is typed and not saved. Everything that draws into an editor takes
 * its places from here.
 */
export class StoryDocuments implements vscode.Disposable {
  readonly #studio: StudioThread;
  readonly #stories: StoryModel;
  readonly #log: vscode.LogOutputChannel;
  readonly #views = new Map<vscode.TextDocument, DocumentView>();
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #untouched = new UntouchedTexts<vscode.TextDocument>();
  readonly #changed = new vscode.EventEmitter<DocumentView>();
  /** There is a new view of a document. */
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(studio: StudioThread, stories: StoryModel, log: vscode.LogOutputChannel) {
    this.#studio = studio;
    this.#stories = stories;
    this.#log = log;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#opened(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const isTextChanged = contentChanges.length > 0;
        if (this.isStory(document)) this.#untouched.changed(document, isTextChanged);
        if (isTextChanged) this.#later(document, PAUSE_MS);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        void this.#saved(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        clearTimeout(this.#timers.get(document));
        this.#timers.delete(document);
        this.#views.delete(document);
        this.#untouched.closed(document);
      }),
      stories.onDidChange((uri) => {
        for (const document of vscode.workspace.textDocuments)
          if (!uri || document.uri.toString() === uri.toString()) this.#later(document, 0);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
  }

  isStory(document: vscode.TextDocument): boolean {
    return this.#stories.isStory(document);
  }

  /** The newest view of a document, which may be of an older version of it. */
  get(document: vscode.TextDocument): DocumentView | undefined {
    return this.#views.get(document);
  }

  /** A view of the document's text as it is now; undefined when it changed meanwhile, or is no story. */
  async current(document: vscode.TextDocument): Promise<DocumentView | undefined> {
    if (!this.isStory(document)) return undefined;
    const known = this.#views.get(document);
    return known?.version === document.version ? known : this.#look(document);
  }

  /**
   * Saves a document that has changes, so that what is spoken is what the writer sees. Rejects when it cannot be saved.
   */
  async save(uri: vscode.Uri): Promise<StoryView> {
    const document = openDocument(uri);
    if (document?.isDirty && !(await document.save())) {
      throw new Error(`${vscode.workspace.asRelativePath(uri)} could not be saved, so nothing was done.`);
    }
    return this.#stories.reload(uri);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#subscriptions.dispose();
  }

  #opened(document: vscode.TextDocument): void {
    if (this.isStory(document)) this.#untouched.opened(document);
    this.#later(document, 0);
  }

  #later(document: vscode.TextDocument, pause: number): void {
    if (!this.isStory(document)) return;
    clearTimeout(this.#timers.get(document));
    this.#timers.set(
      document,
      setTimeout(() => {
        this.#timers.delete(document);
        void this.#look(document);
      }, pause),
    );
  }

  async #look(document: vscode.TextDocument): Promise<DocumentView | undefined> {
    const { version } = document;
    try {
      const view = document.isDirty
        ? await this.#studio.call('preview', { path: document.uri.fsPath, text: document.getText() })
        : await this.#stories.view(document.uri);
      if (document.version !== version || document.isClosed) return undefined;
      const known = this.#views.get(document);
      if (known?.version === version && known.view === view) return known;
      const looked = { document, version, view };
      this.#views.set(document, looked);
      this.#changed.fire(looked);
      return looked;
    } catch (error) {
      this.#log.debug(`${document.uri.fsPath}: ${messageOf(error)}`);
      return undefined;
    }
  }

  async #saved(document: vscode.TextDocument): Promise<void> {
    if (!this.isStory(document)) return;
    const before = this.#untouched.saved(document);
    try {
      // In Restricted Mode nothing is written, not even what vanished.
      if (!vscode.workspace.isTrusted) await this.#stories.reload(document.uri);
      else this.#stories.accept(await this.#studio.call('saved', { path: document.uri.fsPath, before }));
    } catch (error) {
      this.#log.warn(`${document.uri.fsPath}: ${messageOf(error)}`);
    }
  }
}

/** The document of a file, when it is open. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}
