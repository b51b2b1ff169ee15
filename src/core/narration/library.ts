import { randomUUID } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { StoryFlowError } from '../errors';
import type { Log } from '../ports';
import { DEFAULT_VOICE } from '../speech/voiceId';
import type { Database } from '../store/database';
import type { LockFile } from '../store/locks';
import { isStoryPath } from '../store/paths';
import type { StoredProject, StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { CurrentIds } from './currentIds';
import { identify } from './identities';
import { joinStory, type Joined } from './joinStory';
import { assertReadable, lexiconReader, type RootLexicon } from './rootLexicon';
import { MovedFiles, type MissingProject } from './movedFiles';
import { isSameElsewhere, MovedSegments } from './movedSegments';
import { presenceReader } from './presence';
import { PresentAudio, type Look } from './presentAudio';
import { factsOf, readStory, type NarrationSettings, type Reading } from './readStory';
import { isMissing } from '../storyFile';
import { storyLocks } from './storyLocks';
import { writeStory } from './writeStory';
import { borrowedOf, segmentNotFound, storyPathOf, type Segment, type Story } from './story';

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
  /** What speaks a voice now; undefined where it is not there. */
  readonly modelOf: (voice: string) => Promise<string | undefined>;
  /** Called when the database's file is not the one that was read before: it may be lost, or damaged. */
  readonly onDatabaseReplaced?: () => Promise<void>;
  /** Milliseconds that only go forward. */
  readonly now?: () => number;
}

/** All that a story is made of, and what came of it. As long as it stays the same nothing has to be done again. */
interface Composition {
  readonly before: Story | undefined;
  readonly projectId: string;
  readonly movedFrom: string | undefined;
  readonly isKept: boolean;
  readonly reading: Reading;
  readonly stored: readonly StoredSegment[];
  readonly locks: LockFile;
  readonly model: string | undefined;
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
  readonly #movedFiles: MovedFiles;
  readonly #movedSegments: MovedSegments;
  /** Projects that a person said are to be those of files, by absolute path. */
  readonly #located = new Map<string, string>();
  readonly #readLexicon: (setting: unknown) => Promise<RootLexicon>;
  readonly #locksOf: ReturnType<typeof storyLocks>;
  /** The last opening of each path, so that an older text never takes the place of a newer one. */
  readonly #openings = new Map<string, Promise<unknown>>();
  readonly #ids = new CurrentIds();

  constructor(options: LibraryOptions) {
    this.#options = options;
    const { now = () => performance.now() } = options;
    this.#presentAudio = new PresentAudio({ ...options, now });
    this.#movedFiles = new MovedFiles({
      ...options,
      factsIn: async (path) => (await this.#read(await options.readText(path))).segments.map(factsOf),
      isTaken: (projectId) => this.#isElsewhere(projectId),
    });
    this.#movedSegments = new MovedSegments({
      ...options,
      storedOf: async (projectId) =>
        this.#presentAudio.of(await options.store.listAll(projectId), 'sometimes'),
      presentIn: presenceReader({
        ...options,
        pathOf: (projectId) => this.#pathOf(projectId),
        read: (path, source) => this.#read(source, this.#compositions.get(path)?.story?.reading),
      }),
      lentBy: (projectId) => this.#lentBy(projectId),
    });
    this.#readLexicon = lexiconReader(options.root);
    this.#locksOf = storyLocks(options);
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
    if (before && before !== story) this.#ids.note(before, story);
    // A project is in one file: where it was seen before it is no more.
    for (const [other, { projectId }] of this.#open)
      if (projectId === story.projectId) this.#open.delete(other);
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
    const reading = await this.#read(source, last?.reading);
    if (await database.refresh()) await this.#options.onDatabaseReplaced?.();
    const before = this.#open.get(path);
    const project = (await store.projectByStory(storyPath)) ?? (await this.#projectOfMoved(path, reading));
    const movedFrom = project?.storyPath === storyPath ? undefined : project?.storyPath;
    const projectId = project?.id ?? before?.projectId ?? randomUUID();
    const stored = await this.#presentAudio.of(project ? await store.listAll(projectId) : NONE, look);
    const { locks, lockedFrom } = await this.#locksOf({ storyPath, movedFrom, segments: reading.segments });
    // Summing a model takes a second, so it is asked for only where there is something to compare it with.
    const isTold = stored.some(({ audio }) => audio?.model !== undefined);
    const model = isTold ? await this.#options.modelOf(reading.voice.voice) : undefined;
    const parts = { before, projectId, movedFrom, isKept: !!project, reading, stored, locks, model };
    const known = new Set(stored.map(({ id }) => id));
    const namedElsewhere = new Set(
      locks.locks.flatMap(({ segmentId, story }) => (story === storyPath ? [] : segmentId)),
    );
    // A segment that the store had and has no more was deleted, unless the whole project is missing.
    // Ids that were given before it was known whose file this is would stand in the way of the old ones.
    const unsaved = (before?.projectId === projectId ? before.segments : []).filter(
      (each) =>
        !known.has(each.id) &&
        (!project || each.stored?.projectId !== projectId) &&
        // An id of another story's lock is that story's again once its file is back.
        !namedElsewhere.has(each.id),
    );
    const identities =
      last && isSame(last, parts)
        ? last.joined.identities
        : identify(storyPath, reading.segments, { stored, unsaved, locks }, last?.joined.identities);
    const elsewhere = await this.#movedSegments.of({ projectId, isKept: parts.isKept, identities });
    if (last && isSame(last, parts) && isSameElsewhere(last.joined.elsewhere, elsewhere))
      return last.joined.story;
    const joined = joinStory(
      { path, storyPath, projectId, movedFrom, lockedFrom },
      reading,
      { identities, elsewhere, locks, model },
      last?.joined,
    );
    compositions[as] = { ...parts, joined };
    return joined.story;
  }

  async #read(source: string, last?: Reading): Promise<Reading> {
    const { lexicon } = await this.lexicon();
    return readStory(source, {
      settings: this.#options.settings(),
      lexicon,
      hasDefaultModel: await this.#options.hasModel(DEFAULT_VOICE),
      last,
    });
  }

  /** What words are said otherwise in the stories of this root. */
  async lexicon(): Promise<RootLexicon> {
    return this.#readLexicon(this.#options.settings().lexicon);
  }

  /** Rejects with InvalidLexicon while nobody knows how words are to be said. */
  async assertLexicon(): Promise<void> {
    assertReadable(await this.lexicon());
  }

  /** The project of a file that was renamed or moved, as long as nothing says so in the store. */
  async #projectOfMoved(path: string, { segments }: Reading): Promise<StoredProject | undefined> {
    const { store } = this.#options;
    const before = this.#open.get(path);
    const known = this.#located.get(path) ?? (before?.movedFrom === undefined ? undefined : before.projectId);
    const project = known === undefined ? undefined : await store.getProject(known);
    if (project && (await isMissing(join(this.root, project.storyPath)))) return project;
    return this.#movedFiles.projectFor(path, segments.map(factsOf));
  }

  /** Ids of a project's segments that stories which were opened have borrowed. */
  #lentBy(projectId: string): Set<string> {
    const others = [...this.#open.values()].filter((story) => story.projectId !== projectId);
    const borrowed = others.flatMap(borrowedOf).filter(({ stored }) => stored.projectId === projectId);
    return new Set(borrowed.map(({ id }) => id));
  }

  /** Whether a project was opened as that of a file which the store does not name. */
  async #isElsewhere(projectId: string): Promise<boolean> {
    for (const story of this.#open.values())
      if (story.projectId === projectId && story.movedFrom !== undefined && !(await isMissing(story.path)))
        return true;
    return false;
  }

  /** The id that a story or segment has now: another process may have been first to write it, under an id of its own. */
  currentId(id: string): string {
    return this.#ids.current(id);
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

  /** The stories that are known, whose files are not there and are no others now, by path. */
  async missing(): Promise<MissingProject[]> {
    await this.#options.database.refresh();
    return this.#movedFiles.lost();
  }

  /** Makes a file that of a missing project, as far as its text says so. Rejects as opening it does. */
  async locate({ id }: StoredProject, path: string): Promise<void> {
    this.#located.set(path, id);
    try {
      await this.keep(await this.open(path));
    } finally {
      this.#located.delete(path);
    }
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
    const hasIt = ({ segments }: Story) => segments.some(({ id }) => id === wanted);
    const opened = [...this.#open.values()].findLast(hasIt);
    const projectId = opened?.projectId ?? (await this.#options.store.getSegment(wanted))?.projectId;
    const path = projectId === undefined ? undefined : await this.#pathOf(projectId);
    if (path === undefined) throw segmentNotFound(segmentId);
    if (source !== undefined) return this.preview(path, source);
    const story = await this.open(path, 'names');
    if (hasIt(story)) return story;
    // It may have moved to another story since they were looked at.
    for (const other of [...this.#open.keys()]) {
      const now = await this.open(other, 'names').catch(() => undefined);
      if (now && hasIt(now)) return now;
    }
    return story;
  }

  /** Writes the stories that have borrowed segments of a project, so that those are theirs. */
  async keepBorrowersOf(projectId: string): Promise<void> {
    for (const story of [...this.#open.values()])
      if (borrowedOf(story).some(({ stored }) => stored.projectId === projectId))
        await this.keep(await this.open(story.path));
  }

  /**
   * Writes a story's segments to the store, and resolves with the story as it is then: another process may have written
   * it first, under ids of its own. Writes nothing when the store says the same already. `removable` are the ids of those
   * that the writer removed from the text: of what else vanished nothing is ever deleted unasked (decision D-15).
   */
  async keep(story: Story, removable: ReadonlySet<string> = NO_IDS): Promise<Story> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const before = story;
      const outcome = await writeStory(before, removable, this.#options);
      story = await this.open(before.path);
      if (outcome === 'written' || (outcome === 'unchanged' && story === before)) return story;
    }
    throw new StoryFlowError(
      'MediaNotWritable',
      `“${story.title}” is being changed by another program all the time: try again when that is done.`,
    );
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

  async #pathOf(projectId: string): Promise<string | undefined> {
    const opened = [...this.#open.values()].find((story) => story.projectId === projectId);
    if (opened && !(await isMissing(opened.path))) return opened.path;
    const project = await this.#options.store.getProject(projectId);
    if (!project || !isStoryPath(project.storyPath)) return undefined;
    const path = join(this.root, project.storyPath);
    return (await isMissing(path)) ? ((await this.#movedFiles.fileOf(project)) ?? path) : path;
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
