import { markup } from '../../../webview-ui/markup';

export interface HtmlOptions {
  /** The webview's own origins, as a content security policy names them. */
  readonly cspSource: string;
  /** Fresh for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

/**
 * The player's page: its own script, styles, audio and pictures, and nothing else may be loaded or run. A style
 * element needs the nonce, which the page's script reads from its own element.
 */
export function playerHtml({ cspSource, nonce, scriptUri, styleUri }: HtmlOptions): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `img-src ${cspSource}`,
    `media-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>StoryFlow Player</title>
<link rel="stylesheet" href="${escaped(styleUri)}">
</head>
<body>
${markup}
<script nonce="${escaped(nonce)}" src="${escaped(scriptUri)}"></script>
</body>
</html>`;
}

/** What a view shows whose player is in another place: a sentence, and a link that runs one command of VS Code. */
export function elsewhereHtml({
  sentence,
  link,
  command,
}: Readonly<Record<'sentence' | 'link' | 'command', string>>): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>StoryFlow Player</title>
</head>
<body>
<main><p>${escaped(sentence)} <a href="command:${escaped(command)}">${escaped(link)}</a></p></main>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
