import type { PlayerSegment } from '../src/shared/playerProtocol';
import { hasNewAudio, type Effect, type PageState, type Step } from './pageState';
import { positionOf, withPosition } from './saved';
import { beginningOf, sentenceAt } from './sentences';

/** While it plays, the position is remembered every so many seconds. */
const REMEMBER_EVERY = 5;
/** Who stops so close to the end, in seconds, has heard all of it. */
const END = 0.5;

/**
 * Audio of so many seconds is not fetched before it is to sound. VS Code sends all that follows of a file, 2.9 MB a
 * minute, when any of it is asked for, and in a browser it does not stop when nobody wants it any more.
 */
const LONG = 600;

/** Loads the audio that the host has, standing at `at` seconds or where it was left. There must be some. */
export function load(state: PageState, { segmentId, audio }: PlayerSegment, at?: number): Step {
  if (!audio) return { state, effects: [] };
  const { uri, version, durationSeconds } = audio;
  const left = positionOf(state.saved, { segmentId, version });
  const time = Math.max(0, at ?? (left < durationSeconds - END ? left : 0));
  const loaded = { segmentId, version, uri, duration: durationSeconds, expected: durationSeconds };
  const next = { ...state, loaded, time, isPlaying: false, hasEnded: false, problem: undefined };
  return { state: next, effects: [{ kind: 'load', uri, time, isLazy: durationSeconds >= LONG }] };
}

/** Play or pause. What did not sound is loaded again, and what has ended begins with the newest audio. */
export function toggle(state: PageState): Step {
  const { loaded, isPlaying, hasEnded, problem, time } = state;
  if (!loaded) return { state, effects: [] };
  if (isPlaying) return { state, effects: [{ kind: 'pause' }] };
  if (hasEnded && hasNewAudio(state)) return playNew(state);
  if (problem === undefined || problem === 'refused') return { state, effects: [{ kind: 'play' }] };
  const again: Effect = { kind: 'load', uri: loaded.uri, time, isLazy: false };
  return { state: { ...state, problem: undefined }, effects: [again, { kind: 'play' }] };
}

/** Leaves the audio that is loaded for the newer one. */
export function playNew(state: PageState): Step {
  const segment = state.host?.segment;
  if (!segment?.audio) return { state, effects: [] };
  const next = load(state, segment);
  return { state: next.state, effects: [...next.effects, { kind: 'play' }] };
}

export function seekTo(state: PageState, time: number): Step {
  if (!state.loaded) return { state, effects: [] };
  const within = Math.min(Math.max(0, time), state.loaded.duration);
  const next = { ...state, time: within, hasEnded: false };
  return { state: remembered(next), effects: [{ kind: 'seek', time: within }] };
}

export function audioPaused(state: PageState): Step {
  return { state: remembered({ ...state, isPlaying: false }), effects: [] };
}

export function audioTime(state: PageState, time: number): Step {
  const again = loopedTo(state, time);
  if (again !== undefined)
    return { state: { ...state, time: again }, effects: [{ kind: 'seek', time: again }] };
  const next = { ...state, time };
  const isDue = state.loaded && Math.abs(time - positionOf(state.saved, state.loaded)) >= REMEMBER_EVERY;
  return { state: isDue ? remembered(next) : next, effects: [] };
}

/** Where the sentence begins that is repeated, when `time` is the first that is beyond it. */
function loopedTo({ loops, isPlaying, soundtrack, time }: PageState, now: number): number | undefined {
  if (!loops || !isPlaying || !soundtrack) return undefined;
  const { sentences } = soundtrack;
  const before = sentenceAt(sentences, time);
  const after = sentenceAt(sentences, now);
  if (before === undefined || after === undefined || after <= before) return undefined;
  return beginningOf(sentences, before);
}

/** A sentence that is repeated begins again. Else the next time it begins at the start; the next segment follows if the user wants that. */
export function audioEnded(state: PageState): Step {
  const { loaded, saved, host, loops, soundtrack } = state;
  const last = loops && soundtrack ? soundtrack.sentences.at(-1) : undefined;
  if (last) {
    const sought = seekTo(state, last.from);
    return { state: sought.state, effects: [...sought.effects, { kind: 'play' }] };
  }
  const next = {
    ...state,
    isPlaying: false,
    hasEnded: true,
    saved: loaded ? withPosition(saved, loaded, 0) : saved,
  };
  const segment = host?.segment;
  if (!saved.continues || !segment?.hasNext) return { state: next, effects: [] };
  return {
    state: next,
    effects: [{ kind: 'step', from: segment.segmentId, direction: 'next', play: true }],
  };
}

/** The page cannot tell why, so it asks the host to look at the file. */
export function audioFailed(state: PageState): Step {
  const { loaded } = state;
  if (!loaded) return { state, effects: [] };
  return {
    state: remembered({ ...state, isPlaying: false, problem: 'unknown' }),
    effects: [{ kind: 'checkAudio', segmentId: loaded.segmentId, uri: loaded.uri }],
  };
}

/** The state with the position of what is loaded kept for later. */
export function remembered(state: PageState): PageState {
  const { loaded, time, saved, hasEnded } = state;
  return loaded && !hasEnded ? { ...state, saved: withPosition(saved, loaded, time) } : state;
}
