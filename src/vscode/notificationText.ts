/** Names longer than this are cut, so that what is said of them still stands in the status bar. */
const MOST = 50;

/**
 * Words of a story as a notification or the status bar may show them. VS Code makes links, also ones that run
 * commands, and icons of what is written there, and a story may come from anybody.
 */
export function notificationText(text: string): string {
  return text
    .replaceAll(/(\]|\$)\(/gu, '$1\u200B(')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** A name in quotation marks, made harmless, and cut where it is long. */
export function quoted(name: string): string {
  const text = notificationText(name);
  const [...characters] = text;
  return `“${characters.length > MOST ? `${characters.slice(0, MOST - 1).join('')}…` : text}”`;
}
