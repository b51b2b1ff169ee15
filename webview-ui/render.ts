import type { Elements } from './elements';
import type { PageView } from './view';

/** Puts a view on the page. Everything that comes from a story is set as text. */
export function render(page: Elements, view: PageView): void {
  const { notice, progress, settings } = view;
  const focused = document.activeElement;

  setText(page.title, view.title);
  setText(page.subtitle, view.subtitle);
  page.content.hidden = !view.hasSegment;

  page.notice.hidden = !notice;
  page.notice.dataset['tone'] = notice?.tone ?? 'info';
  setText(page['notice-text'], notice?.text ?? '');
  setText(page.generate, notice?.generate ?? '');
  page.generate.hidden = notice?.generate === undefined;
  page.generate.disabled = notice?.isAsking ?? false;

  page.progress.hidden = !progress;
  setText(page['progress-text'], progress?.text ?? '');
  if (progress?.value === undefined) page['progress-value'].removeAttribute('value');
  else page['progress-value'].value = progress.value;
  setText(page.cancel, progress?.cancel ?? '');
  page.cancel.hidden = progress?.cancel === undefined;

  page.offer.hidden = !view.offersNew;

  page.previous.disabled = !view.hasPrevious;
  page.next.disabled = !view.hasNext;
  page.toggle.disabled = !view.canPlay;
  const toggle = view.isPlaying ? 'Pause' : 'Play';
  page.toggle.setAttribute('aria-label', toggle);
  page.toggle.title = `${toggle} (Space)`;
  page.toggle.dataset['playing'] = String(view.isPlaying);

  setText(page.time, view.timeText);
  setText(page.duration, view.durationText);
  page.position.disabled = view.duration <= 0;
  page.position.max = String(view.duration);
  page.position.valueAsNumber = view.time;
  page.position.style.setProperty('--played', `${(100 * view.time) / (view.duration || 1)}%`);
  page.position.setAttribute('aria-valuetext', `${view.timeText} of ${view.durationText}`);

  page.rate.value = String(settings.rate);
  page.volume.valueAsNumber = Math.round(100 * settings.volume);
  page.volume.style.setProperty('--played', `${100 * settings.volume}%`);
  page.continues.checked = settings.continues;
  page.audio.volume = settings.volume;
  page.audio.defaultPlaybackRate = settings.rate;
  page.audio.playbackRate = settings.rate;

  keepFocus(page, focused);
}

/** Leaves equal text alone: a new text node would end a selection. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** What was focused may have vanished; then the keys still work from the player as a whole. */
function keepFocus(page: Elements, focused: Element | null): void {
  if (!(focused instanceof HTMLElement) || !page.player.contains(focused)) return;
  const isGone = !focused.checkVisibility() || focused.matches(':disabled');
  if (isGone) page.player.focus();
}
