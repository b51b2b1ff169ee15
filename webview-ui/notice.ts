import type { PlayerSegment } from '../src/shared/playerProtocol';
import type { AudioProblem, LoadedAudio, PageState } from './pageState';

/** A file that ends so many seconds before the audio that was written was cut off. */
const CUT_OFF = 0.5;

/** What is to be known of the segment before one listens to it, and what to do about it. */
export interface Notice {
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
  /** The label of the button that generates the audio; absent where that is no remedy. */
  readonly generate?: string;
  readonly isAsking: boolean;
}

type Text = Omit<Notice, 'isAsking'>;

const problems: Record<Exclude<AudioProblem, 'unknown'> | 'empty' | 'cutOff', Text> = {
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
  empty: {
    tone: 'error',
    text: 'The audio of this segment is empty: there is nothing to hear.',
    generate: 'Generate Again',
  },
  cutOff: {
    tone: 'warning',
    text: 'The audio file of this segment ends too early; it may be damaged.',
    generate: 'Generate Again',
  },
  refused: { tone: 'info', text: 'The sound may not begin by itself here. Press Play to hear it.' },
};

export function noticeOf(
  segment: PlayerSegment,
  { problem, loaded, asking }: Pick<PageState, 'problem' | 'loaded' | 'asking'>,
): Notice | undefined {
  const notice =
    (problem !== undefined && problem !== 'unknown' && problems[problem]) ||
    (loaded && lengthNotice(loaded)) ||
    statusNotice(segment.status);
  if (!notice) return undefined;
  const isAsking = asking === segment.segmentId;
  const { generate, tone, text } = notice;
  if (generate === undefined) return { tone, text, isAsking };
  if (isBusy(segment)) return { tone, text, isAsking };
  const why = segment.whyNotGenerate;
  return why === undefined ? { tone, text, generate, isAsking } : { tone, text: `${text} ${why}`, isAsking };
}

/** Whether audio is shorter than what was written, or nothing at all. */
export function isDamaged(loaded: LoadedAudio): boolean {
  return lengthNotice(loaded) !== undefined;
}

function lengthNotice({ duration, expected }: LoadedAudio): Text | undefined {
  if (duration <= 0) return problems.empty;
  return duration < expected - CUT_OFF ? problems.cutOff : undefined;
}

function statusNotice(status: PlayerSegment['status']): Text | undefined {
  switch (status.kind) {
    case 'none':
      return { tone: 'info', text: 'This segment has no audio yet.', generate: 'Generate' };
    case 'check':
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
