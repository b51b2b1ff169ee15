import type { Elements } from './elements';
import { eventOfKey, type KeyTarget, type Modifier } from './keys';
import type { PageEvent } from './pageState';
import { rates } from './rates';

/** Turns what the user does into events. */
export function listenToUser(page: Elements, dispatch: (event: PageEvent) => void): void {
  const clicks: [HTMLButtonElement, PageEvent][] = [
    [page.toggle, { kind: 'toggle' }],
    [page.previous, { kind: 'step', direction: 'previous' }],
    [page.next, { kind: 'step', direction: 'next' }],
    [page['previous-sentence'], { kind: 'stepSentence', direction: 'previous' }],
    [page['next-sentence'], { kind: 'stepSentence', direction: 'next' }],
    [page.loop, { kind: 'toggleLoop' }],
    [page.mute, { kind: 'toggleMuted' }],
    [page.generate, { kind: 'generate' }],
    [page.cancel, { kind: 'cancel' }],
    [page['play-new'], { kind: 'playNew' }],
    [page['show-help'], { kind: 'showHelp' }],
  ];
  for (const [button, event] of clicks) {
    button.addEventListener('click', () => {
      dispatch(event);
    });
  }
  page['hide-help'].addEventListener('click', () => {
    page.help.close();
  });
  page.position.addEventListener('input', () => {
    dispatch({ kind: 'seekTo', time: page.position.valueAsNumber });
  });
  page.volume.addEventListener('input', () => {
    dispatch({ kind: 'setVolume', volume: page.volume.valueAsNumber / 100 });
  });
  page.rate.addEventListener('change', () => {
    const rate = rates.find((each) => String(each) === page.rate.value);
    if (rate !== undefined) dispatch({ kind: 'setRate', rate });
  });
  page.continues.addEventListener('change', () => {
    dispatch({ kind: 'setContinues', continues: page.continues.checked });
  });
  // A picture that cannot be shown is no picture.
  page.image.addEventListener('error', () => {
    page.image.hidden = true;
  });
  document.addEventListener('keydown', (event) => {
    if (page.help.open || event.defaultPrevented) return;
    const { key, repeat: isRepeat } = event;
    const target = targetOf(event.target, page);
    const action = eventOfKey({ key, modifier: modifierOf(event), isRepeat, target });
    if (!action) return;
    event.preventDefault();
    dispatch(action);
  });
}

function modifierOf({ ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): Modifier {
  if (altKey || (shiftKey && (ctrlKey || metaKey))) return 'other';
  if (ctrlKey || metaKey) return 'control';
  return shiftKey ? 'shift' : 'none';
}

function targetOf(target: EventTarget | null, page: Elements): KeyTarget {
  if (target === page.position) return 'position';
  if (target === page.volume || target === page.rate) return 'value';
  return target instanceof HTMLButtonElement || target instanceof HTMLInputElement ? 'button' : 'page';
}
