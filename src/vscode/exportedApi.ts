import * as z from 'zod';
import * as vscode from 'vscode';
import type { ProjectInfo, SegmentInfo, StoryFlowApi } from '../api';
import { StoryFlowError } from '../core/errors';
import { audioUrl } from '../core/store/paths';
import { systemClock } from '../core/tasks/clock';
import { snapshotOf } from '../core/tasks/taskState';
import { pollTaskStatus } from '../shared/pollTaskStatus';
import type { SegmentView, StoryView } from '../studio/protocol';
import type { StoryFlow } from './storyFlow';
import { assertTrusted } from './trust';

const id = z.string().min(1);
const generateAllOptions = z.object({
  skipLocked: z.boolean().default(true),
  forceRegenerate: z.boolean().default(false),
});
const deleteOptions = z.object({ withParts: z.boolean().default(false) });
const cancelMode = z.enum(['graceful', 'now']);
const interval = z.number().min(1);

/** What other extensions get from `activate`. Nothing of it shows a message: its callers speak to their own users. */
export function exportApi(app: StoryFlow): StoryFlowApi {
  const { studio, stories, tasks } = app;

  /** Does something about an id, which may be older than this window: the stories that nobody looked at are read first. */
  const known = async <T>(act: () => Promise<T>): Promise<T> => {
    await readStories(app);
    return act();
  };
  const getTaskStatus: StoryFlowApi['getTaskStatus'] = async (taskId) =>
    studio.call('getTaskStatus', { taskId: parsed(z.string(), taskId, 'taskId') });

  return {
    apiVersion: 1,
    async listProjects() {
      return (await readStories(app)).map(projectInfo);
    },
    async listSegments(projectId) {
      const wanted = parsed(id, projectId, 'projectId');
      const story = (await readStories(app)).find((each) => each.projectId === wanted);
      if (!story) throw projectNotFound(wanted);
      const { segments } = await stories.reload(vscode.Uri.file(story.path));
      return segments.map(segmentInfo);
    },
    async generateSegmentAudio(segmentId) {
      assertTrusted();
      const request = { segmentId: parsed(id, segmentId, 'segmentId'), force: false };
      return known(() => studio.call('generateSegmentAudio', request));
    },
    async generateAllAudio(projectId, options) {
      assertTrusted();
      const request = {
        projectId: parsed(id, projectId, 'projectId'),
        ...parsed(generateAllOptions, options ?? {}, 'options'),
      };
      return known(() => studio.call('generateAllAudio', request));
    },
    getTaskStatus,
    async pollTaskStatus(taskId, onProgress, intervalMs = 2000, signal) {
      const every = parsed(interval, intervalMs, 'intervalMs');
      return pollTaskStatus(getTaskStatus, taskId, onProgress, every, { timer: systemClock, signal });
    },
    async cancelTask(taskId, mode = 'graceful') {
      await studio.call('cancelTask', {
        taskId: parsed(z.string(), taskId, 'taskId'),
        mode: parsed(cancelMode, mode, 'mode'),
      });
    },
    async deleteSegment(segmentId, options) {
      assertTrusted();
      const request = {
        segmentId: parsed(id, segmentId, 'segmentId'),
        ...parsed(deleteOptions, options ?? {}, 'options'),
      };
      await known(async () => {
        const found = stories.segment(request.segmentId) ?? stories.detached(request.segmentId);
        await studio.call('deleteSegment', request);
        if (found) await stories.reload(vscode.Uri.file(found.story.path));
      });
    },
    async deleteProject(projectId) {
      assertTrusted();
      const wanted = parsed(id, projectId, 'projectId');
      await known(async () => {
        const story = stories.project(wanted);
        await studio.call('deleteProject', { projectId: wanted });
        if (story) await stories.reload(vscode.Uri.file(story.path));
      });
    },
    onDidChangeTask: (listener) =>
      tasks.onDidChange(({ status }) => {
        listener(snapshotOf(status));
      }),
  };
}

/** All stories of the workspace that can be read. */
async function readStories({ stories }: StoryFlow): Promise<readonly StoryView[]> {
  for (const { uri, view, problem } of await stories.list()) {
    // Why one cannot be read is in the log and in the list of stories.
    if (!view && problem === undefined) await stories.view(uri).catch(() => undefined);
  }
  return stories.entries.flatMap(({ view }) => view ?? []);
}

function projectInfo({ projectId, title, path, mediaRoot }: StoryView): ProjectInfo {
  return { id: projectId, title, path, mediaRoot };
}

function segmentInfo(segment: SegmentView): SegmentInfo {
  const { heading, level, line, status, checks, isLocked, audio } = segment;
  return {
    id: segment.id,
    projectId: segment.projectId,
    heading,
    level,
    line,
    // What stands in a story is never detached.
    status: status === 'detached' ? 'none' : status,
    ...(checks.length > 0 ? { checks: checks.map(({ reason }) => reason) } : {}),
    isLocked,
    ...(audio ? { audioUrl: audioUrl(segment.projectId, segment.id), duration: audio.durationSeconds } : {}),
  };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new StoryFlowError(
    'WrongUse',
    `StoryFlow’s API was called with a wrong “${name}”: ${z.prettifyError(result.error)}`,
  );
}

function projectNotFound(projectId: string): StoryFlowError {
  return new StoryFlowError(
    'ProjectNotFound',
    `There is no story with the id "${projectId}" in this workspace: list the projects again.`,
  );
}
