import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { DEFAULT_VOICE } from '../speech/voiceId';
import type { Database } from '../store/database';
import { lockReader, type LockFile } from '../store/locks';
import { isStoryPath } from '../store/paths';
import type { StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { joinStory, type Joined } from './joinStory';
import { contentsOf, isAsStored } from './segmentContents';
import { PresentAudio, type Look } from './presentAudio';
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
  /** Milliseconds that only go forward. */
  readonly now?: () => number;
}

/** All that a story is made of, and what came of it. As long as it stays the same nothing has to be done again. */
interface Composition {
  readonly before: Story | undefined;
  readonly projectId: string;
  readonly isKept: boolean;
  readonly reading: Reading;
  readonly stored: readonly StoredSegment[];
  readonly locks: LockFile;
  readonly joined: Joined;
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
  /** What each story, and the preview of it, was made of last. */
  readonly #compositions = new Map<string, { story?: Composition; preview?: Composition }>();
  readonly #presentAudio: PresentAudio;
  readonly #readLocks: () => Promise<LockFile>;
  /** The last opening of each path, so that an older text never takes the place of a newer one. */
  readonly #openings = new Map<string, Promise<unknown>>();
  /** Ids that became others. What is current has no entry, so that no way through it is a circle. */
  readonly #renamed = new Map<string, string>();
  #reported: string | undefined;

  constructor(options: LibraryOptions) {
    this.#options = options;
    const { root, now = () => performance.now() } = options;
    this.#presentAudio = new PresentAudio({ ...options, now });
    this.#readLocks = lockReader(root);
  }

  get root(): string {
    return this.#options.root;
  }

  /**
   * Reads a story and joins it with what is known of it. A story of which nothing changed is the same object as before,
   * and so is each segment. Rejects with StoryNotReadable, InvalidVoice or WrongUse.
   */
  async open(path: string, look: Look = 'sometimes'): Promise<Story> {
    const before = this.#openings.get(path) ?? Promise.resolve();
    const opening = before.then(() => this.#openNow(path, look));
    const settle = () => undefined;
    this.#openings.set(path, opening.then(settle, settle));
    return opening;
  }

  async #openNow(path: string, look: Look): Promise<Story> {
    const before = this.#open.get(path);
    const story = await this.#compose(path, await this.#options.readText(path), {
      as: 'story',
      look,
    });
    if (before && before !== story) this.#rename(before, story);
    this.#open.set(path, story);
    return story;
  }

  /**
   * A story as it would be if this were its text, as of a document that is being typed in: nothing is remembered of it.
   * Segments that are new have ids that nothing else knows. Rejects as `open` does.
   */
  async preview(path: string, source: string): Promise<Story> {
    return this.#compose(path, source, { as: 'preview', look: 'names' });
  }

  async #compose(
    path: string,
    source: string,
    { as, look }: { as: 'story' | 'preview'; look: Look },
  ): Promise<Story> {
    const { store, database } = this.#options;
    const storyPath = storyPathOf(this.root, path);
    if (!isStoryPath(storyPath) || isAbsolute(storyPath)) {
      throw new StoryFlowError(
        'WrongUse',
        `${path} does not lie below ${this.root}: choose a root that holds it.`,
      );
    }
    const compositions = this.#compositions.get(path) ?? {};
    this.#compositions.set(path, compositions);
    const last = lastOf(source, compositions[as], compositions.story, compositions.preview);
    const reading = readStory(source, {
      settings: this.#options.settings(),
      hasDefaultModel: await this.#options.hasModel(DEFAULT_VOICE),
      last: last?.reading,
    });
    await database.refresh();
    const before = this.#open.get(path);
    const project = await store.projectByStory(storyPath);
    const projectId = project?.id ?? before?.projectId ?? randomUUID();
    const stored = await this.#presentAudio.of(project ? await store.listAll(projectId) : NONE, look);
    const locks = await this.#locks();
    const parts = { before, projectId, isKept: !!project, reading, stored, locks };
    if (last && isSame(last, parts)) return last.joined.story;
    const known = new Set(stored.map(({ id }) => id));
    // A segment that the store had and has no more was deleted, unless the whole project is missing.
    const unsaved = (before?.segments ?? []).filter(
      (each) => !known.has(each.id) && !(project && each.stored),
    );
    const joined = joinStory(
      { path, storyPath, projectId },
      reading,
      { stored, unsaved, locks },
      last?.joined,
    );
    compositions[as] = { ...parts, joined };
    return joined.story;
  }

  /** The locks, and once a warning when they cannot be read. */
  async #locks(): Promise<LockFile> {
    const locks = await this.#readLocks();
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
  async project(projectId: string, look: Look = 'sometimes'): Promise<Story> {
    const path = await this.#pathOf(this.currentId(projectId));
    const story = path === undefined ? undefined : await this.open(path, look);
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
    const story = await this.storyOf(segmentId);
    const segment = story.segments.find(({ id }) => id === this.currentId(segmentId));
    if (segment) return { story, segment };
    throw segmentNotFound(segmentId);
  }

  /**
   * The story that a segment stands in, or stood in before it was detached, as it is now, or as it would be if `source`
   * were its text. Rejects with SegmentNotFound when no story is known to have or to have had it.
   */
  async storyOf(segmentId: string, source?: string): Promise<Story> {
    const wanted = this.currentId(segmentId);
    const opened = [...this.#open.values()].find(({ segments }) => segments.some(({ id }) => id === wanted));
    const projectId = opened?.projectId ?? (await this.#options.store.getSegment(wanted))?.projectId;
    const path = projectId === undefined ? undefined : await this.#pathOf(projectId);
    if (path === undefined) throw segmentNotFound(segmentId);
    return source === undefined ? this.open(path, 'names') : this.preview(path, source);
  }

  /**
   * Writes a story's segments to the store, and resolves with the story as it is then: another process may have written
   * it first, under ids of its own. Writes nothing when the store says the same already. `removable` are the ids of those
   * that the writer removed from the text: of what else vanished nothing is ever deleted unasked (decision D-15).
   */
  async keep(story: Story, removable: ReadonlySet<string> = NO_IDS): Promise<Story> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const before = story;
      const outcome = await this.#write(before, removable);
      story = await this.open(before.path);
      if (outcome === 'written' || (outcome === 'unchanged' && story === before)) return story;
    }
    throw new StoryFlowError(
      'MediaNotWritable',
      `“${story.title}” is being changed by another program all the time: try again when that is done.`,
    );
  }

  /** Refused when the store has another window's segments of the story. */
  async #write(
    { projectId, title, storyPath, segments, detached }: Story,
    removable: ReadonlySet<string>,
  ): Promise<'unchanged' | 'written' | 'refused'> {
    const { store } = this.#options;
    const stored = new Map(segments.map((segment) => [segment.id, segment.stored]));
    const changed = contentsOf(segments).filter((content) => !isAsStored(content, stored.get(content.id)));
    const vanished = detached.filter((segment) => !segment.detached);
    if (changed.length === 0 && vanished.length === 0) {
      const project = await store.projectByStory(storyPath);
      if (project?.id === projectId && project.title === title) return 'unchanged';
    }
    const sync = {
      kept: changed.filter(({ id }) => stored.get(id)),
      added: changed.filter(({ id }) => !stored.get(id)),
      gone: vanished.map(({ id }) => ({ id, isRemovable: removable.has(id) })),
    };
    const expected = [...segments.filter((each) => each.stored), ...detached].map(({ id }) => id);
    const isWritten = await store.keepStory({ id: projectId, title, storyPath }, expected, sync);
    return isWritten ? 'written' : 'refused';
  }

  /** Forgets what was seen of a project: its next opening begins anew. */
  forget(projectId: string): void {
    for (const [path, story] of this.#open) {
      if (story.projectId !== projectId) continue;
      this.#open.delete(path);
      this.#compositions.delete(path);
    }
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
    const unsaved = before.segments.filter(({ stored }) => !stored);
    if (unsaved.length === 0) return;
    const isThere = new Set(now.segments.map(({ id }) => id));
    const lost = unsaved.filter(({ id }) => !isThere.has(id));
    const heirs = new Map(now.segments.map((segment) => [appearanceOf(segment), segment.id]));
    for (const segment of lost) {
      const heir = heirs.get(appearanceOf(segment));
      if (heir !== undefined) note(segment.id, heir);
    }
  }

  async #pathOf(projectId: string): Promise<string | undefined> {
    const opened = [...this.#open.values()].find((story) => story.projectId === projectId);
    if (opened) return opened.path;
    const project = await this.#options.store.getProject(projectId);
    return project && isStoryPath(project.storyPath) ? `${this.root}/${project.storyPath}` : undefined;
  }
}

const NONE: readonly StoredSegment[] = [];
const NO_IDS: ReadonlySet<string> = new Set();

/** What to take from what did not change: a document that was typed in is saved, and is what its preview was. */
function lastOf(source: string, ...known: readonly (Composition | undefined)[]): Composition | undefined {
  return known.find((each) => each?.reading.source === source) ?? known.find((each) => each);
}

function isSame(last: Composition, { before, ...now }: Omit<Composition, 'joined'>): boolean {
  // What was forgotten since must be found out anew, although all else is the same.
  const isRemembered = before === last.before || before === last.joined.story;
  return isRemembered && (Object.keys(now) as (keyof typeof now)[]).every((key) => last[key] === now[key]);
}

/** What a segment and the one that another window wrote for it have in common; numbers make it unique in a story. */
function appearanceOf({ parsed, plan }: Segment): string {
  return `${parsed.ordinal} ${plan.textHash} ${parsed.heading}`;
}
