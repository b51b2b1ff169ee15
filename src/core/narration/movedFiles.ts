import { extname, join } from 'node:path';
import type { FileStamp } from '../store/fileStamp';
import { fileStamp, isSameStamp } from '../store/fileStamp';
import { isStoryPath } from '../store/paths';
import type { StoredProject, StoredSegment } from '../store/segmentRow';
import type { SegmentStore } from '../store/segmentStore';
import { storyFilesBelow } from '../store/storyFilesBelow';
import type { KnownSegment, SegmentFacts } from '../story/reconcile';
import { recognised } from '../story/recognised';
import { isMissing } from '../storyFile';
import { storyPathOf } from './story';

export interface MovedFilesOptions {
  readonly root: string;
  readonly store: SegmentStore;
  /** What the segments of a file are recognised by. */
  readonly factsIn: (path: string) => Promise<readonly SegmentFacts[]>;
  /** Whether a project is that of a story which was opened elsewhere. */
  readonly isTaken: (projectId: string) => Promise<boolean>;
}

/** A project whose file is not there. */
export interface MissingProject {
  readonly project: StoredProject;
  /** Absolute path of the file that is not there. */
  readonly path: string;
}

/** Whether a file held most of a project when both were as they were. */
interface Verdict {
  readonly stamp: FileStamp | undefined;
  readonly known: readonly StoredSegment[];
  readonly holds: boolean;
}

/**
 * Recognises story files that were renamed or moved by what they say: the old file is gone, and exactly one file without
 * a project holds most of the segments. Nothing is written.
 */
export class MovedFiles {
  readonly #options: MovedFilesOptions;
  readonly #verdicts = new Map<string, Verdict>();

  constructor(options: MovedFilesOptions) {
    this.#options = options;
  }

  /** The projects whose files are not there and were not opened elsewhere, by path. */
  async missing(): Promise<MissingProject[]> {
    const { root, store, isTaken } = this.#options;
    const missing: MissingProject[] = [];
    for (const project of await store.listProjects()) {
      const path = join(root, project.storyPath);
      if (!isStoryPath(project.storyPath) || !(await isMissing(path))) continue;
      if (!(await isTaken(project.id))) missing.push({ project, path });
    }
    return missing;
  }

  /** The missing project that a file without one has taken along; of several the one that is most of what it holds. */
  async projectFor(path: string, facts: readonly SegmentFacts[]): Promise<StoredProject | undefined> {
    const found: { readonly project: StoredProject; readonly count: number }[] = [];
    for (const { project } of await this.missing()) {
      const known = await this.#segmentsOf(project);
      const count = countOf(known, facts);
      if (isMost(count, known)) found.push({ project, count });
    }
    found.sort((one, other) => other.count - one.count);
    for (const { project } of found)
      if ((await this.#holders(project, path)).every((holder) => holder === path)) return project;
    return undefined;
  }

  /** The one file that a missing project has become. */
  async fileOf(project: StoredProject): Promise<string | undefined> {
    const [file, ...others] = await this.#holders(project);
    return others.length > 0 ? undefined : file;
  }

  /** The files without a project that hold most of one. Those of the same kind as `like` count. */
  async #holders(project: StoredProject, like = project.storyPath): Promise<string[]> {
    const { root, store } = this.#options;
    const known = await this.#segmentsOf(project);
    if (known.length === 0) return [];
    const taken = new Set((await store.listProjects()).map(({ storyPath }) => storyPath));
    const holders: string[] = [];
    for (const file of await storyFilesBelow(root)) {
      if (kindOf(file) !== kindOf(like) || taken.has(storyPathOf(root, file))) continue;
      if (await this.#holds(file, project.id, known)) holders.push(file);
    }
    return holders;
  }

  async #holds(file: string, projectId: string, known: readonly StoredSegment[]): Promise<boolean> {
    const key = `${projectId} ${file}`;
    const stamp = await fileStamp(file).catch(() => undefined);
    const last = this.#verdicts.get(key);
    if (last && last.known === known && isSameStamp(last.stamp, stamp)) return last.holds;
    // What cannot be read holds nothing that anybody could speak.
    const facts = await this.#options.factsIn(file).catch(() => []);
    const holds = isMost(countOf(known, facts), known);
    this.#verdicts.set(key, { stamp, known, holds });
    return holds;
  }

  /** What stood in its text: of an empty text nobody can say where it is. */
  async #segmentsOf({ id }: StoredProject): Promise<readonly StoredSegment[]> {
    return this.#options.store.listSegments(id);
  }
}

/** What the store has of a segment, as its text is compared with. */
export function factsOfStored(stored: StoredSegment): KnownSegment {
  const { id, heading, ordinal, textHash, textContent, sequenceIndex, audio } = stored;
  const facts = { id, heading, ordinal, textHash, sequence: sequenceIndex };
  // Of what was restored from a wav only the hash is known. No audio is of an empty text.
  return textContent === '' && audio ? facts : { ...facts, text: textContent };
}

function countOf(known: readonly StoredSegment[], facts: readonly SegmentFacts[]): number {
  return facts.length === 0 ? 0 : recognised(known.map(factsOfStored), facts).size;
}

function isMost(count: number, known: readonly StoredSegment[]): boolean {
  const spoken = known.filter((each) => factsOfStored(each).text?.trim() !== '').length;
  return count > 0 && count * 2 > spoken;
}

/** The end of a file's name: what is called `.story.md` is no copy of what is called `.md`. */
function kindOf(file: string): string {
  const [story = ''] = /\.story(?=\.[^./\\]+$)/iu.exec(file) ?? [];
  return `${story}${extname(file)}`.toLowerCase();
}
