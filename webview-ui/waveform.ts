import WaveSurfer from 'wavesurfer.js';
import type { Soundtrack } from '../src/shared/playerProtocol';
import type { Elements } from './elements';
import { halvesOf, marksPath, stretchOf } from './layers';
import { onThemeChange, waveColorsOf } from './theme';

/** The waveform with its marks. It draws numbers and never reads the audio file. */
export interface Waveform {
  show(soundtrack: Soundtrack | undefined): void;
  /** Tints this sentence's stretch. */
  showSentence(sentence: number | undefined): void;
}

export interface WaveformOptions {
  /** Of the page's own script: the waveform's style needs it, too. */
  readonly nonce: string;
  /** The user points at a place, from 0 to 1. */
  readonly seek: (part: number) => void;
}

/** There is one for as long as the page lives. It must be made before the audio element has a source. */
export function createWaveform(page: Elements, { nonce, seek }: WaveformOptions): Waveform {
  const { waveform, wave, marks, stretch, audio } = page;
  const surfer = WaveSurfer.create({
    container: wave,
    media: audio,
    cspNonce: nonce,
    height: 'auto',
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    barMinHeight: 1,
    cursorWidth: 2,
    normalize: true,
    // A click goes the same way as every other wish to seek.
    interact: false,
    ...waveColorsOf(waveform),
  });
  let shown: Soundtrack | undefined;
  let sentence: number | undefined;
  const drawMarks = () => {
    marks.setAttribute('d', shown ? marksPath(shown, waveform.clientWidth) : '');
  };
  new ResizeObserver(drawMarks).observe(waveform);
  onThemeChange(() => {
    const colors = waveColorsOf(waveform);
    const { waveColor, progressColor, cursorColor } = surfer.options;
    if (
      colors.waveColor !== waveColor ||
      colors.progressColor !== progressColor ||
      colors.cursorColor !== cursorColor
    )
      surfer.setOptions(colors);
  });
  seekWithPointer(waveform, seek);

  const showStretch = () => {
    const { from, width } = shown ? stretchOf(shown, sentence) : { from: 0, width: 0 };
    stretch.setAttribute('x', String(from));
    stretch.setAttribute('width', String(width));
  };
  return {
    show(soundtrack) {
      if (soundtrack === shown) return;
      shown = soundtrack;
      const isDrawn =
        soundtrack !== undefined && soundtrack.durationSeconds > 0 && soundtrack.peaks.length > 1;
      waveform.dataset['drawn'] = String(isDrawn);
      drawMarks();
      showStretch();
      if (!isDrawn) return;
      // With the source that the audio element has, it is left alone.
      surfer
        .load(audio.currentSrc || audio.src, halvesOf(soundtrack.peaks), soundtrack.durationSeconds)
        .catch(() => undefined);
    },
    showSentence(index) {
      if (index === sentence) return;
      sentence = index;
      showStretch();
    },
  };
}

/** A press seeks, and so does every move until it ends. */
function seekWithPointer(element: HTMLElement, seek: (part: number) => void): void {
  const seekTo = ({ clientX }: PointerEvent) => {
    const { left, width } = element.getBoundingClientRect();
    if (width > 0) seek(Math.min(1, Math.max(0, (clientX - left) / width)));
  };
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    seekTo(event);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) seekTo(event);
  });
}
