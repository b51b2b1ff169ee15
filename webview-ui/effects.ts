import type { TaskStatusResponse } from '../src/api';
import type { ClientFunctions } from '../src/shared/clientFunctions';
import type { PageMessage, SendRequest } from '../src/shared/playerProtocol';
import type { AudioEffect, Effect, PageEvent } from './pageState';
import { SUMMARY_TIME } from './summary';
import type { Later } from './throttle';

export interface EffectOptions {
  readonly audio: (effect: AudioEffect) => void;
  readonly showHelp: () => void;
  readonly post: (message: PageMessage) => void;
  readonly send: SendRequest;
  readonly client: ClientFunctions;
  readonly later: Later;
  readonly dispatch: (event: PageEvent) => void;
}

/** Does what was decided. */
export function effectRunner({
  audio,
  showHelp,
  post,
  send,
  client,
  later,
  dispatch,
}: EffectOptions): (effect: Effect) => void {
  /** Ends the polling of the task that is followed. */
  let following = new AbortController();
  const onStatus = (status: TaskStatusResponse) => {
    dispatch({ kind: 'taskStatus', status });
  };

  return (effect) => {
    switch (effect.kind) {
      case 'load':
      case 'unload':
      case 'play':
      case 'pause':
      case 'seek':
        audio(effect);
        return;
      case 'step':
      case 'choose':
      case 'playhead':
        post(effect);
        return;
      case 'showHelp':
        showHelp();
        return;
      case 'getSoundtrack': {
        const { segmentId, version } = effect;
        send('getSoundtrack', { segmentId, version }).then((soundtrack) => {
          dispatch({ kind: 'soundtrack', segmentId, soundtrack });
        }, ignore);
        return;
      }
      case 'generate': {
        const answered = () => {
          dispatch({ kind: 'answered', segmentId: effect.segmentId });
        };
        // The host has shown what went wrong, with what can be done about it.
        client.generateSegmentAudio(effect.segmentId).then(answered, answered);
        return;
      }
      case 'cancelTask':
        send('cancelTask', { taskId: effect.taskId, mode: effect.mode }).catch(ignore);
        return;
      case 'checkAudio': {
        const { segmentId, uri } = effect;
        send('checkAudio', { segmentId }).then(
          ({ problem }) => {
            dispatch({ kind: 'audioChecked', uri, problem });
          },
          () => {
            dispatch({ kind: 'audioChecked', uri, problem: 'unplayable' });
          },
        );
        return;
      }
      // How the task ends is told by the host's state, too.
      case 'follow':
        following.abort();
        following = new AbortController();
        if (effect.taskId !== undefined)
          client.pollTaskStatus(effect.taskId, onStatus, undefined, following.signal).catch(ignore);
        return;
      case 'askTask':
        client.getTaskStatus(effect.taskId).then(onStatus, ignore);
        return;
      case 'endSummary':
        later(SUMMARY_TIME, () => {
          dispatch({ kind: 'summaryOver', taskId: effect.taskId });
        });
    }
  };
}

function ignore(): void {
  // Nobody waits for it.
}
