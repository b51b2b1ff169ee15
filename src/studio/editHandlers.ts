import { basename } from 'node:path';
import { StoryFlowError } from '../core/errors';
import type { Story } from '../core/narration/story';
import { exportStory } from '../core/story/exportStory';
import { importRefused, importStory } from '../core/story/importStory';
import { moveBetween } from '../core/story/moveBetween';
import { moveDown, moveSections, moveUp } from '../core/story/moveSections';
import { restoreText } from '../core/story/restoreText';
import { setFrontMatter } from '../core/story/setFrontMatter';
import { setHeadingVoice } from '../core/story/setHeadingVoice';
import { splitSentence } from '../core/story/splitSentence';
import type { StoryText } from '../core/story/storyText';
import type { TextEdit } from '../core/story/applyEdits';
import { readStoryFile } from '../core/storyFile';
import type { Handlers } from '../rpc/messages';
import type { FileEdits, StudioOperations } from './protocol';
import { requireVoice } from './requireVoice';
import type { Stories } from './stories';

type Edits = Pick<
  Handlers<StudioOperations>,
  | 'planMove'
  | 'planMoveBy'
  | 'planRestore'
  | 'planSplit'
  | 'planFrontMatter'
  | 'planSegmentVoice'
  | 'importStory'
  | 'exportStory'
>;

/** The operations that give edits of stories for the host to apply, so that an editor can undo them. */
export function editHandlers(stories: Stories): Edits {
  const opened = async (path: string) => (await stories.studioOf(path)).open(path);
  const textOf = async (story: Story): Promise<StoryText> => ({
    source: story.source,
    segments: story.parsed.segments,
    ...(await stories.parseOptions(story.path)),
  });

  const moveWithin = async (story: Story, indices: readonly number[], before: number): Promise<FileEdits> =>
    editsOf(story, planned(moveSections(await textOf(story), indices, before)).edits);

  return {
    async planMove({ from, segmentIds, to, before }) {
      const story = await opened(from);
      const indices = segmentIds.map((id) => indexOf(story, id));
      if (from === to)
        return moveWithin(
          story,
          indices,
          before === undefined ? story.segments.length : indexOf(story, before),
        );
      const target = await opened(to);
      const plan = planned(
        moveBetween(
          { ...(await textOf(story)), indices },
          {
            ...(await textOf(target)),
            before: before === undefined ? target.segments.length : indexOf(target, before),
          },
        ),
      );
      return [...editsOf(story, plan.from), ...editsOf(target, plan.to)];
    },
    async planMoveBy({ segmentId, direction }) {
      const { story } = await stories.segment(segmentId);
      const index = indexOf(story, segmentId);
      const before =
        direction === 'up' ? moveUp(story.parsed.segments, index) : moveDown(story.parsed.segments, index);
      return before === undefined ? [] : moveWithin(story, [index], before);
    },
    async planRestore({ segmentId }) {
      const { story, segment } = await stories.segment(segmentId);
      if (segment.lockedText === undefined) return [];
      if (segment.lockedText === segment.text) {
        throw new StoryFlowError(
          'WrongUse',
          'The words are those that were locked, but pauses, voices or given sounds among them are others: undo that change, or unlock the segment.',
        );
      }
      const locked = {
        heading: segment.locks[0]?.heading ?? segment.parsed.heading,
        text: segment.lockedText,
      };
      return editsOf(
        story,
        planned(restoreText(await textOf(story), indexOf(story, segmentId), locked)).edits,
      );
    },
    async planSplit({ path, at }) {
      const story = await opened(path);
      const segment = story.segments.find(({ parsed }) => parsed.source.from <= at && at < parsed.source.to);
      const sentence = segment?.plan.sentences.find(({ source }) => source.from <= at && at < source.to);
      if (!segment || !sentence) return [];
      const edits = splitSentence(segment.parsed, sentence.source, segment.plan.settings.language);
      if (edits) return editsOf(story, edits);
      throw new StoryFlowError(
        'WrongUse',
        'There is no good place to split this sentence: put a full stop where a pause belongs.',
      );
    },
    async planFrontMatter({ path, key, value }) {
      const story = await opened(path);
      return editsOf(story, setFrontMatter(story.source, key, value));
    },
    async planSegmentVoice({ segmentIds, voice }) {
      if (voice !== undefined) requireVoice(voice);
      const files: FileEdits[number][] = [];
      for (const { story, segments } of await stories.byStory(segmentIds)) {
        const indices = segments.map(({ parsed }) => parsed.index);
        const { edits } = planned(setHeadingVoice(await textOf(story), indices, voice));
        files.push(...editsOf(story, edits));
      }
      return files;
    },
    async importStory({ file }) {
      const fileName = basename(file);
      const imported = importStory((await readStoryFile(file)).text, { fileName });
      if ('problems' in imported) throw importRefused(fileName, imported.problems);
      return imported;
    },
    async exportStory({ path }) {
      const { title, source, parsed } = await opened(path);
      return exportStory({ title, source, segments: parsed.segments });
    },
  };
}

function editsOf({ path, source }: Story, edits: readonly TextEdit[]): FileEdits {
  return edits.length === 0 ? [] : [{ path, before: source, edits }];
}

/** A plan that can be carried out. Throws WrongUse with the sentence that says why it cannot. */
function planned<T extends object>(plan: T | { readonly problem: string }): T {
  if ('problem' in plan) throw new StoryFlowError('WrongUse', plan.problem);
  return plan;
}

function indexOf({ segments, title }: Story, segmentId: string): number {
  const index = segments.findIndex(({ id }) => id === segmentId);
  if (index !== -1) return index;
  throw new StoryFlowError(
    'SegmentNotFound',
    `A segment of “${title}” is no longer there: the story was changed meanwhile, try again.`,
  );
}
