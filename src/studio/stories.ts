import { dirname, join } from 'node:path';
import { StoryFlowError } from '../core/errors';
import { isBelow } from '../core/isBelow';
import { missingModel, type Studio } from '../core/narration/studio';
import type { Segment, Story } from '../core/narration/story';
import type { NarrationSettings } from '../core/narration/readStory';
import { findRoot } from '../core/store/root';
import type { ParseOptions } from '../core/story/parseStory';
import type { StoryView } from './protocol';
import type { StudioSettings } from './settings';
import type { Session } from './session';
import { storyView } from './views';

export interface StoriesOptions {
  readonly session: Session;
  settings(): StudioSettings;
  narrationOf(root: string): NarrationSettings;
}

/** The stories of all roots: by path, and by the ids that views were given. */
export class Stories {
  readonly #options: StoriesOptions;
  readonly #paths = new Map<string, string>();

  constructor(options: StoriesOptions) {
    this.#options = options;
  }

  /** Rejects as opening a story does. */
  async open(path: string): Promise<StoryView> {
    const studio = await this.studioOf(path);
    return this.view(await studio.open(path), studio);
  }

  async preview(path: string, text: string): Promise<StoryView> {
    const studio = await this.studioOf(path);
    return this.view(await studio.preview(path, text), studio);
  }

  /** The studio of a story's root: the nearest folder with `.storyflow/`, else the workspace folder, else the story's own. */
  async studioOf(path: string): Promise<Studio> {
    const root = (await findRoot(path)) ?? folderOf(path, this.#options.settings()) ?? dirname(path);
    return this.#options.session.studio(root);
  }

  /** The roots that are known, and those of the workspace folders. */
  async roots(): Promise<string[]> {
    const { session } = this.#options;
    const ofFolders = this.#options.settings().folders.map(({ folder }) => findRoot(join(folder, 'any')));
    const found = (await Promise.all(ofFolders)).flatMap((root) => root ?? []);
    return [...new Set([...session.roots(), ...found])].sort();
  }

  /** How a story's Markdown is read. */
  async parseOptions(path: string): Promise<ParseOptions> {
    const { root } = await this.studioOf(path);
    const { tables, emoji = 'name', speakHeadings = false } = this.#options.narrationOf(root);
    return { tables, emoji, speakHeadings };
  }

  /** Where a project's story lies, when it was opened before. */
  pathOf(projectId: string): string | undefined {
    return this.#paths.get(projectId);
  }

  /**
   * Carries out something about a segment or a project in the studio that knows it. Rejects with SegmentNotFound or
   * ProjectNotFound when none does.
   */
  async inStudioOf<T>(act: (studio: Studio) => Promise<T>): Promise<T> {
    let refusal: StoryFlowError | undefined;
    for (const root of this.#options.session.roots()) {
      try {
        return await act(await this.#options.session.studio(root));
      } catch (error) {
        const isElsewhere =
          error instanceof StoryFlowError && ['SegmentNotFound', 'ProjectNotFound'].includes(error.code);
        if (!isElsewhere) throw error;
        refusal = error;
      }
    }
    throw refusal ?? new StoryFlowError('SegmentNotFound', 'No story was opened yet: open one first.');
  }

  async segment(segmentId: string): Promise<{ studio: Studio; story: Story; segment: Segment }> {
    return this.inStudioOf(async (studio) => ({ studio, ...(await studio.segment(segmentId)) }));
  }

  /** Segments of any stories, by story. Rejects with SegmentNotFound when one is unknown. */
  async byStory(
    segmentIds: readonly string[],
  ): Promise<{ studio: Studio; story: Story; segments: Segment[] }[]> {
    const groups: { studio: Studio; story: Story; segments: Segment[] }[] = [];
    const left = new Set(segmentIds);
    for (const id of segmentIds) {
      if (!left.has(id)) continue;
      const { studio, story } = await this.segment(id);
      const wanted = new Set([...left].map((each) => studio.currentId(each)));
      const segments = story.segments.filter((segment) => wanted.has(segment.id));
      groups.push({ studio, story, segments });
      const found = new Set(segments.map((segment) => segment.id));
      for (const each of [...left]) if (found.has(studio.currentId(each))) left.delete(each);
    }
    return groups;
  }

  async view(story: Story, studio: Studio): Promise<StoryView> {
    const { root, mediaRoot } = studio;
    this.#paths.set(story.projectId, story.path);
    return storyView(story, {
      root,
      mediaRoot,
      missing: await missingModel(this.#options.session.modelsFolder, story.voice.voice),
      locksProblem: await studio.locksProblem(),
      lexicon: await studio.lexicon(),
    });
  }
}

/** The deepest workspace folder that holds a file. */
function folderOf(path: string, { folders }: StudioSettings): string | undefined {
  return folders
    .map(({ folder }) => folder)
    .filter((folder) => isBelow(folder, path))
    .sort((a, b) => b.length - a.length)[0];
}
