import { Presets, SingleBar } from 'cli-progress';
import { megabytes } from '../core/megabytes';
import type { InstallProgress } from '../core/speech/kokoro/install';
import { printable, printLine } from './console';
import { clockTime } from './format';

/** Tells how far a download is. */
export interface DownloadBar {
  readonly update: (progress: InstallProgress) => void;
  /** Clears the line, so that something else can be written. */
  readonly stop: () => void;
}

/** A line that moves on a terminal; elsewhere (a file, a pipe, CI) a line for every tenth. */
export function createDownloadBar(stream: NodeJS.WriteStream): DownloadBar {
  if (!stream.isTTY) {
    let tenth = 0;
    return {
      update: (progress) => {
        const now = Math.floor((progress.received / progress.total) * 10);
        if (now <= tenth && progress.state !== 'waiting') return;
        tenth = now;
        printLine(stream, `${now * 10} %: ${inWords(progress)}`);
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar(
    { stream, format: ' {bar} {percentage}% {words}', clearOnComplete: true, hideCursor: true, barsize: 24 },
    Presets.shades_classic,
  );
  let isRunning = false;
  return {
    update: (progress) => {
      const words = printable(inWords(progress));
      if (isRunning) bar.update(progress.received, { words });
      else bar.start(progress.total, progress.received, { words });
      isRunning = true;
    },
    stop: () => {
      if (isRunning) bar.stop();
      isRunning = false;
    },
  };
}

function inWords({ state, file, received, total, ...rest }: InstallProgress): string {
  if (state === 'checking') return `checking ${file}`;
  if (state === 'waiting')
    return `waiting ${Math.ceil(rest.waitSeconds ?? 0)} s, because ${rest.reason ?? ''}`;
  return [
    `${megabytes(received)} of ${megabytes(total)}`,
    ...(rest.bytesPerSecond === undefined ? [] : [`${megabytes(rest.bytesPerSecond)}/s`]),
    ...(rest.secondsLeft === undefined ? [] : [`${clockTime(rest.secondsLeft)} left`]),
  ].join(', ');
}
