import * as vscode from 'vscode';

/** Tells when the images of segments are replaced by others of the same name, which no view of a story shows. */
export class ImageVersions implements vscode.Disposable {
  readonly #counts = new Map<string, number>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #watcher = vscode.workspace.createFileSystemWatcher('**/projects/*/images/*');
  #changes = 0;

  constructor() {
    const note = ({ fsPath }: vscode.Uri) => {
      this.#counts.set(fsPath, (this.#counts.get(fsPath) ?? 0) + 1);
      this.#changes++;
      this.#changed.fire();
    };
    this.#watcher.onDidCreate(note);
    this.#watcher.onDidChange(note);
  }

  /** How many images were replaced so far. */
  get changes(): number {
    return this.#changes;
  }

  /** Differs whenever the file is another one. */
  of(path: string): string {
    return String(this.#counts.get(path) ?? 0);
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }
}
