import type { ListedSegment, PlayerState, Soundtrack } from '../src/shared/playerProtocol';
import { noticeOf, type Notice } from './notice';
import { hasNewAudio, type AudioProblem, type PageState } from './pageState';
import { progressOf, type Progress } from './progress';
import type { Saved } from './saved';
import { sentenceAt } from './sentences';
import { timeText } from './timeText';

/** What is on the page, in words and numbers. */
export interface PageView {
  readonly title: string;
  /** The story, or what to do where no segment is chosen. */
  readonly subtitle: string;
  readonly segmentId: string | undefined;
  /** Of the audio that is loaded. */
  readonly version: string | undefined;
  readonly notice: Notice | undefined;
  readonly progress: Progress | undefined;
  /** What came of a run that ended just now. */
  readonly summary: string | undefined;
  /** Newer audio waits until the user asks for it. */
  readonly offersNew: boolean;
  readonly isPlaying: boolean;
  readonly canPlay: boolean;
  /** Whether there is something to be seen of the audio, or will be in a moment. */
  readonly hasTrack: boolean;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  readonly loops: boolean;
  /** Seconds. */
  readonly time: number;
  readonly duration: number;
  readonly timeText: string;
  readonly durationText: string;
  readonly soundtrack: Soundtrack | undefined;
  /** The index of the sentence under the playhead. */
  readonly sentence: number | undefined;
  readonly segments: readonly ListedSegment[];
  readonly image: Picture | undefined;
  readonly settings: Pick<Saved, 'rate' | 'volume' | 'muted' | 'continues'>;
}

export interface Picture {
  readonly uri: string;
  /** What it is, for who does not see it. */
  readonly alt: string;
}

export function viewOf(state: PageState): PageView {
  const { host, loaded, soundtrack, time, isPlaying, loops, saved } = state;
  const segment = host?.segment;
  const duration = loaded?.duration ?? 0;
  return {
    ...headOf(host),
    segmentId: segment?.segmentId,
    version: loaded?.version,
    notice: segment && noticeOf(segment, state),
    progress: segment && progressOf(segment, state),
    summary: state.summary?.text,
    offersNew: hasNewAudio(state),
    isPlaying,
    canPlay: duration > 0,
    hasTrack: duration > 0 && (soundtrack !== undefined || !isBroken(state.problem)),
    hasPrevious: segment?.hasPrevious ?? false,
    hasNext: segment?.hasNext ?? false,
    loops,
    time: Math.min(time, duration),
    duration,
    timeText: timeText(Math.min(time, duration)),
    durationText: timeText(duration),
    soundtrack,
    sentence: soundtrack && sentenceAt(soundtrack.sentences, time),
    segments: host?.segments ?? [],
    image:
      segment?.imageUri === undefined
        ? undefined
        : { uri: segment.imageUri, alt: `Image of ${segment.title}` },
    settings: saved,
  };
}

function isBroken(problem: AudioProblem | undefined): boolean {
  return problem !== undefined && problem !== 'refused';
}

function headOf(host: PlayerState | undefined): Pick<PageView, 'title' | 'subtitle'> {
  if (!host) return { title: 'Loading…', subtitle: '' };
  if (host.segment) return { title: host.segment.title, subtitle: host.segment.storyTitle };
  return {
    title: 'No segment is chosen',
    subtitle: 'Press Play on a segment in the StoryFlow view or above its heading.',
  };
}
