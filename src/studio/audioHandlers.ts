import type { Segment, Story } from '../core/narration/story';
import { isUpToDate } from '../core/narration/segmentState';
import { hasText } from '../core/narration/story';
import type { Handlers } from '../rpc/messages';
import type { ProgressReports } from './progress';
import type { Cost, StudioOperations } from './protocol';
import type { Session } from './session';
import type { Stories } from './stories';

type Audio = Pick<
  Handlers<StudioOperations>,
  | 'generateSegmentAudio'
  | 'generateAllAudio'
  | 'recreateLockedAudio'
  | 'getTaskStatus'
  | 'cancelTask'
  | 'estimate'
>;

/** The operations that make audio. */
export function audioHandlers(session: Session, stories: Stories, progress: ProgressReports): Audio {
  const { tasks } = session;

  /** Tells the task's progress how much there is to speak. */
  const expect = async (taskId: string): Promise<void> => {
    const { projectId, segmentIds = [] } = tasks.scopeOf(taskId);
    if (projectId === undefined) return;
    const wanted = new Set(segmentIds);
    const { segments } = await stories.inStudioOf((studio) => studio.project(projectId));
    progress.expect(
      taskId,
      segments.filter(({ id }) => wanted.has(id)).reduce((sum, each) => sum + lengthOf(each), 0),
    );
  };

  return {
    async generateSegmentAudio({ segmentId, force }) {
      const handle = await stories.inStudioOf((studio) => studio.generateSegmentAudio(segmentId, { force }));
      void expect(handle.task_id);
      return handle;
    },
    async generateAllAudio({ projectId, segmentIds, ...options }) {
      const answer = await stories.inStudioOf((studio) =>
        studio.generateAllAudio(projectId, { ...options, ...(segmentIds ? { segmentIds } : {}) }),
      );
      if ('task_id' in answer) void expect(answer.task_id);
      return answer;
    },
    async recreateLockedAudio({ projectId }) {
      const answer = await stories.inStudioOf((studio) => studio.recreateLockedAudio(projectId));
      if ('task_id' in answer) void expect(answer.task_id);
      return answer;
    },
    getTaskStatus: ({ taskId }) => Promise.resolve().then(() => tasks.getTaskStatus(taskId)),
    cancelTask({ taskId, mode }) {
      tasks.cancelTask(taskId, mode);
      return Promise.resolve();
    },
    async estimate({ path, segmentIds, forceRegenerate, voice, speed }): Promise<Cost> {
      const studio = await stories.studioOf(path);
      const story = await studio.open(path);
      const wanted = segmentIds && new Set(segmentIds.map((id) => studio.currentId(id)));
      const todo = story.segments.filter(
        (segment) =>
          (!wanted || wanted.has(segment.id)) &&
          hasText(segment) &&
          !segment.isLocked &&
          (forceRegenerate || !isUpToDate(segment.status) || wouldDiffer(segment, { voice, speed })),
      );
      const engine = (voice ?? story.voice.voice).startsWith('draft:') ? 'draft' : 'kokoro';
      return {
        segments: todo.length,
        again: todo.filter(({ stored }) => stored?.audio).length,
        seconds: progress.secondsFor(
          engine,
          todo.reduce((sum, each) => sum + lengthOf(each), 0),
        ),
      };
    },
  };
}

/** Characters of a segment as its utterances count them. */
function lengthOf({ plan }: Segment): number {
  return plan.utterances.reduce((sum, { text }) => sum + text.length, 0);
}

function wouldDiffer(
  { stored }: Story['segments'][number],
  { voice, speed }: { voice?: string | undefined; speed?: number | undefined },
): boolean {
  const audio = stored?.audio;
  if (!audio) return false;
  return (voice !== undefined && audio.voice !== voice) || (speed !== undefined && audio.speed !== speed);
}
