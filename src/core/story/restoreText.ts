import { isDeepStrictEqual } from 'node:util';
import type { ParsedSegment } from '../model';
import { applyEdits, type TextChange, type TextEdit } from './applyEdits';
import { withEndMark } from './endMark';
import { parseStory } from './parseStory';
import { restoringEdits } from './restoringEdits';
import { sameSection, type StoryText } from './storyText';

/** What is remembered of a segment when it is locked (decision D-12). */
export interface LockedText {
  readonly heading: string;
  /** What was spoken: paragraphs and footnotes as blocks with a blank line between them. */
  readonly text: string;
}

/**
 * Makes a segment's section speak its locked text again (decision D-12), and changes nothing else of what the story
 * speaks. Paragraphs that are as they were keep their Markdown; comments, pictures and code stay.
 */
export function restoreText(story: StoryText, index: number, locked: LockedText): TextChange {
  const segment = story.segments[index];
  const wanted = locked.text === '' ? [] : locked.text.split('\n\n');
  if (!segment || isDeepStrictEqual(textsOf(segment), wanted)) return { edits: [] };
  const what = segment.level === 0 ? 'before the first heading' : `of "${segment.heading}"`;
  const isSpoken = segment.paragraphs[0]?.kind === 'heading';
  const wasSpoken = wanted[0] === withEndMark({ text: locked.heading, spans: [] }).text;
  if (isSpoken !== wasSpoken && segment.paragraphs[0]?.text !== wanted[0]) {
    const [then, now] = wasSpoken ? ['spoken', 'true'] : ['not spoken', 'false'];
    return {
      problem: `The locked text ${what} cannot be restored: headings were ${then} when it was locked. Set "speakHeadings: ${now}" in the front matter first.`,
    };
  }
  for (const edits of restoringEdits(story.source, segment, wanted, locked.heading)) {
    if (areApart(edits) && restores(story, index, wanted, edits)) return { edits };
  }
  return {
    problem: `The locked text ${what} cannot be restored: other text of the story would be read differently then. Undo what was changed, or unlock the segment.`,
  };
}

/** Whether a text after edits speaks what is wanted in one section, and in all others what it spoke. */
function restores(
  story: StoryText,
  index: number,
  wanted: readonly string[],
  edits: readonly TextEdit[],
): boolean {
  const after = parseStory(applyEdits(story.source, edits), story).segments;
  return (
    after.length === story.segments.length &&
    after.every((segment, at) =>
      at === index ? isDeepStrictEqual(textsOf(segment), wanted) : sameSection(segment, story.segments[at]),
    )
  );
}

/** What a segment speaks, a block each. Notes follow their paragraph. */
function textsOf({ paragraphs }: ParsedSegment): string[] {
  return paragraphs.flatMap(({ text, notes }) => [text, ...notes.map((note) => note.text)]);
}

function areApart(edits: readonly TextEdit[]): boolean {
  return edits.every(({ from }, at) => from >= (edits[at - 1]?.to ?? 0));
}
