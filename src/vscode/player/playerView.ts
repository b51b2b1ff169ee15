import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { isBelow } from '../../core/isBelow';
import type { Log } from '../../core/ports';
import { playerHtml } from './html';
import type { PlayerSource } from './playerModel';
import { PlayerSession, type PlayerPage } from './playerSession';

const VIEW_ID = 'storyflow.player';

export interface PlayerViewOptions {
  readonly extensionUri: vscode.Uri;
  readonly source: PlayerSource;
  readonly log: Log;
}

/** Registers the player's view in the panel area. */
export function registerPlayerView(options: PlayerViewOptions): PlayerView {
  return new PlayerView(options);
}

/** The player in its view. Sound goes on when the view is hidden, because its page is kept. */
export class PlayerView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #options: PlayerViewOptions;
  readonly #session: PlayerSession;
  readonly #disposables: readonly { dispose(): void }[];
  #view: vscode.WebviewView | undefined;

  constructor(options: PlayerViewOptions) {
    const { source, log } = options;
    this.#options = options;
    this.#session = new PlayerSession(source, log);
    this.#disposables = [
      source.onDidChange(() => {
        this.#session.update();
      }),
      vscode.window.registerWebviewViewProvider(VIEW_ID, this, {
        webviewOptions: { retainContextWhenHidden: true },
      }),
    ];
  }

  /** Shows the player with this segment and plays it. The focus stays where it is. */
  async play(segmentId: string): Promise<void> {
    this.#session.play(segmentId);
    if (this.#view) this.#view.show(true);
    else await vscode.commands.executeCommand(`${VIEW_ID}.focus`, { preserveFocus: true });
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    const listeners = [
      view.webview.onDidReceiveMessage((message: unknown) => {
        this.#session.receive(message);
      }),
      view.onDidChangeVisibility(() => {
        if (view.visible) this.#session.refresh();
      }),
    ];
    view.onDidDispose(() => {
      for (const listener of listeners) listener.dispose();
      // Another view may have taken its place.
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#session.connect(undefined);
    });
    this.#session.connect(this.#page(view.webview));
    view.webview.html = this.#html(view.webview);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#session.connect(undefined);
  }

  #page(webview: vscode.Webview): PlayerPage {
    const { source, log } = this.#options;
    let roots: readonly string[] = [];
    /** VS Code loads a page again whose folders change. */
    const allowRoots = () => {
      roots = source.mediaRoots();
      webview.options = {
        enableScripts: true,
        localResourceRoots: [this.#distUri(), ...roots.map((root) => vscode.Uri.file(root))],
      };
    };
    allowRoots();
    return {
      post: (message) => {
        webview.postMessage(message).then(undefined, (error: unknown) => {
          log.warn(`The player's page could not be reached: ${messageOf(error)}`);
        });
      },
      uriOf: ({ path, version }) =>
        webview
          .asWebviewUri(vscode.Uri.file(path))
          .with({ query: `version=${version}` })
          .toString(),
      allow: ({ path }) => {
        // What no folder of the source holds could not be loaded afterwards either.
        const isIn = (folders: readonly string[]) => folders.some((folder) => isBelow(folder, path));
        if (isIn(roots) || !isIn(source.mediaRoots())) return true;
        allowRoots();
        return false;
      },
    };
  }

  #html(webview: vscode.Webview): string {
    const uriOf = (name: string) =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#distUri(), name)).toString();
    return playerHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString('base64'),
      scriptUri: uriOf('player.js'),
      styleUri: uriOf('player.css'),
    });
  }

  #distUri(): vscode.Uri {
    return vscode.Uri.joinPath(this.#options.extensionUri, 'dist');
  }
}
