import type { StoryFlowApi } from '../api';
import type { SendRequest } from './playerProtocol';
import { pollTaskStatus, type Timer } from './pollTaskStatus';

/** What a page can ask of its host about tasks (statements 67-73), with the signatures of the exported API. */
export type ClientFunctions = Pick<
  StoryFlowApi,
  'generateSegmentAudio' | 'generateAllAudio' | 'getTaskStatus' | 'pollTaskStatus'
>;

/** The client functions over any way to send a request. */
export function clientFunctions(send: SendRequest, timer: Timer): ClientFunctions {
  const getTaskStatus = (taskId: string) => send('getTaskStatus', { taskId });
  return {
    generateSegmentAudio: (segmentId) => send('generateSegmentAudio', { segmentId }),
    generateAllAudio: (projectId, { skipLocked = true, forceRegenerate = false } = {}) =>
      send('generateAllAudio', { projectId, skipLocked, forceRegenerate }),
    getTaskStatus,
    pollTaskStatus: (taskId, onProgress, intervalMs, signal) =>
      pollTaskStatus(getTaskStatus, taskId, onProgress, intervalMs, { timer, signal }),
  };
}
