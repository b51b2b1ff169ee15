import type { Elements } from './elements';
import { eventOfKey, type KeyTarget } from './keys';
import type { PageEvent } from './pageState';
import { rates } from './rates';

/** Turns what the user does into events. */
export function listenToUser(page: Elements, dispatch: (event: PageEvent) => void): void {
  const clicks: [HTMLButtonElement, PageEvent][] = [
    [page.toggle, { kind: 'toggle' }],
    [page.previous, { kind: 'step', direction: 'previous' }],
    [page.next, { kind: 'step', direction: 'next' }],
    [page.generate, { kind: 'generate' }],
    [page.cancel, { kind: 'cancel' }],
    [page['play-new'], { kind: 'playNew' }],
  ];
  for (const [button, event] of clicks) {
    button.addEventListener('click', () => {
      dispatch(event);
    });
  }
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
  document.addEventListener('keydown', (event) => {
    const hasModifier = event.ctrlKey || event.altKey || event.shiftKey || event.metaKey;
    const { key, repeat: isRepeat } = event;
    const action = eventOfKey({ key, hasModifier, isRepeat, target: targetOf(event.target, page) });
    if (!action) return;
    event.preventDefault();
    dispatch(action);
  });
}

function targetOf(target: EventTarget | null, page: Elements): KeyTarget {
  if (target === page.position) return 'position';
  if (target === page.volume || target === page.rate) return 'value';
  return target instanceof HTMLButtonElement || target instanceof HTMLInputElement ? 'button' : 'page';
}
