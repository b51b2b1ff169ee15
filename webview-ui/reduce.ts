import { runningTask, type PageEvent, type PageState, type Step } from './pageState';
import { audioEnded, audioFailed, audioPaused, audioTime, playNew, seekTo, toggle } from './playback';
import { takeState } from './takeState';

/** What an event makes of the page. */
export function reduce(state: PageState, event: PageEvent): Step {
  switch (event.kind) {
    case 'state':
      return takeState(state, event);
    case 'answered':
      return only({ ...state, asking: state.asking === event.segmentId ? undefined : state.asking });
    case 'taskStatus':
      return runningTask(state.host)?.taskId === event.status.task_id
        ? only({ ...state, task: event.status })
        : only(state);
    case 'audioChecked':
      return state.loaded?.uri === event.uri && state.problem === 'unknown'
        ? only({ ...state, problem: event.problem })
        : only(state);

    case 'toggle':
      return toggle(state);
    case 'playNew':
      return playNew(state);
    case 'seekTo':
      return seekTo(state, event.time);
    case 'seekBy':
      return seekTo(state, state.time + event.seconds);
    case 'step':
      return step(state, event.direction);
    case 'generate':
      return generate(state);
    case 'cancel':
      return cancel(state);
    case 'setRate':
      return only({ ...state, saved: { ...state.saved, rate: event.rate } });
    case 'setVolume':
      return only({ ...state, saved: { ...state.saved, volume: event.volume } });
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
        state.loaded && event.duration > 0 && Number.isFinite(event.duration)
          ? { ...state, loaded: { ...state.loaded, duration: event.duration } }
          : state,
      );
  }
}

function step(state: PageState, direction: 'previous' | 'next'): Step {
  const segment = state.host?.segment;
  const canStep = direction === 'next' ? segment?.hasNext : segment?.hasPrevious;
  if (!segment || !canStep) return only(state);
  return {
    state,
    effects: [{ kind: 'step', from: segment.segmentId, direction, play: state.isPlaying }],
  };
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

function only(state: PageState): Step {
  return { state, effects: [] };
}
