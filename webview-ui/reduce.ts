import { only, runningTask, type Direction, type PageEvent, type PageState, type Step } from './pageState';
import { audioEnded, audioFailed, audioPaused, audioTime, playNew, seekTo, toggle } from './playback';
import { isSamePlayhead, playheadOf } from './playhead';
import { beginningOf, sentenceBeside } from './sentences';
import { isFinishedRun, summaryOf } from './summary';
import { takeState } from './takeState';

/** What an event makes of the page. */
export function reduce(state: PageState, event: PageEvent): Step {
  return withPlayhead(withSoundtrack(state, happen(state, event)));
}

function happen(state: PageState, event: PageEvent): Step {
  switch (event.kind) {
    case 'state':
      return takeState(state, event);
    case 'answered':
      return only({ ...state, asking: state.asking === event.segmentId ? undefined : state.asking });
    case 'taskStatus':
      return taskStatus(state, event);
    case 'summaryOver':
      return only(state.summary?.taskId === event.taskId ? { ...state, summary: undefined } : state);
    case 'audioChecked':
      return state.loaded?.uri === event.uri && state.problem === 'unknown'
        ? only({ ...state, problem: event.problem })
        : only(state);
    case 'soundtrack': {
      const { soundtrack, segmentId } = event;
      const isOfLoaded = state.loaded?.segmentId === segmentId && state.loaded.version === soundtrack.version;
      return only(isOfLoaded ? { ...state, soundtrack } : state);
    }

    case 'toggle':
      return toggle(state);
    case 'playNew':
      return playNew(state);
    case 'seekTo':
      return seekTo(state, event.time);
    case 'seekBy':
      return seekTo(state, state.time + event.seconds);
    case 'seekSentence': {
      const { sentences } = state.soundtrack ?? { sentences: [] };
      return event.sentence in sentences
        ? seekTo(state, beginningOf(sentences, event.sentence))
        : only(state);
    }
    case 'stepSentence': {
      const { sentences } = state.soundtrack ?? { sentences: [] };
      const time = sentenceBeside(sentences, state.time, event.direction);
      return time === undefined ? only(state) : seekTo(state, time);
    }
    case 'toggleLoop':
      return only({ ...state, loops: !state.loops });
    case 'step':
      return step(state, event.direction);
    case 'choose':
      return choose(state, event.segmentId);
    case 'generate':
      return generate(state);
    case 'cancel':
      return cancel(state);
    case 'showHelp':
      return { state, effects: [{ kind: 'showHelp' }] };
    case 'setRate':
      return only({ ...state, saved: { ...state.saved, rate: event.rate } });
    // Who moves the slider wants to hear something.
    case 'setVolume':
      return only({ ...state, saved: { ...state.saved, volume: event.volume, muted: false } });
    case 'toggleMuted':
      return only({ ...state, saved: { ...state.saved, muted: !state.saved.muted } });
    case 'setContinues':
      return only({ ...state, saved: { ...state.saved, continues: event.continues } });

    case 'audioPlaying':
      return only({ ...state, isPlaying: true, hasEnded: false, problem: undefined });
    case 'audioPaused':
      return audioPaused(state);
    case 'audioEnded':
      return audioEnded(state);
    case 'audioFailed':
      return audioFailed(state);
    case 'audioRefused':
      return only({ ...state, isPlaying: false, problem: 'refused' });
    case 'audioTime':
      return audioTime(state, event.time);
    case 'audioDuration':
      return only(
        state.loaded && Number.isFinite(event.duration)
          ? { ...state, loaded: { ...state.loaded, duration: event.duration } }
          : state,
      );
  }
}

/** What belongs to other audio is forgotten, and asked for anew. */
function withSoundtrack(before: PageState, { state, effects }: Step): Step {
  const { loaded } = state;
  if (before.loaded?.segmentId === loaded?.segmentId && before.loaded?.version === loaded?.version)
    return { state, effects };
  const next = { ...state, soundtrack: undefined };
  if (!loaded) return { state: next, effects };
  const { segmentId, version } = loaded;
  return { state: next, effects: [...effects, { kind: 'getSoundtrack', segmentId, version }] };
}

/** The host is told what it does not know yet. */
function withPlayhead({ state, effects }: Step): Step {
  const playhead = playheadOf(state);
  if (isSamePlayhead(state.told, playhead)) return { state, effects };
  return { state: { ...state, told: playhead }, effects: [...effects, { kind: 'playhead', playhead }] };
}

/** A task that has left the host's state is heard once more: then it tells what came of it. */
function taskStatus(state: PageState, { status }: Extract<PageEvent, { kind: 'taskStatus' }>): Step {
  const taskId = status.task_id;
  const isFollowed = runningTask(state.host)?.taskId === taskId;
  const next = isFollowed ? { ...state, task: status } : state;
  if (!isFinishedRun(status) || state.summary?.taskId === taskId) return only(next);
  return {
    state: { ...next, summary: { taskId, text: summaryOf(status) } },
    effects: [{ kind: 'endSummary', taskId }],
  };
}

function step(state: PageState, direction: Direction): Step {
  const segment = state.host?.segment;
  const canStep = direction === 'next' ? segment?.hasNext : segment?.hasPrevious;
  if (!segment || !canStep) return only(state);
  return {
    state,
    effects: [{ kind: 'step', from: segment.segmentId, direction, play: state.isPlaying }],
  };
}

function choose(state: PageState, segmentId: string): Step {
  if (state.host?.segment?.segmentId === segmentId) return only(state);
  return { state, effects: [{ kind: 'choose', segmentId, play: state.isPlaying }] };
}

function generate(state: PageState): Step {
  const segment = state.host?.segment;
  if (!segment || segment.whyNotGenerate !== undefined || state.asking === segment.segmentId)
    return only(state);
  const { segmentId } = segment;
  return { state: { ...state, asking: segmentId }, effects: [{ kind: 'generate', segmentId }] };
}

/** The first time the segment at hand is finished; the second time it is not (decision D-11). */
function cancel(state: PageState): Step {
  const task = runningTask(state.host);
  if (!task) return only(state);
  const mode = task.isStopping ? 'now' : 'graceful';
  return { state, effects: [{ kind: 'cancelTask', taskId: task.taskId, mode }] };
}
