import type { BulkTaskResponse, NothingToDoResponse } from '../../api';
import { StoryFlowError } from '../errors';
import { batchTaskId } from '../tasks/taskIds';
import { runAll, type AudioDeps, type JobOptions } from './generateAudio';
import type { Library } from './library';
import { lockedSettings } from './lockedPlan';
import type { Segment, Story } from './story';

/**
 * Accepts one task that makes the missing audio of locked segments again, each with the text, voice and speed that its
 * lock remembers: a fresh clone has the locks, and no audio. Resolves without a task when nothing is missing; rejects
 * with ProjectNotFound, ModelUnavailable and InvalidLexicon.
 */
export async function recreateLockedAudio(
  projectId: string,
  deps: AudioDeps,
  segmentIds?: readonly string[],
): Promise<BulkTaskResponse | NothingToDoResponse> {
  const { library, tasks } = deps;
  const before = await library.project(projectId, 'now');
  const isMissing = missingIn(before, library, segmentIds);
  if (isMissing.length === 0) {
    const locked = before.segments.filter(({ isLocked }) => isLocked).length;
    const message = `No audio of a locked segment is missing (${locked} locked)`;
    return { message, total_segments: locked, segments_to_process: 0, skipped: locked };
  }
  for (const voice of new Set(isMissing.map((segment) => lockedSettings(segment, before).voice))) {
    const missing = await deps.missingModel(voice);
    if (missing !== undefined) throw new StoryFlowError('ModelUnavailable', missing);
  }
  await library.assertLexicon();
  const story = await library.keep(before);
  const jobs = missingIn(story, library, segmentIds).map((segment) => {
    const settings = lockedSettings(segment, story);
    const options: JobOptions = { settings, force: false, includeLocked: true, asLocked: true };
    return { id: segment.id, options };
  });
  const taskId = tasks.submit({
    id: batchTaskId(story.projectId),
    projectId: story.projectId,
    segmentIds: jobs.map(({ id }) => id),
    run: (context) => runAll(jobs, context, deps),
  });
  return {
    task_id: taskId,
    project_id: story.projectId,
    status: 'PENDING',
    total_segments: jobs.length,
    segments_to_process: jobs.length,
    message: 'The audio of locked segments is being made again',
  };
}

/** Locked segments without audio, among those that were named. */
function missingIn(story: Story, library: Library, segmentIds: readonly string[] | undefined): Segment[] {
  const named = segmentIds && new Set(segmentIds.map((id) => library.currentId(id)));
  return story.segments.filter(
    ({ id, isLocked, stored }) => isLocked && !stored?.audio && (!named || named.has(id)),
  );
}
