import type { PlayerControl } from '../src/shared/playerProtocol';
import type { PageEvent } from './pageState';

/** What the page's own button does that a command of VS Code stands for. */
export const controlEvents: Record<PlayerControl, PageEvent> = {
  toggle: { kind: 'toggle' },
  previousSentence: { kind: 'stepSentence', direction: 'previous' },
  nextSentence: { kind: 'stepSentence', direction: 'next' },
  previousSegment: { kind: 'step', direction: 'previous' },
  nextSegment: { kind: 'step', direction: 'next' },
};
