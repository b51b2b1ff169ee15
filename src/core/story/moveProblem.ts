import type { ParsedSegment } from '../model';
import { blockSyntax } from './blockSyntax';
import { parseStory } from './parseStory';
import { partsOf } from './removeSection';
import { readSource } from './sourceText';
import { sameSection, type StoryText } from './storyText';

/** What came of a move that would change what is spoken. */
export interface FailedMove {
  /** What was to be moved, as `namesOf` says it. */
  readonly what: string;
  /** The sections of a story as they were to be. */
  readonly expected: readonly ParsedSegment[];
  /** The sections that its text would have. */
  readonly after: readonly ParsedSegment[];
  /** Stories whose last section would get something after it. */
  readonly swallowing: readonly StoryText[];
}

/** Why these sections never can be moved; undefined when they may be. */
export function whyFixed({ segments }: StoryText, moved: ReadonlySet<number>): string | undefined {
  return segments[0]?.level === 0 && moved.has(0)
    ? 'The text before the first heading cannot be moved: give it a heading first.'
    : undefined;
}

/** Why nothing can be moved before the section `before`; undefined when something may be. */
export function whyNoTarget({ segments }: StoryText, before: number): string | undefined {
  return segments[0]?.level === 0 && before === 0
    ? 'Nothing can be moved before the text that has no heading: give that text a heading first.'
    : undefined;
}

/** The subject of a sentence about sections; those that are parts of others are not counted. */
export function namesOf({ segments }: StoryText, indices: readonly number[]): string {
  const [first = 0, ...others] = indices.toSorted((a, b) => a - b);
  const end = first + partsOf(segments, first);
  return others.some((index) => index > end) ? 'The sections' : nameOf(segments[first]);
}

/** The sentence that says why a move was refused and what to do. */
export function moveProblem({ what, expected, after, swallowing }: FailedMove): string {
  const named = (section: ParsedSegment): string => (nameOf(section) === what ? 'it' : nameOf(section));
  for (const story of swallowing) {
    const last = story.segments.at(-1);
    const open = unclosedEnd(story);
    if (open === undefined || !last) continue;
    return `${what} cannot be moved: ${named(last)} ends in ${open}. Close it first.`;
  }
  const [first, ...others] = expected;
  if (first && haveSameHeadings(others, after)) {
    return `${what} cannot be moved: ${named(first)} has no text of its own and would become the story's title. Give it some text first.`;
  }
  const changed = haveSameHeadings(expected, after)
    ? expected.find((section, index) => !sameSection(section, after[index]))
    : undefined;
  if (!changed) {
    return `${what} cannot be moved there: Markdown would read the text around it differently. Move it by hand in the editor.`;
  }
  return `${what} cannot be moved: a footnote or a link in ${named(changed)} would be read differently then. Put it and its definition into one section first, or give it a name of its own.`;
}

function nameOf(section: ParsedSegment | undefined): string {
  return section?.heading ? `"${section.heading}"` : 'The section';
}

function haveSameHeadings(one: readonly ParsedSegment[], other: readonly ParsedSegment[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ heading, level }, at) => heading === other[at]?.heading && level === other[at].level)
  );
}

/** What a story ends in when a heading after it would be none. */
function unclosedEnd({ source, segments, ...options }: StoryText): string | undefined {
  const more = parseStory(`${source}\n\n## Next\n\nText.\n`, options).segments;
  if (more.length > segments.length) return undefined;
  return (
    openBlocks.get(blockSyntax.parse(readSource(source).text).topNode.lastChild?.name) ?? 'unclosed HTML'
  );
}

const openBlocks: ReadonlyMap<string | undefined, string> = new Map([
  ['FencedCode', 'an unclosed code fence'],
  ['CommentBlock', 'an unclosed HTML comment'],
]);
