import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { AudioStatus } from '../../shared/playerProtocol';
import type { SampleView, SegmentView, StoryView } from '../../studio/protocol';
import { showFailure } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { assertTrusted } from '../trust';
import type { PlayableSegment, PlayableStory, PlayerSource, SegmentPlace } from './playerModel';

/** The ids of samples begin so; no segment's does. */
const SAMPLE = 'sample:';

/** The workspace's stories, and samples of voices, as the player's source. */
export class StorySource implements PlayerSource, vscode.Disposable {
  readonly #app: StoryFlow;
  readonly #samples = new Map<string, SampleView & { readonly take: number }>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(app: StoryFlow) {
    this.#app = app;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
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
    const known = playableStories.get(story);
    // What a task does changes without the story.
    if (known && this.#app.tasks.active.length === 0 && known.isQuiet) return known.playable;
    const playable = {
      projectId: story.projectId,
      title: story.title,
      segments: story.segments.map((segment) => this.#playableSegment(segment)),
    };
    playableStories.set(story, { playable, isQuiet: this.#app.tasks.active.length === 0 });
    return playable;
  }

  #playableSegment(segment: SegmentView): PlayableSegment {
    const { id, heading, hasText, audio, isLocked } = segment;
    const whyNotGenerate = !vscode.workspace.isTrusted
      ? vscode.l10n.t('This workspace is in Restricted Mode: trust it to generate audio.')
      : isLocked
        ? vscode.l10n.t('This segment is locked: unlock it to generate its audio again.')
        : undefined;
    return {
      segmentId: id,
      title: heading === '' ? vscode.l10n.t('Text before the first heading') : heading,
      hasText,
      status: this.#statusOf(segment),
      ...(audio
        ? { audio: { path: audio.path, version: audio.version, durationSeconds: audio.durationSeconds } }
        : {}),
      ...(whyNotGenerate === undefined ? {} : { whyNotGenerate }),
    };
  }

  #statusOf(segment: SegmentView): AudioStatus {
    const activity = this.#app.tasks.activityOf(segment.id);
    const task = activity && this.#app.tasks.taskOf(segment.id);
    if (activity && task) {
      const { status, spokenCharacters, totalCharacters, isCancelled } = task;
      return {
        kind: activity,
        task: {
          taskId: status.task_id,
          ...(totalCharacters > 0 ? { spoken: spokenCharacters / totalCharacters } : {}),
          isStopping: isCancelled,
        },
      };
    }
    if (segment.status === 'stale') return { kind: 'stale', why: whyStale(segment) };
    if (segment.status === 'failed') return { kind: 'failed', why: segment.failure ?? '' };
    return { kind: segment.audio ? 'ready' : 'none' };
  }
}

function whyStale({ staleBecause }: SegmentView): string {
  return vscode.l10n.t('What you hear is out of date: {0} changed since.', listed.format(staleBecause));
}

const listed = new Intl.ListFormat('en');

const playableStories = new WeakMap<
  StoryView,
  { readonly playable: PlayableStory; readonly isQuiet: boolean }
>();

function placeOfSample(
  segmentId: string,
  { voice, wav, durationSeconds, take }: SampleView & { readonly take: number },
): SegmentPlace {
  const segment: PlayableSegment = {
    segmentId,
    title: voice,
    hasText: true,
    status: { kind: 'ready' },
    audio: { path: wav, version: String(take), durationSeconds },
    whyNotGenerate: vscode.l10n.t('This is how the voice sounds.'),
  };
  return { story: { projectId: SAMPLE, title: vscode.l10n.t('Voices'), segments: [segment] }, segment };
}
