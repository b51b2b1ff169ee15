import * as vscode from 'vscode';
import { systemClock } from '../../core/tasks/clock';
import type { PlayerControl } from '../../shared/playerProtocol';
import { ContextKey } from '../contextKey';
import { throttled } from '../editor/throttled';
import type { PlayerPlace } from './playerMemory';
import type { CommandId } from '../commandIds';
import { elsewhereHtml } from './html';
import { createPage, loadPage, type PageOptions } from './playerPage';
import { PlayerSession, type PlayerSessionOptions } from './playerSession';

const VIEW_ID = 'storyflow.player';
const PANEL_TYPE = 'storyflow.playerPanel';
/** While a task is worked on the page is told of it this often at most, in milliseconds. */
const PAUSE_MS = 200;

/** What can hold the player's page. */
type Home = vscode.WebviewView | vscode.WebviewPanel;

/**
 * The player in its view, or in an editor beside the text. Sound goes on when it is hidden, because its page is kept.
 * Only one page is the player: while it stands among the editors the view says so. VS Code cannot close a view, and
 * hiding it by a `when` clause would put another one in its place, such as a terminal that is started for that.
 */
export class PlayerView
  implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, vscode.Disposable
{
  readonly #options: PlayerSessionOptions & PageOptions;
  readonly #session: PlayerSession;
  readonly #hasPlayer = new ContextKey<boolean>('hasPlayer');
  readonly #isBeside = new ContextKey<boolean>('isPlayerBeside');
  readonly #subscriptions: readonly { dispose(): void }[];
  #view: vscode.WebviewView | undefined;
  #panel: vscode.WebviewPanel | undefined;

  constructor(options: PlayerSessionOptions & PageOptions) {
    this.#options = options;
    this.#session = new PlayerSession(options);
    const update = throttled(
      PAUSE_MS,
      () => {
        this.#session.update();
      },
      systemClock,
    );
    this.#subscriptions = [
      update,
      options.source.onDidChange(update),
      vscode.window.registerWebviewViewProvider(VIEW_ID, this, {
        webviewOptions: { retainContextWhenHidden: true },
      }),
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
    ];
  }

  /** Shows the player with this segment and plays it, from `at` in seconds. The focus stays where it is. */
  async play(segmentId: string, at?: number): Promise<void> {
    this.#session.play(segmentId, at);
    if (this.#panel) {
      // A player that stands over the text would hide what is to be read along.
      const isOverText = this.#panel.viewColumn === vscode.window.activeTextEditor?.viewColumn;
      if (!this.#panel.visible && !isOverText) this.#panel.reveal(undefined, true);
    } else await this.#showView();
  }

  /** Moves the player beside the text. It goes on where it was, and is silent. */
  openBeside(): void {
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#adopt(
      vscode.window.createWebviewPanel(PANEL_TYPE, vscode.l10n.t('StoryFlow Player'), where, {
        retainContextWhenHidden: true,
      }),
    );
  }

  /** Moves the player back from beside the text, in the same way. */
  async showInView(): Promise<void> {
    this.#panel?.dispose();
    await this.#showView();
  }

  /** Does in the page what its own button does. */
  control(control: PlayerControl): void {
    this.#session.control(control);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    view.onDidDispose(() => {
      // Another view may have taken its place.
      if (this.#view !== view) return;
      this.#view = undefined;
      if (!this.#panel) this.#disconnect();
    });
    this.#listen(view);
    if (this.#panel) sayElsewhere(view.webview);
    else this.#connect(view, 'view');
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.#panel) panel.dispose();
    else this.#adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    // An editor stays open, so that VS Code can restore it.
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#disconnect();
  }

  async #showView(): Promise<void> {
    if (this.#view) this.#view.show(true);
    else await vscode.commands.executeCommand(`${VIEW_ID}.focus`, { preserveFocus: true });
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    const iconOf = (theme: string) =>
      vscode.Uri.joinPath(this.#options.extensionUri, 'media', `player-${theme}.svg`);
    panel.iconPath = { light: iconOf('light'), dark: iconOf('dark') };
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#isBeside.set(false);
      this.#disconnect();
      if (this.#view) this.#connect(this.#view, 'view');
    });
    if (this.#view) sayElsewhere(this.#view.webview);
    this.#isBeside.set(true);
    this.#listen(panel);
    this.#connect(panel, 'editor');
  }

  /** Both kinds of webviews end their listeners themselves. */
  #listen(home: Home): void {
    const isPlayer = () => home === (this.#panel ?? this.#view);
    home.webview.onDidReceiveMessage((message: unknown) => {
      if (isPlayer()) this.#session.receive(message);
    });
    const seen = () => {
      if (home.visible && isPlayer()) this.#session.refresh();
    };
    if ('onDidChangeViewState' in home) home.onDidChangeViewState(seen);
    else home.onDidChangeVisibility(seen);
  }

  #connect({ webview }: Home, place: PlayerPlace): void {
    this.#session.connect(createPage(webview, place, this.#options));
    loadPage(webview, this.#options.extensionUri);
    this.#hasPlayer.set(true);
  }

  #disconnect(): void {
    this.#session.connect(undefined);
    this.#hasPlayer.set(false);
  }
}

/** The page that was there is gone, and silent. */
function sayElsewhere(webview: vscode.Webview): void {
  const command: CommandId = 'storyflow.showPlayerInView';
  webview.options = { enableCommandUris: [command], localResourceRoots: [] };
  webview.html = elsewhereHtml({
    sentence: vscode.l10n.t('The player is open beside the editor.'),
    link: vscode.l10n.t('Show It Here'),
    command,
  });
}
