import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { DEFAULT_VOICE } from '../speech/voiceId';
import type { Database } from '../store/database';
import { readLocks, type LockFile } from '../store/locks';
import { isStoryPath } from '../store/paths';
import type { SegmentContent, SegmentStore } from '../store/segmentStore';
import { joinStory } from './joinStory';
import { withPresentAudio } from './presentAudio';
import { readStory, type NarrationSettings, type Reading } from './readStory';
import { segmentNotFound, storyPathOf, type Segment, type Story } from './story';

export interface LibraryOptions {
  readonly root: string;
  readonly mediaRoot: string;
  readonly database: Database;
  readonly store: SegmentStore;
  readonly log: Log;
  /** The newest text of a story: a file's, or that of an editor. Rejects with StoryNotReadable. */
  readonly readText: (path: string) => Promise<string>;
  readonly settings: () => NarrationSettings;
  /** Whether the files of a Kokoro voice are there. */
  readonly hasModel: (voice: string) => Promise<boolean>;
}

/** How often a story that others are writing at the same time is tried. */
const MOST_ATTEMPTS = 10;

/**
 * The stories of one root as they are now. Opening a story writes nothing; `keep` does, before the first act that
 * needs the store. Ids given out before that stay the same, because the library remembers them.
 */
export class Library {
  readonly #options: LibraryOptions;
  /** The stories that were opened, by absolute path, as they were last seen. */
  readonly #open = new Map<string, Story>();
  readonly #readings = new Map<string, Reading>();
  /** The last opening of each path, so that an older text never takes the place of a newer one. */
  readonly #openings = new Map<string, Promise<unknown>>();
  /** Ids that became others. What is current has no entry, so that no way through it is a circle. */
  readonly #renamed = new Map<string, string>();
  #reported: string | undefined;

  constructor(options: LibraryOptions) {
    this.#options = options;
  }

  get root(): string {
    return this.#options.root;
  }

  /** Reads a story and joins it with what is known of it. Rejects with StoryNotReadable, InvalidVoice or WrongUse. */
  async open(path: string): Promise<Story> {
    const before = this.#openings.get(path) ?? Promise.resolve();
    const opening = before.then(() => this.#openNow(path));
    const settle = () => undefined;
    this.#openings.set(path, opening.then(settle, settle));
    return opening;
  }

  async #openNow(path: string): Promise<Story> {
    const before = this.#open.get(path);
    const story = await this.#compose(path, await this.#options.readText(path), path);
    if (before) this.#rename(before, story);
    this.#open.set(path, story);
    return story;
  }

  /**
   * A story as it would be if this were its text, as of a document that is being typed in: nothing is remembered of it.
   * Segments that are new have ids that nothing else knows. Rejects as `open` does.
   */
  async preview(path: string, source: string): Promise<Story> {
    return this.#compose(path, source, `preview of ${path}`);
  }

  /** `readingKey` is under what the reading is remembered, so that a part that did not change is not read again. */
  async #compose(path: string, source: string, readingKey: string): Promise<Story> {
    const { store, database, mediaRoot } = this.#options;
    const storyPath = storyPathOf(this.root, path);
    if (!isStoryPath(storyPath) || isAbsolute(storyPath)) {
      throw new StoryFlowError(
        'WrongUse',
        `${path} does not lie below ${this.root}: choose a root that holds it.`,
      );
    }
    const reading = await this.#read(readingKey, source);
    await database.refresh();
    const before = this.#open.get(path);
    const project = await store.projectByStory(storyPath);
    const projectId = project?.id ?? before?.projectId ?? randomUUID();
    const stored = project
      ? [...(await store.listSegments(projectId)), ...(await this.#detached(projectId))]
      : [];
    const known = new Set(stored.map(({ id }) => id));
    return joinStory({ path, storyPath, projectId }, reading, {
      stored: await withPresentAudio(stored, mediaRoot),
      // A segment that the store had and has no more was deleted, unless the whole project is missing.
      unsaved: (before?.segments ?? []).filter((each) => !known.has(each.id) && !(project && each.stored)),
      locks: await this.#locks(),
    });
  }

  async #read(key: string, source: string): Promise<Reading> {
    const reading = readStory(source, {
      settings: this.#options.settings(),
      hasDefaultModel: await this.#options.hasModel(DEFAULT_VOICE),
      last: this.#readings.get(key),
    });
    this.#readings.set(key, reading);
    return reading;
  }

  async #detached(projectId: string) {
    return (await this.#options.store.listDetached()).filter((each) => each.projectId === projectId);
  }

  /** The locks, and once a warning when they cannot be read. */
  async #locks(): Promise<LockFile> {
    const locks = await readLocks(this.root);
    const reason = locks.state === 'unreadable' ? locks.reason : undefined;
    if (reason !== undefined && reason !== this.#reported)
      this.#options.log.warn(`locks.json ${reason}: what it might name stays locked.`);
    this.#reported = reason;
    return locks;
  }

  /** The id that a story or segment has now: another process may have been first to write it, under an id of its own. */
  currentId(id: string): string {
    const next = this.#renamed.get(id);
    return next === undefined ? id : this.currentId(next);
  }

  /** The story of a project that was opened, as it is now. Rejects with ProjectNotFound. */
  async project(projectId: string): Promise<Story> {
    const path = await this.#pathOf(this.currentId(projectId));
    const story = path === undefined ? undefined : await this.open(path);
    if (story?.projectId === this.currentId(projectId)) return story;
    throw new StoryFlowError(
      'ProjectNotFound',
      `There is no story with the id "${projectId}": open its file again.`,
    );
  }

  /** Whether a story of this project was opened. */
  hasOpened(projectId: string): boolean {
    return [...this.#open.values()].some((story) => story.projectId === projectId);
  }

  /** A segment that stands in a story's text, with its story, as they are now. Rejects with SegmentNotFound. */
  async segment(segmentId: string): Promise<{ story: Story; segment: Segment }> {
    const wanted = this.currentId(segmentId);
    const opened = [...this.#open.values()].find(({ segments }) => segments.some(({ id }) => id === wanted));
    const projectId = opened?.projectId ?? (await this.#options.store.getSegment(wanted))?.projectId;
    const path = projectId === undefined ? undefined : await this.#pathOf(projectId);
    const story = path === undefined ? undefined : await this.open(path);
    const segment = story?.segments.find(({ id }) => id === this.currentId(segmentId));
    if (story && segment) return { story, segment };
    throw segmentNotFound(segmentId);
  }

  /**
   * Writes a story's segments to the store, and resolves with the story as it is then: another process may have written
   * it first, under ids of its own. Writes nothing when the store says the same already.
   */
  async keep(story: Story, gone: { isRemovable: boolean } = { isRemovable: false }): Promise<Story> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const contents = contentsOf(story.segments);
      const isKnown = new Set(story.segments.flatMap(({ stored }) => stored?.id ?? []));
      const sync = {
        kept: contents.filter(({ id }) => isKnown.has(id)),
        added: contents.filter(({ id }) => !isKnown.has(id)),
        gone: story.detached.map(({ id }) => ({ id, ...gone })),
      };
      const project = { id: story.projectId, title: story.title, storyPath: story.storyPath };
      const expected = [...isKnown, ...story.detached.map(({ id }) => id)];
      if (await this.#options.store.keepStory(project, expected, sync)) return this.open(story.path);
      story = await this.open(story.path);
    }
    throw new StoryFlowError(
      'MediaNotWritable',
      `“${story.title}” is being changed by another program all the time: try again when that is done.`,
    );
  }

  /** Forgets what was seen of a project: its next opening begins anew. */
  forget(projectId: string): void {
    for (const [path, story] of this.#open) if (story.projectId === projectId) this.#open.delete(path);
  }

  /** Forgets segments that were cut out of a story, so that an equal one that is left does not inherit an id. */
  forgetSegments(path: string, ids: readonly string[]): void {
    const story = this.#open.get(path);
    if (!story) return;
    const segments = story.segments.filter(({ id }) => !ids.includes(id));
    this.#open.set(path, { ...story, segments });
  }

  /** Notes which ids that were never written have become others. */
  #rename(before: Story, now: Story): void {
    const note = (from: string, to: string) => {
      this.#renamed.set(from, to);
      this.#renamed.delete(to);
    };
    if (before.projectId !== now.projectId) note(before.projectId, now.projectId);
    const isThere = new Set(now.segments.map(({ id }) => id));
    for (const { id, parsed, plan, stored } of before.segments) {
      if (stored || isThere.has(id)) continue;
      const heir = now.segments.find(
        (segment) =>
          segment.parsed.heading === parsed.heading &&
          segment.parsed.ordinal === parsed.ordinal &&
          segment.plan.textHash === plan.textHash,
      );
      if (heir) note(id, heir.id);
    }
  }

  async #pathOf(projectId: string): Promise<string | undefined> {
    const opened = [...this.#open.values()].find((story) => story.projectId === projectId);
    if (opened) return opened.path;
    const project = await this.#options.store.getProject(projectId);
    return project && isStoryPath(project.storyPath) ? `${this.root}/${project.storyPath}` : undefined;
  }
}

/**
 * Segments as the store keeps them. An order value stays as it is where document order allows (statement 52): a
 * deletion leaves a gap, an insertion or a move renumbers what follows.
 */
function contentsOf(segments: readonly Segment[]): SegmentContent[] {
  let last = -1;
  return segments.map(({ id, parsed, plan, text, stored }) => {
    last = Math.max(last + 1, stored?.sequenceIndex ?? 0);
    return {
      id,
      sequenceIndex: last,
      heading: parsed.heading,
      level: parsed.level,
      ordinal: parsed.ordinal,
      textContent: text,
      textHash: plan.textHash,
      imagePrompt: stored?.imagePrompt ?? '',
    };
  });
}
