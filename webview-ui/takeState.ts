import type { PlayerState } from '../src/shared/playerProtocol';
import { hasNewAudio, runningTask, type Effect, type PageState, type Step } from './pageState';
import { load, remembered } from './playback';

/** Takes what the host says, and plays when the user wants that. */
export function takeState(
  before: PageState,
  { state: host, play }: { readonly state: PlayerState; readonly play: boolean },
): Step {
  const taskId = runningTask(host)?.taskId;
  const isSameTask = taskId === runningTask(before.host)?.taskId;
  const taken = takeAudio(
    { ...before, host, task: isSameTask ? before.task : undefined },
    { play, wasOffered: hasNewAudio(before) },
  );
  const segmentId = host.segment?.segmentId ?? taken.state.saved.segmentId;
  return {
    state: { ...taken.state, saved: { ...taken.state.saved, segmentId } },
    effects: isSameTask ? taken.effects : [...taken.effects, { kind: 'follow', taskId }],
  };
}

/**
 * Loads what the host has, except that newer audio waits while the old one plays; once it waits, it does so until the
 * user asks for it.
 */
function takeAudio(state: PageState, { play, wasOffered }: { play: boolean; wasOffered: boolean }): Step {
  const segment = state.host?.segment;
  const { loaded, isPlaying, problem } = state;
  const whenLoaded: readonly Effect[] = play ? [{ kind: 'play' }] : [];
  if (!segment?.audio) {
    if (!loaded) return { state, effects: [] };
    const { saved } = remembered(state);
    return {
      state: {
        ...state,
        saved,
        loaded: undefined,
        isPlaying: false,
        hasEnded: false,
        time: 0,
        problem: undefined,
      },
      effects: [{ kind: 'unload' }],
    };
  }
  const isOther = loaded?.segmentId !== segment.segmentId;
  const isWaiting = isPlaying || wasOffered;
  const isNewer = hasNewAudio(state) && (play || problem !== undefined || !isWaiting);
  const isBroken = play && problem !== undefined && problem !== 'refused';
  if (!isOther && !isNewer && !isBroken) return { state, effects: whenLoaded };
  const next = load(remembered(state), segment);
  return { state: next.state, effects: [...next.effects, ...whenLoaded] };
}
