import type { TaskStatusResponse } from '../src/api';
import type { AudioCheck, PlayerState } from '../src/shared/playerProtocol';
import type { Saved } from './saved';

/** Everything that decides what the page shows and what sounds. */
export interface PageState {
  /** What the host said last; undefined before it said anything. */
  readonly host: PlayerState | undefined;
  /** What the audio element holds. It may be older than what the host offers. */
  readonly loaded: LoadedAudio | undefined;
  readonly isPlaying: boolean;
  readonly hasEnded: boolean;
  /** Seconds. */
  readonly time: number;
  /** Why the audio that is loaded does not sound. `unknown` until the host has looked at the file. */
  readonly problem: AudioProblem | undefined;
  /** The segment whose audio was asked for, until the host has answered. */
  readonly asking: string | undefined;
  /** What was heard last of the task that makes the segment's audio. */
  readonly task: TaskStatusResponse | undefined;
  readonly saved: Saved;
}

export interface LoadedAudio {
  readonly segmentId: string;
  readonly version: string;
  readonly uri: string;
  /** Seconds, by the host at first and by the audio element as soon as it knows. */
  readonly duration: number;
}

/** `refused`: the browser wants a click inside the page first. */
export type AudioProblem = AudioCheck['problem'] | 'refused' | 'unknown';

/** What happens to the page. */
export type PageEvent =
  // The host
  | { readonly kind: 'state'; readonly state: PlayerState; readonly play: boolean }
  | { readonly kind: 'answered'; readonly segmentId: string }
  | { readonly kind: 'taskStatus'; readonly status: TaskStatusResponse }
  | { readonly kind: 'audioChecked'; readonly uri: string; readonly problem: AudioCheck['problem'] }
  // The user
  | { readonly kind: 'toggle' | 'generate' | 'cancel' | 'playNew' }
  | { readonly kind: 'seekTo'; readonly time: number }
  | { readonly kind: 'seekBy'; readonly seconds: number }
  | { readonly kind: 'step'; readonly direction: 'previous' | 'next' }
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
  | { readonly kind: 'load'; readonly uri: string; readonly time: number }
  | { readonly kind: 'unload' | 'play' | 'pause' }
  | { readonly kind: 'seek'; readonly time: number }
  | {
      readonly kind: 'step';
      readonly from: string;
      readonly direction: 'previous' | 'next';
      readonly play: boolean;
    }
  | { readonly kind: 'generate'; readonly segmentId: string }
  | { readonly kind: 'cancelTask'; readonly taskId: string; readonly mode: 'graceful' | 'now' }
  | { readonly kind: 'checkAudio'; readonly segmentId: string; readonly uri: string }
  /** Polls this task, and no other; none when it is undefined. */
  | { readonly kind: 'follow'; readonly taskId: string | undefined };

/** One step of the page: the new state and what is to be done. */
export interface Step {
  readonly state: PageState;
  readonly effects: readonly Effect[];
}

export function initialState(saved: Saved): PageState {
  return {
    host: undefined,
    loaded: undefined,
    isPlaying: false,
    hasEnded: false,
    time: 0,
    problem: undefined,
    asking: undefined,
    task: undefined,
    saved,
  };
}

/** Whether the host has newer audio of the segment that is loaded. */
export function hasNewAudio({ host, loaded }: PageState): boolean {
  const audio = host?.segment?.audio;
  return loaded !== undefined && audio !== undefined && audio.version !== loaded.version;
}

/** The task that makes the segment's audio. */
export function runningTask(host: PlayerState | undefined) {
  const status = host?.segment?.status;
  return status?.kind === 'queued' || status?.kind === 'generating' ? status.task : undefined;
}
