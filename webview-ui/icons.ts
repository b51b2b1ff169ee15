import sync from '@vscode/codicons/src/icons/sync.svg';
import chevronLeft from '@vscode/codicons/src/icons/chevron-left.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleLarge from '@vscode/codicons/src/icons/circle-large.svg';
import clockface from '@vscode/codicons/src/icons/clockface.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import debugPause from '@vscode/codicons/src/icons/debug-pause.svg';
import diffModified from '@vscode/codicons/src/icons/diff-modified.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import loading from '@vscode/codicons/src/icons/loading.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import mute from '@vscode/codicons/src/icons/mute.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import unmute from '@vscode/codicons/src/icons/unmute.svg';
import unverified from '@vscode/codicons/src/icons/unverified.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import type { IconName } from './iconName';

// Codicons have none that skips.
const skip = (path: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="currentColor"><path d="${path}"/></svg>`;

const sources: Record<IconName, string> = {
  sync,
  'chevron-left': chevronLeft,
  'chevron-right': chevronRight,
  'circle-large': circleLarge,
  clockface,
  close,
  'debug-pause': debugPause,
  'diff-modified': diffModified,
  error,
  info,
  loading,
  lock,
  mute,
  pass,
  play,
  question,
  unmute,
  unverified,
  warning,
  'skip-back': skip(
    'M3 3h1v10H3zM13 3.6v8.8a.6.6 0 0 1-.94.5L5.7 8.5a.6.6 0 0 1 0-1l6.36-4.4a.6.6 0 0 1 .94.5z',
  ),
  'skip-forward': skip(
    'M12 3h1v10h-1zM3 3.6v8.8a.6.6 0 0 0 .94.5l6.36-4.4a.6.6 0 0 0 0-1L3.94 3.1a.6.6 0 0 0-.94.5z',
  ),
};

const parsed = new Map<string, Element>();

/** A drawing for who sees it: what it means is said in words beside it. */
export function iconOf(name: IconName): Element {
  let icon = parsed.get(name);
  if (!icon) {
    icon = new DOMParser().parseFromString(sources[name], 'image/svg+xml').documentElement;
    icon.setAttribute('aria-hidden', 'true');
    icon.setAttribute('class', 'icon');
    parsed.set(name, icon);
  }
  return document.importNode(icon, true);
}

/** Fills the places of the markup that name an icon. */
export function placeIcons(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>('[data-icon]'))
    showIcon(place, place.dataset['icon'] as IconName);
}

/** Shows an icon at its place, instead of the one that is there. */
export function showIcon(place: HTMLElement, name: IconName): void {
  if (place.dataset['shown'] === name) return;
  place.dataset['shown'] = name;
  place.replaceChildren(iconOf(name));
}
