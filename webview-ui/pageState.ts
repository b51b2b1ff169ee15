import type { TaskStatusResponse } from '../src/api';
import type {
  AudioCheck,
  Playhead,
  PlayerState,
  RunningTask,
  Soundtrack,
} from '../src/shared/playerProtocol';
import type { Saved } from './saved';

/** Everything that decides what the page shows and what sounds. */
export interface PageState {
  /** What the host said last; undefined before it said anything. */
  readonly host: PlayerState | undefined;
  /** What the audio element holds. It may be older than what the host offers. */
  readonly loaded: LoadedAudio | undefined;
  /** Of what is loaded; undefined until the host has answered. */
  readonly soundtrack: Soundtrack | undefined;
  readonly isPlaying: boolean;
  readonly hasEnded: boolean;
  /** Seconds. */
  readonly time: number;
  /** The sentence under the playhead is repeated. */
  readonly loops: boolean;
  /** Why the audio that is loaded does not sound. `unknown` until the host has looked at the file. */
  readonly problem: AudioProblem | undefined;
  /** The segment whose audio was asked for, until the host has answered. */
  readonly asking: string | undefined;
  /** What was heard last of the task that is followed. */
  readonly task: TaskStatusResponse | undefined;
  /** What came of a run that ended just now. */
  readonly summary: Summary | undefined;
  /** What the host was told last. */
  readonly told: Playhead | null;
  readonly saved: Saved;
}

export interface LoadedAudio {
  readonly segmentId: string;
  readonly version: string;
  readonly uri: string;
  /** Seconds, by the host at first and by the audio element as soon as it knows. */
  readonly duration: number;
  /** Seconds, by the host. A file that ends long before was cut off. */
  readonly expected: number;
}

export interface Summary {
  readonly taskId: string;
  readonly text: string;
}

/** `refused`: the browser wants a click inside the page first. */
export type AudioProblem = AudioCheck['problem'] | 'refused' | 'unknown';

export type Direction = 'previous' | 'next';

/** What happens to the page. */
export type PageEvent =
  // The host
  | {
      readonly kind: 'state';
      readonly state: PlayerState;
      readonly play: boolean;
      readonly at?: number;
      readonly saved?: string;
    }
  | { readonly kind: 'answered'; readonly segmentId: string }
  | { readonly kind: 'taskStatus'; readonly status: TaskStatusResponse }
  | { readonly kind: 'summaryOver'; readonly taskId: string }
  | { readonly kind: 'audioChecked'; readonly uri: string; readonly problem: AudioCheck['problem'] }
  | { readonly kind: 'soundtrack'; readonly segmentId: string; readonly soundtrack: Soundtrack }
  // The user
  | {
      readonly kind: 'toggle' | 'generate' | 'cancel' | 'playNew' | 'toggleLoop' | 'toggleMuted' | 'showHelp';
    }
  | { readonly kind: 'seekTo'; readonly time: number }
  | { readonly kind: 'seekBy'; readonly seconds: number }
  | { readonly kind: 'seekSentence'; readonly sentence: number }
  | { readonly kind: 'stepSentence' | 'step'; readonly direction: Direction }
  | { readonly kind: 'choose'; readonly segmentId: string }
  | { readonly kind: 'setRate'; readonly rate: Saved['rate'] }
  | { readonly kind: 'setVolume'; readonly volume: number }
  | { readonly kind: 'setContinues'; readonly continues: boolean }
  // The audio element
  | { readonly kind: 'audioPlaying' | 'audioPaused' | 'audioEnded' | 'audioFailed' | 'audioRefused' }
  | { readonly kind: 'audioTime'; readonly time: number }
  | { readonly kind: 'audioDuration'; readonly duration: number };

/** What is to be done about it. */
export type Effect =
  /** Loads a file, or the same one again, and stands at `time`. */
  | {
      readonly kind: 'load';
      readonly uri: string;
      readonly time: number;
      /** Nothing is fetched before it is to be heard. */
      readonly isLazy: boolean;
    }
  | { readonly kind: 'unload' | 'play' | 'pause' }
  | { readonly kind: 'showHelp' }
  | { readonly kind: 'seek'; readonly time: number }
  | { readonly kind: 'getSoundtrack'; readonly segmentId: string; readonly version: string }
  | { readonly kind: 'playhead'; readonly playhead: Playhead | null }
  | { readonly kind: 'choose'; readonly segmentId: string; readonly play: boolean }
  | {
      readonly kind: 'step';
      readonly from: string;
      readonly direction: Direction;
      readonly play: boolean;
    }
  | { readonly kind: 'generate'; readonly segmentId: string }
  | { readonly kind: 'cancelTask'; readonly taskId: string; readonly mode: 'graceful' | 'now' }
  | { readonly kind: 'checkAudio'; readonly segmentId: string; readonly uri: string }
  /** Polls this task, and no other; none when it is undefined. */
  | { readonly kind: 'follow'; readonly taskId: string | undefined }
  /** Asks once how a task has ended. */
  | { readonly kind: 'askTask'; readonly taskId: string }
  /** Says `summaryOver` when the summary was seen long enough. */
  | { readonly kind: 'endSummary'; readonly taskId: string };

/** What the audio element does. */
export type AudioEffect = Extract<Effect, { readonly kind: 'load' | 'unload' | 'play' | 'pause' | 'seek' }>;

/** One step of the page: the new state and what is to be done. */
export interface Step {
  readonly state: PageState;
  readonly effects: readonly Effect[];
}

export function initialState(saved: Saved): PageState {
  return {
    host: undefined,
    loaded: undefined,
    soundtrack: undefined,
    isPlaying: false,
    hasEnded: false,
    time: 0,
    loops: false,
    problem: undefined,
    asking: undefined,
    task: undefined,
    summary: undefined,
    told: null,
    saved,
  };
}

/** A step that only changes the state. */
export function only(state: PageState): Step {
  return { state, effects: [] };
}

/** Whether the host has newer audio of the segment that is loaded. */
export function hasNewAudio({ host, loaded }: PageState): boolean {
  const audio = host?.segment?.audio;
  return loaded !== undefined && audio !== undefined && audio.version !== loaded.version;
}

/** The task that works on the story, or at least on the segment. */
export function runningTask(host: PlayerState | undefined): RunningTask | undefined {
  if (host?.task) return host.task;
  const status = host?.segment?.status;
  return status?.kind === 'queued' || status?.kind === 'generating' ? status.task : undefined;
}
