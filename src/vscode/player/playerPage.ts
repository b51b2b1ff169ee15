import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import { isBelow } from '../../core/isBelow';
import type { Log } from '../../core/ports';
import { playerHtml } from './html';
import type { PlayerPlace } from './playerMemory';
import type { PlayerSource } from './playerModel';
import type { PlayerPage } from './playerSession';

export interface PageOptions {
  readonly extensionUri: vscode.Uri;
  readonly source: Pick<PlayerSource, 'mediaRoots'>;
  readonly log: Log;
}

/** The player's page in a webview. It is loaded by `loadPage`, when somebody listens to what it says. */
export function createPage(
  webview: vscode.Webview,
  place: PlayerPlace,
  { extensionUri, source, log }: PageOptions,
): PlayerPage {
  let roots: readonly string[] = [];
  /** VS Code loads a page again whose folders change. */
  const allowRoots = () => {
    roots = source.mediaRoots();
    webview.options = {
      enableScripts: true,
      localResourceRoots: [distUri(extensionUri), ...roots.map((root) => vscode.Uri.file(root))],
    };
  };
  allowRoots();
  return {
    place,
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

/** Loads the player's page, in place of whatever the webview showed. */
export function loadPage(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const uriOf = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(distUri(extensionUri), name)).toString();
  webview.html = playerHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    scriptUri: uriOf('player.js'),
    styleUri: uriOf('player.css'),
  });
}

function distUri(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}
