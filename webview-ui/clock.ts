/** Milliseconds between two looks at the time where nothing is drawn. */
const UNSEEN = 25;

/**
 * Calls back with every frame while the audio plays, and where the page draws no frames, because it is hidden, often
 * enough to notice the beginning of a sentence. The element's own `timeupdate` comes four times a second.
 */
export function watchTime(audio: HTMLAudioElement, onTime: () => void): void {
  let frame = 0;
  let timer = 0;
  let last = 0;
  const tick = () => {
    last = performance.now();
    onTime();
  };
  const onFrame = () => {
    frame = requestAnimationFrame(onFrame);
    tick();
  };
  const stop = () => {
    cancelAnimationFrame(frame);
    clearInterval(timer);
  };
  audio.addEventListener('play', () => {
    stop();
    frame = requestAnimationFrame(onFrame);
    timer = setInterval(() => {
      if (performance.now() - last >= UNSEEN) tick();
    }, UNSEEN);
  });
  for (const name of ['pause', 'ended', 'emptied', 'error']) audio.addEventListener(name, stop);
}
