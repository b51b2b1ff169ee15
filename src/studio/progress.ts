import type { UtteranceReport } from '../core/narration/generateSegment';
import { isFinished } from '../core/tasks/taskState';
import type { TaskManager } from '../core/tasks/taskManager';
import type { TaskView } from './protocol';

/** How far a task is, counted in characters: segments are of very different lengths. */
interface Count {
  spoken: number;
  total: number;
  startedAt: number | undefined;
}

/** At most so often, in milliseconds, are the views told of an utterance. */
const TELL_MS = 250;

/** Follows all tasks and tells of each change of one. `now` gives milliseconds. */
export class ProgressReports {
  readonly #counts = new Map<string, Count>();
  readonly #speeds = new Map<'draft' | 'kokoro', number>();
  readonly #tasks: TaskManager;
  readonly #tell: (task: TaskView) => void;
  readonly #now: () => number;
  #lastUtterance: { at: number; taskId: string } | undefined;
  #toldAt = 0;

  constructor(tasks: TaskManager, tell: (task: TaskView) => void, now = () => performance.now()) {
    this.#tasks = tasks;
    this.#tell = tell;
    this.#now = now;
    tasks.onDidChange((taskId) => {
      this.#changed(taskId);
    });
  }

  /** Tells how many characters of text a task will speak, once that is known. */
  expect(taskId: string, characters: number): void {
    this.#count(taskId).total = characters;
    this.#changed(taskId);
  }

  /** An utterance of the task under way has its audio. */
  utterance({ source, characters, segment }: UtteranceReport): void {
    const taskId = this.#tasks
      .activeTasks()
      .find((id) => this.#tasks.getTaskStatus(id).status === 'PROCESSING');
    if (taskId === undefined) return;
    const now = this.#now();
    if (source === 'engine' && this.#lastUtterance?.taskId === taskId) {
      const engine = segment.plan.settings.voice.startsWith('draft:') ? 'draft' : 'kokoro';
      this.#learn(engine, characters / Math.max(1, now - this.#lastUtterance.at));
    }
    this.#lastUtterance = { at: now, taskId };
    this.#count(taskId).spoken += characters;
    if (now - this.#toldAt < TELL_MS) return;
    this.#toldAt = now;
    this.#changed(taskId);
  }

  /** Seconds that an engine takes for so many characters, by what was measured here, else by what is usual. */
  secondsFor(engine: 'draft' | 'kokoro', characters: number): number {
    return characters / ((this.#speeds.get(engine) ?? USUAL[engine]) * 1000);
  }

  /** The newest utterances count most: what else the machine does changes all the time. */
  #learn(engine: 'draft' | 'kokoro', speed: number): void {
    const before = this.#speeds.get(engine);
    this.#speeds.set(engine, before === undefined ? speed : 0.9 * before + 0.1 * speed);
  }

  #changed(taskId: string): void {
    const status = this.#tasks.getTaskStatus(taskId);
    const { projectId, segmentId, segmentIds } = this.#tasks.scopeOf(taskId);
    const count = this.#count(taskId);
    if (status.status === 'PROCESSING') count.startedAt ??= this.#now();
    this.#tell({
      status,
      projectId: projectId ?? '',
      ...(segmentId === undefined ? {} : { segmentId }),
      segmentIds: segmentIds ?? [],
      isCancelled: this.#tasks.isCancelled(taskId),
      spokenCharacters: Math.min(count.spoken, count.total),
      totalCharacters: count.total,
      elapsedMs: count.startedAt === undefined ? 0 : this.#now() - count.startedAt,
    });
    if (isFinished(status.status)) this.#counts.delete(taskId);
  }

  #count(taskId: string): Count {
    const count = this.#counts.get(taskId) ?? { spoken: 0, total: 0, startedAt: undefined };
    this.#counts.set(taskId, count);
    return count;
  }
}

/**
 * Characters per millisecond until it was measured. English is read at about 15 characters a second; Kokoro takes half
 * as long as its audio on two cores, espeak-ng about a hundredth.
 */
const USUAL = { draft: 1.5, kokoro: 0.03 } as const;
