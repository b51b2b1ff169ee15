import type { TextEdit } from './applyEdits';
import { namesOf, whyFixed, whyNoTarget } from './moveProblem';
import { arrange, blankLine, gapAfter, runsOf, withParts, type Placed } from './sectionRuns';
import { soundMove } from './soundMove';
import { lineEndOf, type StoryText } from './storyText';

/** Edits of both stories that make a move, or the sentence that says why it cannot be made. */
export type MoveBetween =
  { readonly from: readonly TextEdit[]; readonly to: readonly TextEdit[] } | { readonly problem: string };

/**
 * Moves sections with their parts (decision D-30) from one story to another, before the section `before` there; the
 * number of its segments is the end. Refused when anything would be spoken differently, as where a footnote stays behind.
 */
export function moveBetween(
  from: StoryText & { readonly indices: readonly number[] },
  to: StoryText & { readonly before: number },
): MoveBetween {
  const moved = withParts(from, from.indices);
  if (moved.size === 0) return { from: [], to: [] };
  const problem = whyFixed(from, moved) ?? whyNoTarget(to, to.before);
  if (problem !== undefined) return { problem };
  const what = namesOf(from, from.indices);
  const behind = to.segments.slice(to.before);
  const swallower = behind.length === 0 ? to : from;
  const put = soundMove({
    story: to,
    what,
    expected: [
      ...to.segments.slice(0, to.before),
      ...from.segments.filter((_, index) => moved.has(index)),
      ...behind,
    ],
    swallowing: swallower === to || moved.has(from.segments.length - 1) ? [swallower] : [],
    edits: (isLoose) => insertion(to, textsOf(from, moved), isLoose),
  });
  if ('problem' in put) return put;
  const cut = soundMove({
    story: from,
    what,
    expected: from.segments.filter((_, index) => !moved.has(index)),
    swallowing: [],
    edits: (isLoose) => removal(from, moved, isLoose),
  });
  return 'problem' in cut ? cut : { from: cut.edits, to: put.edits };
}

function textsOf(story: StoryText, moved: ReadonlySet<number>): string[] {
  return runsOf(story, moved, -1)
    .filter(({ isMoved }) => isMoved)
    .map(({ from, to }) => story.source.slice(from, to));
}

/** Edits that take the moved sections out, with the gap after each. */
function removal(story: StoryText, moved: ReadonlySet<number>, isLoose: boolean): TextEdit[] {
  const { source } = story;
  const runs = runsOf(story, moved, -1);
  const staying = runs.filter(({ isMoved }) => !isMoved);
  const order = staying.map((run): Placed => {
    const gap = gapAfter(source, runs, run);
    return { part: run, gap: isLoose && run.to > 0 ? blankLine(gap, source) : gap };
  });
  return arrange(source, runs, order);
}

/** Edits that put texts before a section, a blank line apart, with the line ends that the story has. */
function insertion(
  story: StoryText & { readonly before: number },
  texts: readonly string[],
  isLoose: boolean,
): TextEdit[] {
  const { source, before } = story;
  const lineEnd = lineEndOf(source);
  const apart = lineEnd + lineEnd;
  const runs = runsOf(story, new Set(), before);
  const [ahead, behind] = runs;
  if (!ahead) return [];
  const gap = behind ? gapAfter(source, runs, ahead) : ahead.to > 0 ? apart : '';
  const added = texts.map((text) => text.replace(/\r\n?|\n/gu, lineEnd)).join(apart);
  return arrange(source, runs, [
    { part: ahead, gap: isLoose ? blankLine(gap, source) : gap },
    { part: source === '' ? added + lineEnd : added, gap: apart },
    ...(behind ? [{ part: behind, gap: '' }] : []),
  ]);
}
