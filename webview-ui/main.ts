import './player.css';
import './vscodeApi';
import { clientFunctions } from '../src/shared/clientFunctions';
import type { HostMessage, PageMessage } from '../src/shared/playerProtocol';
import { announcementOf } from './announcement';
import { listenToAudio, runAudio } from './audio';
import { controlEvents } from './controls';
import { effectRunner } from './effects';
import { findElements } from './elements';
import { connectHost } from './hostConnection';
import { placeIcons } from './icons';
import { listenToUser } from './input';
import { initialState, type PageEvent } from './pageState';
import { reduce } from './reduce';
import { render, renderTime } from './render';
import { parseSaved } from './saved';
import { createSegmentList } from './segmentList';
import { createSentenceText } from './sentenceText';
import { throttle, type Later } from './throttle';
import { viewOf } from './view';
import { createWaveform } from './waveform';

/** The host is told what the page remembers at most every so many milliseconds. */
const REMEMBER_EVERY = 200;

const api = acquireVsCodeApi();
const stored = api.getState();
const page = findElements();
let state = initialState(parseSaved(stored));
let view = viewOf(state);

const post = (message: PageMessage) => {
  api.postMessage(message);
};
const later: Later = (ms, callback) => {
  setTimeout(callback, ms);
};
const remember = throttle(REMEMBER_EVERY, later, (saved: string) => {
  post({ kind: 'remember', saved });
});
const host = connectHost(post, {
  state: dispatch,
  control: ({ control }) => {
    dispatch(controlEvents[control]);
  },
});
const client = clientFunctions(host.send, {
  every: (ms, callback) => {
    const interval = setInterval(callback, ms);
    return () => {
      clearInterval(interval);
    };
  },
});
const run = effectRunner({
  audio: (effect) => {
    runAudio(page.audio, effect, dispatch);
  },
  showHelp: () => {
    page.help.showModal();
  },
  post,
  send: host.send,
  client,
  later,
  dispatch,
});
const parts = {
  waveform: createWaveform(page, {
    nonce: document.currentScript?.nonce ?? '',
    seek: (part) => {
      dispatch({ kind: 'seekTo', time: part * view.duration });
    },
  }),
  sentences: createSentenceText(page.sentences, (sentence) => {
    dispatch({ kind: 'seekSentence', sentence });
  }),
  segments: createSegmentList(page.segments, (segmentId) => {
    dispatch({ kind: 'choose', segmentId });
  }),
};

/** One event: the new state, what it asks for, and what is seen of it. */
function dispatch(event: PageEvent): void {
  const { state: next, effects } = reduce(state, event);
  if (next.saved !== state.saved) {
    api.setState(next.saved);
    remember(JSON.stringify(next.saved));
  }
  state = next;
  for (const effect of effects) run(effect);
  const before = view;
  view = viewOf(state);
  if (event.kind === 'audioTime') {
    renderTime(page, parts, view);
    return;
  }
  render(page, parts, view);
  page.announcement.textContent = announcementOf(before, view) ?? page.announcement.textContent;
}

window.addEventListener('message', (event: MessageEvent<HostMessage>) => {
  host.receive(event.data);
});
placeIcons(document);
listenToUser(page, dispatch);
listenToAudio(page.audio, dispatch);
page.audio.preservesPitch = true;
render(page, parts, view);
const { segmentId } = state.saved;
post({
  kind: 'ready',
  ...(segmentId === undefined ? {} : { segmentId }),
  hasSaved: stored !== undefined,
});
