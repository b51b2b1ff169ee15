import type { PlayerSegment } from '../src/shared/playerProtocol';
import { runningTask, type PageState } from './pageState';

/** How far the audio is that is being made. */
export interface Progress {
  readonly text: string;
  /** Percent; undefined when nobody knows. */
  readonly value: number | undefined;
  /** The label of the button that cancels; absent where this window cannot. */
  readonly cancel?: string;
}

export function progressOf(
  { status }: PlayerSegment,
  { host, task }: Pick<PageState, 'host' | 'task'>,
): Progress | undefined {
  const running = runningTask(host);
  const isBusy = status.kind === 'queued' || status.kind === 'generating';
  if (!isBusy && !running) return undefined;
  const { current = 0, percentage = 0 } = task?.progress ?? {};
  const total = task?.progress.total ?? host?.task?.total ?? 0;
  const isRun = total > 1;
  const place = isRun && current > 0 ? ` Segment ${current} of ${total} is being generated.` : '';
  const text = `${begin(status.kind, place)}${place}`;
  if (!running) return { text, value: undefined };
  const spoken = running.spoken === undefined ? undefined : Math.floor(100 * running.spoken);
  return {
    text: running.isStopping ? `${text} It stops after the segment at hand.` : text,
    value: spoken ?? (isRun ? percentage : undefined),
    cancel: running.isStopping ? 'Stop Now' : 'Cancel',
  };
}

function begin(status: PlayerSegment['status']['kind'], place: string): string {
  if (status === 'queued') return place === '' ? 'Queued. It waits for its turn.' : 'Queued.';
  return status === 'generating' ? 'Generating audio.' : 'Generating audio in this story.';
}
