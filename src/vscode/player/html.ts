import { markup } from '../../../webview-ui/markup';

export interface HtmlOptions {
  /** The webview's own origins, as a content security policy names them. */
  readonly cspSource: string;
  /** Fresh for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

/** The player's page: one script, one style sheet and audio, and nothing else may be loaded or run. */
export function playerHtml({ cspSource, nonce, scriptUri, styleUri }: HtmlOptions): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `media-src ${cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>StoryFlow Player</title>
<link rel="stylesheet" href="${escapeAttribute(styleUri)}">
</head>
<body>
${markup}
<script nonce="${escapeAttribute(nonce)}" src="${escapeAttribute(scriptUri)}"></script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
