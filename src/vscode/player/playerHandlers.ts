import { StoryFlowError } from '../../core/errors';
import type { Handlers } from '../../rpc/messages';
import type { PlayerOperations } from '../../shared/playerProtocol';
import { checkAudio } from './checkAudio';
import type { PlayerSource } from './playerModel';

/** What the host does for each request of the page. */
export function playerHandlers(source: PlayerSource): Handlers<PlayerOperations> {
  return {
    generateSegmentAudio: ({ segmentId }) => source.generateSegmentAudio(segmentId),
    generateAllAudio: ({ projectId, ...options }) => source.generateAllAudio(projectId, options),
    getTaskStatus: ({ taskId }) => source.getTaskStatus(taskId),
    cancelTask: async ({ taskId, mode }) => {
      await source.cancelTask(taskId, mode);
      return undefined;
    },
    checkAudio: ({ segmentId }) => checkAudio(source.find(segmentId)?.segment.audio?.path),
    getSoundtrack: async ({ segmentId, version }) => {
      const soundtrack = await source.getSoundtrack(segmentId);
      if (soundtrack.version === version) return soundtrack;
      throw new StoryFlowError('SegmentNotFound', 'The segment has other audio by now.');
    },
  };
}
