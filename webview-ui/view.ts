import type { PlayerSegment, PlayerState } from '../src/shared/playerProtocol';
import { hasNewAudio, type AudioProblem, type PageState } from './pageState';
import type { Saved } from './saved';
import { timeText } from './timeText';

/** What is on the page, in words and numbers. */
export interface PageView {
  readonly title: string;
  /** The story, or what to do where no segment is chosen. */
  readonly subtitle: string;
  /** Whether there is anything to control. */
  readonly hasSegment: boolean;
  readonly notice: Notice | undefined;
  readonly progress: Progress | undefined;
  /** Newer audio waits until the user asks for it. */
  readonly offersNew: boolean;
  readonly isPlaying: boolean;
  readonly canPlay: boolean;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  /** Seconds. */
  readonly time: number;
  readonly duration: number;
  readonly timeText: string;
  readonly durationText: string;
  readonly settings: Pick<Saved, 'rate' | 'volume' | 'continues'>;
}

export interface Notice {
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
  /** The label of the button that generates the audio; absent where that is no remedy. */
  readonly generate?: string;
  readonly isAsking: boolean;
}

export interface Progress {
  readonly text: string;
  /** Percent; undefined when nobody knows. */
  readonly value: number | undefined;
  /** The label of the button that cancels; absent where this window cannot. */
  readonly cancel?: string;
}

export function viewOf(state: PageState): PageView {
  const { host, loaded, time, isPlaying, saved } = state;
  const segment = host?.segment;
  const duration = loaded?.duration ?? 0;
  return {
    ...headOf(host),
    hasSegment: segment !== undefined,
    notice: segment && noticeOf(segment, state),
    progress: segment && progressOf(segment, state),
    offersNew: hasNewAudio(state),
    isPlaying,
    canPlay: loaded !== undefined,
    hasPrevious: segment?.hasPrevious ?? false,
    hasNext: segment?.hasNext ?? false,
    time: Math.min(time, duration),
    duration,
    timeText: timeText(time),
    durationText: timeText(duration),
    settings: saved,
  };
}

function headOf(host: PlayerState | undefined): Pick<PageView, 'title' | 'subtitle'> {
  if (!host) return { title: 'Loading…', subtitle: '' };
  if (host.segment) return { title: host.segment.title, subtitle: host.segment.storyTitle };
  return {
    title: 'No segment is chosen',
    subtitle: 'Press Play on a segment in the StoryFlow view or above its heading.',
  };
}

const problems: Record<Exclude<AudioProblem, 'unknown'>, Omit<Notice, 'isAsking'>> = {
  missing: {
    tone: 'error',
    text: 'The audio file of this segment is missing.',
    generate: 'Generate Again',
  },
  noPermission: {
    tone: 'error',
    text: 'The audio file of this segment cannot be read. Change its permissions, then press Play.',
  },
  unplayable: {
    tone: 'error',
    text: 'The audio file of this segment cannot be played; it may be damaged.',
    generate: 'Generate Again',
  },
  refused: { tone: 'info', text: 'The sound may not begin by itself here. Press Play to hear it.' },
};

function noticeOf(segment: PlayerSegment, { problem, asking }: PageState): Notice | undefined {
  const notice =
    problem !== undefined && problem !== 'unknown' ? problems[problem] : statusNotice(segment.status);
  if (!notice) return undefined;
  const isAsking = asking === segment.segmentId;
  const { generate, tone, text } = notice;
  if (generate === undefined) return { tone, text, isAsking };
  if (isBusy(segment)) return { tone, text, isAsking };
  const why = segment.whyNotGenerate;
  return why === undefined ? { tone, text, generate, isAsking } : { tone, text: `${text} ${why}`, isAsking };
}

function statusNotice(status: PlayerSegment['status']): Omit<Notice, 'isAsking'> | undefined {
  switch (status.kind) {
    case 'none':
      return { tone: 'info', text: 'This segment has no audio yet.', generate: 'Generate' };
    case 'stale':
      return { tone: 'warning', text: status.why, generate: 'Regenerate' };
    case 'failed':
      return { tone: 'error', text: `Generating failed. ${status.why}`, generate: 'Retry' };
    case 'ready':
    case 'queued':
    case 'generating':
      return undefined;
  }
}

function isBusy({ status }: PlayerSegment): boolean {
  return status.kind === 'queued' || status.kind === 'generating';
}

function progressOf({ status }: PlayerSegment, { task }: PageState): Progress | undefined {
  if (status.kind !== 'queued' && status.kind !== 'generating') return undefined;
  const running = status.task;
  const { current = 0, total = 0, percentage = 0 } = task?.progress ?? {};
  const isBulk = total > 1;
  const place = isBulk && current > 0 ? ` Segment ${current} of ${total} is being generated.` : '';
  const text =
    status.kind === 'queued' ? `Queued.${place || ' It waits for its turn.'}` : `Generating audio.${place}`;
  if (!running) return { text, value: undefined };
  const spoken = running.spoken === undefined ? undefined : Math.floor(100 * running.spoken);
  return {
    text: running.isStopping ? `${text} It stops after the segment at hand.` : text,
    value: spoken ?? (isBulk ? percentage : undefined),
    cancel: running.isStopping ? 'Stop Now' : 'Cancel',
  };
}

/** What a screen reader is to say after this change; undefined for nothing. */
export function announcementOf(before: PageView, after: PageView): string | undefined {
  const news = after.notice?.text ?? after.progress?.text;
  if (before.title !== after.title || before.hasSegment !== after.hasSegment)
    return `${after.title}. ${after.hasSegment ? (news ?? after.durationText) : after.subtitle}`;
  if (after.offersNew && !before.offersNew) return 'There is new audio of this segment.';
  if (before.progress && !after.progress) return after.notice?.text ?? 'The audio is ready.';
  if (!before.progress && after.progress) return after.progress.text;
  return after.notice && after.notice.text !== before.notice?.text ? after.notice.text : undefined;
}
