import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { StoryFlowError } from '../../core/errors';
import { isBelow } from '../../core/isBelow';
import type { AudioStatus, RunningTask, Soundtrack, StoryTask } from '../../shared/playerProtocol';
import type { SampleView, SegmentView, StoryView, TaskView } from '../../studio/protocol';
import { showFailure } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import { checkInWords, listed } from '../words';
import { ImageVersions } from './imageVersions';
import type { PlayableSegment, PlayableStory, PlayerSource, SegmentPlace } from './playerModel';

/** The ids of samples begin so; no segment's does. */
const SAMPLE = 'sample:';

/** The workspace's stories, and samples of voices, as the player's source. */
export class StorySource implements PlayerSource, vscode.Disposable {
  readonly #app: StoryFlow;
  readonly #samples = new Map<string, SampleView & { readonly take: number }>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #images = new ImageVersions();
  readonly #playableStories = new WeakMap<
    StoryView,
    { readonly playable: PlayableStory; readonly key: string }
  >();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(app: StoryFlow) {
    this.#app = app;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      this.#images,
      this.#images.onDidChange(() => {
        this.#changed.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#changed.fire();
      }),
      app.stories.onDidChange(() => {
        this.#changed.fire();
      }),
      app.tasks.onDidChange(() => {
        this.#changed.fire();
      }),
    );
  }

  /** Makes the sample of a voice known and gives the id that plays it. */
  addSample(sample: SampleView): string {
    const id = SAMPLE + sample.voice;
    this.#samples.set(id, { ...sample, take: (this.#samples.get(id)?.take ?? 0) + 1 });
    this.#changed.fire();
    return id;
  }

  find(segmentId: string): SegmentPlace | undefined {
    const sample = this.#samples.get(segmentId);
    if (sample) return placeOfSample(segmentId, sample);
    const found = this.#app.stories.segment(segmentId);
    if (!found) return undefined;
    const story = this.#playable(found.story);
    const segment = story.segments[found.segment.index];
    return segment && { story, segment };
  }

  async read(path: string): Promise<void> {
    await this.#app.stories.view(vscode.Uri.file(path));
  }

  mediaRoots(): readonly string[] {
    const ofStories = this.#app.stories.entries.flatMap(({ view }) => view?.mediaRoot ?? []);
    const ofSamples = [...this.#samples.values()].map(({ wav }) => dirname(wav));
    return [...new Set([...ofStories, ...ofSamples])].sort();
  }

  generateSegmentAudio(segmentId: string) {
    return this.#telling([segmentId], () =>
      this.#app.studio.call('generateSegmentAudio', { segmentId, force: false }),
    );
  }

  generateAllAudio(projectId: string, options: { skipLocked: boolean; forceRegenerate: boolean }) {
    return this.#telling([], () => this.#app.studio.call('generateAllAudio', { projectId, ...options }));
  }

  getTaskStatus(taskId: string) {
    return this.#app.studio.call('getTaskStatus', { taskId });
  }

  cancelTask(taskId: string, mode: 'graceful' | 'now') {
    return this.#app.studio.call('cancelTask', { taskId, mode });
  }

  async getSoundtrack(segmentId: string): Promise<Soundtrack> {
    const sample = this.#samples.get(segmentId);
    if (sample) return soundtrackOfSample(sample);
    if (!this.#app.stories.segment(segmentId)?.segment.audio)
      throw new StoryFlowError('SegmentNotFound', 'There is no audio of this segment.');
    const { sentences, ...soundtrack } = await this.#app.studio.call('soundtrack', { segmentId });
    return { ...soundtrack, sentences: sentences.map(({ from, text }) => ({ from, text })) };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #telling<T>(segmentIds: readonly string[], work: () => Promise<T>): Promise<T> {
    try {
      assertTrusted();
      return await work();
    } catch (error) {
      void showFailure(error, this.#app.log, { segmentIds });
      throw error;
    }
  }

  #playable(story: StoryView): PlayableStory {
    const isQuiet = this.#app.tasks.active.length === 0;
    const key = `${vscode.workspace.isTrusted} ${this.#images.changes}`;
    const known = this.#playableStories.get(story);
    // What a task does changes without the story.
    if (known?.key === key && isQuiet) return known.playable;
    const task = taskOf(this.#app.tasks.active, story);
    const playable = {
      projectId: story.projectId,
      title: story.title,
      path: story.path,
      segments: story.segments.map((segment) => this.#playableSegment(segment, story)),
      ...(task && { task }),
    };
    if (isQuiet) this.#playableStories.set(story, { playable, key });
    return playable;
  }

  #playableSegment(segment: SegmentView, { mediaRoot }: StoryView): PlayableSegment {
    const { id, heading, level, hasText, audio, image, isLocked } = segment;
    const whyNotGenerate = !vscode.workspace.isTrusted
      ? vscode.l10n.t('This workspace is in Restricted Mode: trust it to generate audio.')
      : isLocked
        ? vscode.l10n.t('This segment is locked: unlock it to generate its audio again.')
        : undefined;
    return {
      segmentId: id,
      title: heading === '' ? vscode.l10n.t('Text before the first heading') : heading,
      level,
      hasText,
      isLocked,
      status: this.#statusOf(segment),
      ...(audio
        ? { audio: { path: audio.path, version: audio.version, durationSeconds: audio.durationSeconds } }
        : {}),
      ...(image !== undefined && isBelow(mediaRoot, image)
        ? { image: { path: image, version: this.#images.of(image) } }
        : {}),
      ...(whyNotGenerate === undefined ? {} : { whyNotGenerate }),
    };
  }

  #statusOf(segment: SegmentView): AudioStatus {
    const activity = this.#app.tasks.activityOf(segment.id);
    const task = activity && this.#app.tasks.taskOf(segment.id);
    if (activity && task) return { kind: activity, task: runningTask(task) };
    if (segment.status === 'stale') return { kind: 'stale', why: whyStale(segment) };
    if (segment.status === 'check') return { kind: 'check', why: whyCheck(segment) };
    if (segment.status === 'failed') return { kind: 'failed', why: segment.failure ?? '' };
    return { kind: segment.audio ? 'ready' : 'none' };
  }
}

function whyStale({ staleBecause }: SegmentView): string {
  return vscode.l10n.t('What you hear is out of date: {0} changed since.', listed(staleBecause));
}

function whyCheck({ checks }: SegmentView): string {
  return vscode.l10n.t('Listen to this: {0}.', checkInWords(checks));
}

/** The task that works on a story, or else the first one that waits for it. */
function taskOf(active: readonly TaskView[], { projectId }: StoryView): StoryTask | undefined {
  const ofStory = active.filter((task) => task.projectId === projectId);
  const task = ofStory.find(({ status }) => status.status === 'PROCESSING') ?? ofStory[0];
  return task && { ...runningTask(task), total: task.status.progress.total };
}

function runningTask({ status, spokenCharacters, totalCharacters, isCancelled }: TaskView): RunningTask {
  return {
    taskId: status.task_id,
    ...(totalCharacters > 0 ? { spoken: spokenCharacters / totalCharacters } : {}),
    isStopping: isCancelled,
  };
}

function placeOfSample(
  segmentId: string,
  { voice, wav, durationSeconds, take }: SampleView & { readonly take: number },
): SegmentPlace {
  const segment: PlayableSegment = {
    segmentId,
    title: voice,
    level: 0,
    hasText: true,
    isLocked: false,
    status: { kind: 'ready' },
    audio: { path: wav, version: String(take), durationSeconds },
    whyNotGenerate: vscode.l10n.t('This is how the voice sounds.'),
  };
  return { story: { projectId: SAMPLE, title: vscode.l10n.t('Voices'), segments: [segment] }, segment };
}

/** A sample is one sentence, and too short to look for places in it. */
function soundtrackOfSample({
  voice,
  durationSeconds,
  take,
}: SampleView & { readonly take: number }): Soundtrack {
  return {
    version: String(take),
    durationSeconds,
    peaks: [],
    sentences: [{ from: 0, text: vscode.l10n.t('Sample of the voice {0}', voice) }],
  };
}
