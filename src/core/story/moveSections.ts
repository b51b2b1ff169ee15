import type { TextChange } from './applyEdits';
import { namesOf, whyFixed, whyNoTarget } from './moveProblem';
import { partsOf } from './removeSection';
import { arrange, blankLine, gapAfter, runsOf, withParts, type Placed, type Run } from './sectionRuns';
import { soundMove } from './soundMove';
import type { StoryText } from './storyText';

/**
 * Moves sections with their parts (decision D-30) before the section `before` of the same story, in their order; the
 * number of segments is the end. Levels stay. White space between sections keeps its place, so that a move back gives
 * the text as it was. Refused when anything would be spoken differently.
 */
export function moveSections(story: StoryText, indices: readonly number[], before: number): TextChange {
  const { source, segments } = story;
  const moved = withParts(story, indices);
  const problem = whyFixed(story, moved) ?? whyNoTarget(story, before);
  if (problem !== undefined) return { problem };
  const runs = runsOf(story, moved, before);
  const order = inOrder(runs, before);
  const sections = segments.map((segment, first) => ({ segment, first, isMoved: moved.has(first) }));
  const expected = inOrder(sections, before).map(({ segment }) => segment);
  return soundMove({
    story,
    what: namesOf(story, indices),
    expected,
    swallowing: segments.at(-1) === expected.at(-1) ? [] : [story],
    edits: (isLoose) => arrange(source, runs, placed(source, runs, order, isLoose)),
  });
}

/** Where Move Up takes a section: before the sibling above it. Undefined when there is none. */
export function moveUp(segments: StoryText['segments'], index: number): number | undefined {
  const level = segments[index]?.level ?? 0;
  const above = segments.findLastIndex((other, at) => at < index && other.level <= level);
  return level > 0 && segments[above]?.level === level ? above : undefined;
}

/** Where Move Down takes a section: behind the sibling below it with that one's parts. Undefined when there is none. */
export function moveDown(segments: StoryText['segments'], index: number): number | undefined {
  const level = segments[index]?.level ?? 0;
  const below = index + partsOf(segments, index) + 1;
  return level > 0 && segments[below]?.level === level ? below + partsOf(segments, below) + 1 : undefined;
}

/** What stays ahead of the target, what is moved, what stays behind. */
function inOrder<T extends Pick<Run, 'isMoved' | 'first'>>(parts: readonly T[], before: number): T[] {
  return [
    ...parts.filter(({ isMoved, first }) => !isMoved && first < before),
    ...parts.filter(({ isMoved }) => isMoved),
    ...parts.filter(({ isMoved, first }) => !isMoved && first >= before),
  ];
}

/** The runs in a new order with the gaps in their old one. */
function placed(source: string, runs: readonly Run[], order: readonly Run[], isLoose: boolean): Placed[] {
  return order.map((run, index) => {
    const gap = gapAfter(source, runs, runs[index]);
    return {
      part: run.isMoved ? source.slice(run.from, run.to) : run,
      gap: isLoose && run.to > 0 ? blankLine(gap, source) : gap,
    };
  });
}
