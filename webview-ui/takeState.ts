import { isDamaged } from './notice';
import {
  hasNewAudio,
  runningTask,
  type Effect,
  type PageEvent,
  type PageState,
  type Step,
} from './pageState';
import { load, remembered, seekTo } from './playback';
import { parseRemembered } from './saved';

/** Takes what the host says, and plays when the user wants that. */
export function takeState(
  state: PageState,
  { state: host, play, at, saved }: Extract<PageEvent, { readonly kind: 'state' }>,
): Step {
  // The host tells only what is newer than the page's own memory.
  const before = saved === undefined ? state : { ...state, saved: parseRemembered(saved) };
  const taskId = runningTask(host)?.taskId;
  const lastTaskId = runningTask(before.host)?.taskId;
  const isSameTask = taskId === lastTaskId;
  const taken = takeAudio(
    { ...before, host, task: isSameTask ? before.task : undefined },
    { play, at, wasOffered: hasNewAudio(before) },
  );
  const segmentId = host.segment?.segmentId ?? taken.state.saved.segmentId;
  const effects = [...taken.effects];
  if (!isSameTask) effects.push({ kind: 'follow', taskId });
  if (!isSameTask && lastTaskId !== undefined) effects.push({ kind: 'askTask', taskId: lastTaskId });
  return { state: { ...taken.state, saved: { ...taken.state.saved, segmentId } }, effects };
}

interface Wish {
  readonly play: boolean;
  /** Seconds. */
  readonly at: number | undefined;
  /** The newer audio waited before, too. */
  readonly wasOffered: boolean;
}

/**
 * Loads what the host has, except that newer audio waits while the old one plays and is whole; once it waits, it does so until the
 * user asks for it.
 */
function takeAudio(state: PageState, { play, at, wasOffered }: Wish): Step {
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
  // A place is told in the newest audio.
  const isWanted = play || at !== undefined;
  // Nobody listens to the rest of a file that is not whole.
  const isWhole = problem === undefined && !(loaded && isDamaged(loaded));
  const isNewer = hasNewAudio(state) && (isWanted || !isWhole || !isWaiting);
  const isBroken = play && problem !== undefined && problem !== 'refused';
  if (!isOther && !isNewer && !isBroken) {
    const sought = at === undefined ? { state, effects: [] } : seekTo(state, at);
    return { state: sought.state, effects: [...sought.effects, ...whenLoaded] };
  }
  const next = load(remembered(state), segment, at);
  return { state: next.state, effects: [...next.effects, ...whenLoaded] };
}
