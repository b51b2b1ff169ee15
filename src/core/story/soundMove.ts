import type { ParsedSegment } from '../model';
import { applyEdits, type TextChange, type TextEdit } from './applyEdits';
import { moveProblem } from './moveProblem';
import { parseStory } from './parseStory';
import { sameSections, type StoryText } from './storyText';

/** How a story is to read after a move, and the edits that may bring it there. */
export interface MovePlan {
  readonly story: StoryText;
  /** What is moved, as `namesOf` says it. */
  readonly what: string;
  readonly expected: readonly ParsedSegment[];
  /** Stories whose last section gets something after it. */
  readonly swallowing: readonly StoryText[];
  /** As tight as the text is, or loose: with a blank line between new neighbours. */
  readonly edits: (isLoose: boolean) => TextEdit[];
}

/** The first edits of a plan after which the story, read again, is as expected. */
export function soundMove({ story, what, expected, swallowing, edits }: MovePlan): TextChange {
  let after: readonly ParsedSegment[] = [];
  for (const isLoose of [false, true]) {
    const tried = edits(isLoose);
    if (tried.length === 0) return { edits: tried };
    after = parseStory(applyEdits(story.source, tried), story).segments;
    if (sameSections(after, expected)) return { edits: tried };
  }
  return { problem: moveProblem({ what, expected, after, swallowing }) };
}
