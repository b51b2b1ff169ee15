import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { StoryFlowError } from '../errors';
import type { Pauses } from '../model';
import type { Log } from '../ports';
import type { Database } from '../store/database';
import { isLocked, readLocks, type LockFile } from '../store/locks';
import { isId } from '../store/paths';
import type { SegmentContent, SegmentStore } from '../store/segmentStore';
import type { StoredSegment } from '../store/segmentRow';
import { parseStory } from '../story/parseStory';
import { reconcile } from '../story/reconcile';
import { titleFromFileName } from '../storyFile';
import { DEFAULT_VOICE } from '../speech/voiceId';
import { planSegment, spokenText, type SpeechSettings } from './planSegment';
import { resolveVoice } from './resolveVoice';
import { segmentState } from './segmentState';
import { storyPathOf, type Segment, type Story } from './story';

/** What decides how stories are spoken where they do not say it themselves. */
export interface NarrationSettings {
  /** A voice that a command named: it goes before front matter. */
  readonly voiceArgument?: string | undefined;
  readonly voice?: string | undefined;
  /** A speed that a command named: it goes before front matter. */
  readonly speedArgument?: number | undefined;
  readonly speed: number;
  readonly pauses: Pauses;
  readonly tables: 'read' | 'skip';
}

export interface LibraryOptions {
  readonly root: string;
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

/** What is known besides a story's text. */
interface Known {
  readonly stored: readonly StoredSegment[];
  readonly locks: LockFile;
  readonly hasDefaultModel: boolean;
}

/**
 * The stories of one root as they are now. Opening a story writes nothing; `keep` does, before the first act that
 * needs the store. Ids given out before that stay the same, because the library remembers them.
 */
export class Library {
  readonly #options: LibraryOptions;
  /** The stories that were opened, by absolute path, as they were last seen. */
  readonly #open = new Map<string, Story>();
  readonly #renamed = new Map<string, string>();

  constructor(options: LibraryOptions) {
    this.#options = options;
  }

  get root(): string {
    return this.#options.root;
  }

  /** Reads a story and joins it with what is known of it. */
  async open(path: string): Promise<Story> {
    const { log, readText, store, database } = this.#options;
    const source = await readText(path);
    await database.refresh();
    const storyPath = storyPathOf(this.root, path);
    const project = await store.projectByStory(storyPath);
    const projectId = project?.id ?? this.#open.get(path)?.projectId ?? randomUUID();
    const known = project ? await store.listSegments(projectId) : [];
    const detached = project
      ? (await store.listDetached()).filter((each) => each.projectId === projectId)
      : [];
    const locks = await readLocks(this.root);
    if (locks.state === 'unreadable')
      log.warn(`locks.json ${locks.reason}: what it might name stays locked.`);
    const hasDefaultModel = await this.#options.hasModel(DEFAULT_VOICE);
    const file = { path, storyPath, projectId, source };
    const story = this.#join(file, { stored: [...known, ...detached], locks, hasDefaultModel });
    this.#rename(this.#open.get(path), story);
    this.#open.set(path, story);
    return story;
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

  /** A segment that stands in a story's text, with its story, as they are now. Rejects with SegmentNotFound. */
  async segment(segmentId: string): Promise<{ story: Story; segment: Segment }> {
    const wanted = this.currentId(segmentId);
    const opened = [...this.#open.values()].find(({ segments }) => segments.some(({ id }) => id === wanted));
    const projectId = opened?.projectId ?? (await this.#options.store.getSegment(wanted))?.projectId;
    const path = projectId === undefined ? undefined : await this.#pathOf(projectId);
    const story = path === undefined ? undefined : await this.open(path);
    const segment = story?.segments.find(({ id }) => id === this.currentId(segmentId));
    if (story && segment) return { story, segment };
    throw new StoryFlowError(
      'SegmentNotFound',
      `There is no segment with the id "${segmentId}": it was deleted or never was.`,
    );
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

  /** Notes which ids that were never written have become others. */
  #rename(before: Story | undefined, now: Story): void {
    if (!before) return;
    if (before.projectId !== now.projectId) this.#renamed.set(before.projectId, now.projectId);
    const isThere = new Set(now.segments.map(({ id }) => id));
    for (const { id, parsed, plan, stored } of before.segments) {
      if (stored || isThere.has(id)) continue;
      const heir = now.segments.find(
        (segment) =>
          segment.parsed.heading === parsed.heading &&
          segment.parsed.ordinal === parsed.ordinal &&
          segment.plan.textHash === plan.textHash,
      );
      if (heir) this.#renamed.set(id, heir.id);
    }
  }

  async #pathOf(projectId: string): Promise<string | undefined> {
    const opened = [...this.#open.values()].find((story) => story.projectId === projectId);
    if (opened) return opened.path;
    const project = await this.#options.store.getProject(projectId);
    return project && `${this.root}/${project.storyPath}`;
  }

  #join(
    file: Pick<Story, 'path' | 'storyPath' | 'projectId' | 'source'>,
    { stored, locks, hasDefaultModel }: Known,
  ): Story {
    const settings = this.#options.settings();
    const parsed = parseStory(file.source, { tables: settings.tables });
    const { frontMatter } = parsed;
    const voice = resolveVoice(
      {
        argument: settings.voiceArgument,
        frontMatter: frontMatter.voice,
        setting: settings.voice,
        language: frontMatter.language,
      },
      hasDefaultModel,
    );
    const speech: SpeechSettings = {
      voice: voice.voice,
      speed: settings.speedArgument ?? frontMatter.speed ?? settings.speed,
      language: frontMatter.language ?? voice.language,
      pauses: settings.pauses,
    };
    const plans = parsed.segments.map((segment) => planSegment(segment, speech));
    const facts = parsed.segments.map((segment, index) => ({
      heading: segment.heading,
      ordinal: segment.ordinal,
      text: spokenText(segment),
      textHash: plans[index]?.textHash ?? '',
    }));
    const known = [...stored.map(factsOfStored), ...this.#unsaved(file.path, stored)];
    const { kept, gone } = reconcile([...known, ...lockedFacts(locks, file.storyPath, known)], facts);
    const idAt = new Map(kept.map(({ index, id }) => [index, id]));
    const storedById = new Map(stored.map((each) => [each.id, each]));
    const segments = parsed.segments.flatMap((segment, index): Segment[] => {
      const plan = plans[index];
      if (!plan) return [];
      const id = idAt.get(index) ?? randomUUID();
      const before = storedById.get(id);
      return [
        {
          id,
          projectId: file.projectId,
          parsed: segment,
          plan,
          stored: before,
          isLocked: isLocked(locks, id, file.storyPath),
          ...segmentState(before, plan, voice.isNamed),
        },
      ];
    });
    return {
      ...file,
      title: parsed.title ?? titleFromFileName(basename(file.path)),
      parsed,
      voice,
      segments,
      detached: gone.flatMap((id) => storedById.get(id) ?? []),
    };
  }

  /** Segments that were given ids when the story was opened before and that no store knows yet. */
  #unsaved(path: string, stored: readonly StoredSegment[]) {
    const known = new Set(stored.map(({ id }) => id));
    return (this.#open.get(path)?.segments ?? [])
      .filter(({ id }) => !known.has(id))
      .map(({ id, parsed, plan }) => ({
        id,
        heading: parsed.heading,
        ordinal: parsed.ordinal,
        textHash: plan.textHash,
        text: spokenText(parsed),
        sequence: parsed.index,
      }));
  }
}

function factsOfStored({ id, heading, ordinal, textHash, textContent, sequenceIndex }: StoredSegment) {
  return { id, heading, ordinal, textHash, text: textContent, sequence: sequenceIndex };
}

/** Locked segments of a story that nothing else knows, as in a fresh clone: locks come with git, audio does not. */
function lockedFacts(locks: LockFile, storyPath: string, known: readonly { id: string }[]) {
  if (locks.state === 'unreadable') return [];
  const ids = new Set(known.map(({ id }) => id));
  return locks.locks
    .filter(({ story, segmentId }) => story === storyPath && !ids.has(segmentId) && isId(segmentId))
    .map(({ segmentId, heading, ordinal, textHash, text }, index) => {
      return { id: segmentId, heading, ordinal, textHash, text, sequence: known.length + index };
    });
}

/**
 * Segments as the store keeps them. An order value stays as it is where document order allows (statement 52): a
 * deletion leaves a gap, an insertion or a move renumbers what follows.
 */
function contentsOf(segments: readonly Segment[]): SegmentContent[] {
  let last = -1;
  return segments.map(({ id, parsed, plan, stored }) => {
    last = Math.max(last + 1, stored?.sequenceIndex ?? 0);
    return {
      id,
      sequenceIndex: last,
      heading: parsed.heading,
      level: parsed.level,
      ordinal: parsed.ordinal,
      textContent: spokenText(parsed),
      textHash: plan.textHash,
      imagePrompt: stored?.imagePrompt ?? '',
    };
  });
}
