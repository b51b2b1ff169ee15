import type { BulkTaskResponse, NothingToDoResponse, TaskResponse } from '../../api';
import { messageOf, StoryFlowError } from '../errors';
import type { TaskContext } from '../tasks/task';
import { batchTaskId, singleTaskId } from '../tasks/taskIds';
import type { TaskManager } from '../tasks/taskManager';
import {
  assertMayReplace,
  generateSegment,
  type GenerateDeps,
  type GenerateOptions,
} from './generateSegment';
import type { Library } from './library';
import { voicesIn } from './markedVoices';
import { isUpToDate } from './segmentState';
import { hasText, type Segment, type Story } from './story';

export interface AudioDeps extends GenerateDeps {
  readonly tasks: TaskManager;
  /** Undefined when all files of the voice are there, else a sentence that names the missing one and its place. */
  readonly missingModel: (voice: string) => Promise<string | undefined>;
}

/** What a request may leave out of its defaults. */
export interface GenerateAllOptions {
  readonly skipLocked?: boolean;
  readonly forceRegenerate?: boolean;
  /** Only these segments; all when left out. */
  readonly segmentIds?: readonly string[];
}

/**
 * Accepts a task that makes one segment's audio (statements 1-15); it resolves before anything is spoken. A segment
 * that already has such a task gets that task's handle (83).
 * Rejects with SegmentNotFound, EmptyText, SegmentLocked, ModelUnavailable or InvalidLexicon, checked in this order.
 */
export async function generateSegmentAudio(
  segmentId: string,
  deps: AudioDeps,
  { force = false } = {},
): Promise<TaskResponse> {
  const { library, tasks } = deps;
  const { story, segment } = await library.segment(segmentId);
  assertMayReplace(segment, { includeLocked: false });
  await assertCanSpeak([segment], deps);
  await library.keep(story);
  const id = library.currentId(segmentId);
  const existing = tasks.activeTaskOf(id);
  if (existing !== undefined) {
    const { status } = tasks.getTaskStatus(existing);
    return { task_id: existing, segment_id: id, status, message: 'Audio is being generated already' };
  }
  const { settings } = segment.plan;
  const taskId = tasks.submit({
    id: singleTaskId(id),
    projectId: library.currentId(story.projectId),
    segmentId: id,
    segmentIds: [id],
    run: async (context) => {
      context.updateProgress(0, 1, id);
      await runOne(id, context, deps, { settings, force, includeLocked: false });
    },
  });
  return { task_id: taskId, segment_id: id, status: 'PENDING', message: 'Audio generation started' };
}

/**
 * Accepts one task that makes the audio of a story's segments, one after another in document order (statements
 * 16-30). Resolves without a task when no segment needs audio, even when the model is missing.
 * Rejects with ProjectNotFound, ModelUnavailable or InvalidLexicon.
 */
export async function generateAllAudio(
  projectId: string,
  deps: AudioDeps,
  { skipLocked = true, forceRegenerate = false, segmentIds }: GenerateAllOptions = {},
): Promise<BulkTaskResponse | NothingToDoResponse> {
  const { library, tasks } = deps;
  const selection = { skipLocked, forceRegenerate, segmentIds };
  let story = await library.project(projectId, 'now');
  const needed = select(story, library, selection).todo;
  if (needed.length > 0) {
    await assertCanSpeak(needed, deps);
    story = await library.keep(story);
  }
  const { wanted, todo } = select(story, library, selection);
  const skipped = skippedSentence(wanted, todo, { skipLocked });
  if (todo.length === 0) {
    return {
      message: skipped === '' ? 'There are no segments to generate' : `Nothing to generate (${skipped})`,
      total_segments: wanted.length,
      segments_to_process: 0,
      skipped: wanted.length,
    };
  }
  const jobs = todo.map(({ id, plan }) => ({
    id,
    options: { settings: plan.settings, force: forceRegenerate, includeLocked: !skipLocked },
  }));
  const taskId = tasks.submit({
    id: batchTaskId(story.projectId),
    projectId: story.projectId,
    segmentIds: jobs.map((job) => job.id),
    run: (context) => runAll(jobs, context, deps),
  });
  return {
    task_id: taskId,
    project_id: story.projectId,
    status: 'PENDING',
    total_segments: wanted.length,
    segments_to_process: todo.length,
    message: `Bulk audio generation started${skipped === '' ? '' : ` (${skipped})`}`,
  };
}

interface Selection {
  readonly skipLocked: boolean;
  readonly forceRegenerate: boolean;
  readonly segmentIds: readonly string[] | undefined;
}

/** The segments that a request is about, and those of them that need audio. */
function select(
  { segments }: Story,
  library: Library,
  { skipLocked, forceRegenerate, segmentIds }: Selection,
): { wanted: readonly Segment[]; todo: readonly Segment[] } {
  const named = segmentIds && new Set(segmentIds.map((id) => library.currentId(id)));
  const wanted = named ? segments.filter(({ id }) => named.has(id)) : segments;
  const needsAudio = ({ status }: Segment) => forceRegenerate || !isUpToDate(status);
  const isLeftAlone = ({ isLocked }: Segment) => skipLocked && isLocked;
  const todo = wanted.filter((each) => hasText(each) && !isLeftAlone(each) && needsAudio(each));
  return { wanted, todo };
}

export type JobOptions = Omit<GenerateOptions, 'signal'>;

/** Makes the audio of segments one after another. One that fails adds an error, and the others go on (statement 25). */
export async function runAll(
  jobs: readonly { readonly id: string; readonly options: JobOptions }[],
  context: TaskContext,
  deps: AudioDeps,
): Promise<void> {
  for (const [index, { id, options }] of jobs.entries()) {
    if (context.isCancelled()) return;
    context.updateProgress(index + 1, jobs.length, id);
    try {
      await runOne(id, context, deps, options);
    } catch (error) {
      context.addError(id, messageOf(error));
    }
  }
}

async function runOne(
  segmentId: string,
  context: TaskContext,
  deps: AudioDeps,
  options: JobOptions,
): Promise<void> {
  const completed = await generateSegment(segmentId, deps, { ...options, signal: context.signal });
  if (completed) context.addCompleted(completed);
}

/** Asks for the files of every voice that is to speak. Rejects with ModelUnavailable and InvalidLexicon. */
async function assertCanSpeak(
  segments: readonly Segment[],
  { library, missingModel }: AudioDeps,
): Promise<void> {
  for (const voice of new Set(segments.flatMap(({ plan }) => voicesIn(plan)))) {
    const missing = await missingModel(voice);
    if (missing !== undefined) throw new StoryFlowError('ModelUnavailable', missing);
  }
  await library.assertLexicon();
}

/** `3 segments skipped: 1 locked, 1 up to date, 1 without text`; empty when none was. */
function skippedSentence(
  wanted: readonly Segment[],
  todo: readonly Segment[],
  { skipLocked }: { skipLocked: boolean },
): string {
  const left = wanted.filter((segment) => !todo.includes(segment));
  if (left.length === 0) return '';
  const blank = left.filter((segment) => !hasText(segment)).length;
  const locked = left.filter((segment) => hasText(segment) && skipLocked && segment.isLocked).length;
  const ready = left.length - blank - locked;
  const reasons = [
    ready > 0 ? `${ready} up to date` : '',
    locked > 0 ? `${locked} locked` : '',
    blank > 0 ? `${blank} without text` : '',
  ].filter((reason) => reason !== '');
  return `${left.length} ${left.length === 1 ? 'segment' : 'segments'} skipped: ${reasons.join(', ')}`;
}
