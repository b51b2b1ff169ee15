import { watchTime } from './clock';
import type { AudioEffect, PageEvent } from './pageState';

/** Turns what the audio element does into events. */
export function listenToAudio(audio: HTMLAudioElement, dispatch: (event: PageEvent) => void): void {
  const simple = {
    play: 'audioPlaying',
    pause: 'audioPaused',
    ended: 'audioEnded',
    error: 'audioFailed',
  } as const;
  for (const [name, kind] of Object.entries(simple)) {
    audio.addEventListener(name, () => {
      dispatch({ kind });
    });
  }
  const tellTime = () => {
    dispatch({ kind: 'audioTime', time: audio.currentTime });
  };
  audio.addEventListener('timeupdate', tellTime);
  watchTime(audio, tellTime);
  audio.addEventListener('durationchange', () => {
    dispatch({ kind: 'audioDuration', duration: audio.duration });
  });
}

/** Does with the audio element what was decided. */
export function runAudio(
  audio: HTMLAudioElement,
  effect: AudioEffect,
  dispatch: (event: PageEvent) => void,
): void {
  switch (effect.kind) {
    case 'load':
      audio.preload = effect.isLazy ? 'none' : 'metadata';
      audio.src = effect.uri;
      // Before anything is loaded this is where playback will begin.
      audio.currentTime = effect.time;
      return;
    case 'unload':
      audio.removeAttribute('src');
      audio.load();
      return;
    case 'play':
      audio.play().catch((error: unknown) => {
        // Every other failure is an `error` event as well, or the user's own pause.
        if (error instanceof DOMException && error.name === 'NotAllowedError')
          dispatch({ kind: 'audioRefused' });
      });
      return;
    case 'pause':
      audio.pause();
      return;
    case 'seek':
      audio.currentTime = effect.time;
  }
}
