import './player.css';
import './vscodeApi';
import type { TaskStatusResponse } from '../src/api';
import { clientFunctions } from '../src/shared/clientFunctions';
import type { HostMessage } from '../src/shared/playerProtocol';
import { listenToAudio, runAudio } from './audio';
import { findElements } from './elements';
import { connectHost } from './hostConnection';
import { listenToUser } from './input';
import { initialState, type Effect, type PageEvent } from './pageState';
import { reduce } from './reduce';
import { render } from './render';
import { parseSaved } from './saved';
import { announcementOf, viewOf } from './view';

const api = acquireVsCodeApi();
const page = findElements();
let state = initialState(parseSaved(api.getState()));
let view = viewOf(state);
/** Ends the polling of the task that is followed. */
let following = new AbortController();

const host = connectHost(
  (message) => {
    api.postMessage(message);
  },
  { state: dispatch },
);
const client = clientFunctions(host.send, {
  every: (ms, callback) => {
    const interval = setInterval(callback, ms);
    return () => {
      clearInterval(interval);
    };
  },
});

/** One event: the new state, what it asks for, and what is seen of it. */
function dispatch(event: PageEvent): void {
  const { state: next, effects } = reduce(state, event);
  if (next.saved !== state.saved) api.setState(next.saved);
  state = next;
  for (const effect of effects) run(effect);
  const before = view;
  view = viewOf(state);
  render(page, view);
  page.announcement.textContent = announcementOf(before, view) ?? page.announcement.textContent;
}

function run(effect: Effect): void {
  switch (effect.kind) {
    case 'load':
    case 'unload':
    case 'play':
    case 'pause':
    case 'seek':
      runAudio(page.audio, effect, dispatch);
      return;
    case 'step':
      api.postMessage(effect);
      return;
    case 'generate': {
      const answered = () => {
        dispatch({ kind: 'answered', segmentId: effect.segmentId });
      };
      // The host has shown what went wrong, with what can be done about it.
      client.generateSegmentAudio(effect.segmentId).then(answered, answered);
      return;
    }
    case 'cancelTask':
      host.send('cancelTask', { taskId: effect.taskId, mode: effect.mode }).catch(ignore);
      return;
    case 'checkAudio':
      host.send('checkAudio', { segmentId: effect.segmentId }).then(
        ({ problem }) => {
          dispatch({ kind: 'audioChecked', uri: effect.uri, problem });
        },
        () => {
          dispatch({ kind: 'audioChecked', uri: effect.uri, problem: 'unplayable' });
        },
      );
      return;
    case 'follow':
      follow(effect.taskId);
  }
}

/** Polls a task instead of the one before. How it ends is told by the host's state, too. */
function follow(taskId: string | undefined): void {
  following.abort();
  following = new AbortController();
  if (taskId === undefined) return;
  const onProgress = (status: TaskStatusResponse) => {
    dispatch({ kind: 'taskStatus', status });
  };
  client.pollTaskStatus(taskId, onProgress, undefined, following.signal).catch(ignore);
}

function ignore(): void {
  // Nobody waits for it.
}

window.addEventListener('message', (event: MessageEvent<HostMessage>) => {
  host.receive(event.data);
});
listenToUser(page, dispatch);
listenToAudio(page.audio, dispatch);
page.audio.preservesPitch = true;
render(page, view);
const { segmentId } = state.saved;
api.postMessage({ kind: 'ready', ...(segmentId === undefined ? {} : { segmentId }) });
