import type { Elements } from './elements';
import { showIcon } from './icons';
import type { SegmentList } from './segmentList';
import type { SentenceText } from './sentenceText';
import type { PageView } from './view';
import type { Waveform } from './waveform';

/** Those parts of the page that keep what they have drawn. */
export interface Parts {
  readonly waveform: Waveform;
  readonly sentences: SentenceText;
  readonly segments: SegmentList;
}

/** Puts a view on the page. Everything that comes from a story is set as text. */
export function render(page: Elements, parts: Parts, view: PageView): void {
  const focused = focusIn(page.player);
  setText(page.title, view.title);
  // Long ones are cut off.
  page.title.title = view.title;
  setText(page.subtitle, view.subtitle);
  page.content.hidden = view.segmentId === undefined;
  renderBars(page, view);
  renderButtons(page, view);
  renderSettings(page, view);
  page.stage.hidden = !view.hasTrack && !view.image;
  page.waveform.hidden = !view.hasTrack;
  page.sentences.hidden = !view.hasTrack;
  page.story.hidden = view.segments.length === 0;
  parts.waveform.show(view.soundtrack);
  parts.sentences.show(view.soundtrack);
  parts.segments.show(view.segments, view.segmentId);
  renderImage(page, view);
  renderTime(page, parts, view);
  keepFocus(page, focused);
}

/** Only what changes from moment to moment while it plays. */
export function renderTime(page: Elements, parts: Parts, view: PageView): void {
  setText(page.time, view.timeText);
  setText(page.duration, view.durationText);
  page.position.disabled = !view.canPlay;
  const max = String(view.duration);
  if (page.position.max !== max) page.position.max = max;
  page.position.valueAsNumber = view.time;
  page.position.style.setProperty('--played', `${(100 * view.time) / (view.duration || 1)}%`);
  setAttribute(page.position, 'aria-valuetext', `${view.timeText} of ${view.durationText}`);
  parts.waveform.showSentence(view.sentence);
  parts.sentences.showSentence(view.sentence);
}

function renderBars(page: Elements, { notice, progress, summary, offersNew }: PageView): void {
  page.notice.hidden = !notice;
  page.notice.dataset['tone'] = notice?.tone ?? 'info';
  showIcon(page['notice-icon'], notice?.tone ?? 'info');
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

  page.summary.hidden = summary === undefined;
  setText(page['summary-text'], summary ?? '');
  page.offer.hidden = !offersNew;
}

function renderButtons(page: Elements, view: PageView): void {
  page.previous.disabled = !view.hasPrevious;
  page.next.disabled = !view.hasNext;
  page.toggle.disabled = !view.canPlay;
  for (const name of ['previous-sentence', 'next-sentence', 'loop'] as const)
    page[name].disabled = view.sentence === undefined;
  setAttribute(page.loop, 'aria-pressed', String(view.loops));
  const toggle = view.isPlaying ? 'Pause' : 'Play';
  setAttribute(page.toggle, 'aria-label', toggle);
  page.toggle.title = `${toggle} (Space)`;
  showIcon(page.toggle, view.isPlaying ? 'debug-pause' : 'play');
}

function renderSettings(page: Elements, { settings }: PageView): void {
  const { rate, volume, muted, continues } = settings;
  page.rate.value = String(rate);
  page.volume.valueAsNumber = muted ? 0 : Math.round(100 * volume);
  page.volume.style.setProperty('--played', `${muted ? 0 : 100 * volume}%`);
  const mute = muted ? 'Unmute' : 'Mute';
  setAttribute(page.mute, 'aria-label', mute);
  page.mute.title = `${mute} (M)`;
  showIcon(page.mute, muted ? 'mute' : 'unmute');
  page.continues.checked = continues;
  page.audio.volume = volume;
  page.audio.muted = muted;
  page.audio.defaultPlaybackRate = rate;
  page.audio.playbackRate = rate;
}

function renderImage({ image }: Elements, { image: picture }: PageView): void {
  if (picture?.uri === image.dataset['uri']) return;
  image.hidden = !picture;
  if (picture) {
    image.dataset['uri'] = picture.uri;
    image.src = picture.uri;
    image.alt = picture.alt;
  } else {
    delete image.dataset['uri'];
    image.removeAttribute('src');
    image.alt = '';
  }
}

/** Leaves equal text alone: a new text node would end a selection. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Leaves equal values alone: screen readers are told of each. */
function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function focusIn(part: HTMLElement): HTMLElement | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && part.contains(focused) ? focused : undefined;
}

/** What was focused may have vanished; then the keys still work from the player as a whole. */
function keepFocus(page: Elements, focused: HTMLElement | undefined): void {
  if (!focused) return;
  const isGone = !focused.isConnected || !focused.checkVisibility() || focused.matches(':disabled');
  if (isGone) page.player.focus();
}
