import { Presets, SingleBar } from 'cli-progress';
import { printable } from './console';
import { clockTime } from './format';

/** A line on a terminal that names what is being spoken and tells how long it will take. */
export interface Progress {
  /** `done` and `total` count characters, which foretell time better than segments do. */
  update(done: number, total: number, label: string): void;
  /** Clears the line, so that something else can be written. */
  stop(): void;
}

const LABEL_WIDTH = 40;

/** Draws on a terminal only; elsewhere (a file, a pipe, CI) it stays silent. */
export function createProgress(stream: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  if (!stream.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      stream,
      format: ' {bar} {percentage}% {label} {left}',
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
    },
    Presets.shades_classic,
  );
  const started = now();
  let running = false;
  return {
    update(done, total, label) {
      const elapsed = (now() - started) / 1000;
      // The first utterances are slow, because an engine is loaded: no promise is made before a twentieth.
      const left = done * 20 > total ? `${clockTime((elapsed / done) * (total - done))} left` : '';
      const payload = { label: printable(label).slice(0, LABEL_WIDTH), left };
      if (running) {
        bar.setTotal(total);
        bar.update(done, payload);
      } else {
        bar.start(total, done, payload);
        running = true;
      }
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}
