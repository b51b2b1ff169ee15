import { isDeepStrictEqual } from 'node:util';
import type { ParsedSegment, SpokenText } from '../model';
import { sourceRange } from '../spokenText';
import type { TextEdit } from './applyEdits';
import { changedRuns, type ChangedRun } from './changedRuns';
import { escapeParagraph } from './escapeMarkdown';
import {
  insertBelow,
  insertItems,
  removeLines,
  removeReference,
  replaceLeaf,
  replaceLines,
  replaceWords,
} from './paragraphEdits';
import { blocksOf, leavesOf, type Leaf } from './sectionLeaves';
import { lineEndOf } from './storyText';

/**
 * Edits after which a section may speak the texts that are wanted, those that keep most of its Markdown first. Whether
 * it does is for the caller to find out. Where the first paragraph is the heading, so is the first text that is wanted.
 */
export function* restoringEdits(
  source: string,
  segment: ParsedSegment,
  wanted: readonly string[],
  heading: string,
): Generator<readonly TextEdit[]> {
  const leaves = leavesOf(source, segment.source);
  const told = toldIn(segment, leaves);
  const section: Section = { source, segment, told };
  const isHeadingSpoken = segment.paragraphs[0]?.kind === 'heading';
  const body = isHeadingSpoken ? wanted.slice(1) : wanted;
  const [first] = leaves;
  const isRenamed = isHeadingSpoken && segment.paragraphs[0]?.text !== wanted[0];
  const renaming = (isRenamed && first && replaceLeaf(source, first, heading)) || [];
  const texts = told.map(({ spoken }) => spoken.text);
  const runs = changedRuns(texts, body);
  for (const style of styles) {
    const edits = runs.map((run) => runEdits(section, run, body, style));
    if (edits.every((each) => each !== undefined)) {
      yield [...renaming, ...inOrder(edits.flat())];
    }
  }
  for (const gap of gaps) yield [...renaming, ...rewriting(section, body, gap)];
}

interface Section {
  readonly source: string;
  readonly segment: ParsedSegment;
  /** What is spoken, without the heading. */
  readonly told: readonly Told[];
}

/** A paragraph or a footnote. */
interface Told {
  readonly spoken: SpokenText;
  /** Undefined where the text stands elsewhere, as that of a footnote may. */
  readonly leaf: Leaf | undefined;
  /** Only of footnotes: the paragraph that refers to it, and the offset there. */
  readonly note: { readonly of: Told; readonly at: number } | undefined;
}

function toldIn({ paragraphs }: ParsedSegment, leaves: readonly Leaf[]): Told[] {
  const leafOf = ({ spans }: SpokenText): Leaf | undefined => {
    const at = spans[0]?.source.from ?? -1;
    return leaves.find(({ source }) => source.from <= at && at <= source.to);
  };
  return paragraphs.flatMap((paragraph) => {
    const owner: Told = { spoken: paragraph, leaf: leafOf(paragraph), note: undefined };
    const notes = paragraph.notes.map((note): Told => ({
      spoken: note,
      leaf: leafOf(note),
      note: { of: owner, at: note.at },
    }));
    return paragraph.kind === 'heading' ? notes : [owner, ...notes];
  });
}

/** Which blank lines go with a block that goes. */
const gaps = ['after', 'before'] as const;
type Gap = (typeof gaps)[number];

/** How paragraphs are changed: word by word where that is possible, else as a whole. */
const styles = [true, false].flatMap((byWord) => gaps.map((gap) => ({ byWord, gap })));

/** Edits for what differs in one place: undefined where there are none in this style. */
function runEdits(
  section: Section,
  { old, wanted }: ChangedRun,
  texts: readonly string[],
  { byWord, gap }: (typeof styles)[number],
): TextEdit[] | undefined {
  const { source, told } = section;
  const paired = Math.min(old.to - old.from, wanted.to - wanted.from);
  const changes = told.slice(old.from, old.to).map((each, nth) => {
    if (nth >= paired) return removal(source, each, gap);
    const text = texts[wanted.from + nth] ?? '';
    const words = byWord ? replaceWords(each.spoken, text) : undefined;
    return words ? [words] : each.leaf && replaceLeaf(source, each.leaf, text);
  });
  const added = texts.slice(wanted.from + paired, wanted.to);
  if (added.length > 0) changes.push([insertion(section, old.from + paired, added)]);
  return changes.every((each) => each !== undefined) ? changes.flat() : undefined;
}

function removal(source: string, { leaf, note }: Told, gap: Gap): TextEdit[] | undefined {
  if (!note) return leaf && [removeLines(source, leaf.source, gap)];
  const { spoken, leaf: owner } = note.of;
  if (!owner) return undefined;
  const { to } = sourceRange(spoken, { from: note.at, to: note.at + 1 });
  const reference = removeReference(source, { from: to, to: owner.source.to });
  return reference && [reference];
}

/** Puts paragraphs before what is told at an index: as list items between such. */
function insertion({ source, segment, told }: Section, index: number, texts: readonly string[]): TextEdit {
  const above = told.slice(0, index).findLast(({ leaf, note }) => leaf && !note)?.leaf;
  const isInList = above?.kind === 'item' && told[index]?.leaf?.kind === 'item';
  const items = isInList ? insertItems(source, above, texts) : undefined;
  if (items) return items;
  if (above || segment.level > 0) return insertBelow(source, above?.source.to ?? segment.body.from, texts);
  const { from } = segment.source;
  return { from, to: from, text: texts.map((text) => escapeParagraph(text) + apartIn(source)).join('') };
}

/** Puts all texts where the first spoken block stands, and takes the other spoken blocks out. */
function rewriting(section: Section, texts: readonly string[], gap: Gap): TextEdit[] {
  const { source, segment, told } = section;
  const starts = told.filter(({ note }) => !note).map(({ spoken }) => spoken.spans[0]?.source.from ?? -1);
  const blocks = blocksOf(source, segment.source).filter((block) =>
    starts.some((start) => block.from <= start && start < block.to),
  );
  if (texts.length === 0) return blocks.map((block) => removeLines(source, block, gap));
  const [first, ...others] = blocks;
  if (!first) return [insertion({ ...section, told: [] }, 0, texts)];
  const text = texts.map(escapeParagraph).join(apartIn(source));
  return [replaceLines(source, first, text), ...others.map((block) => removeLines(source, block, gap))];
}

/** Ascending, and once where one block is taken out for several that it speaks. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  const ordered = edits.toSorted((a, b) => a.from - b.from);
  return ordered.filter((edit, at) => !isDeepStrictEqual(edit, ordered[at - 1]));
}

function apartIn(source: string): string {
  return lineEndOf(source).repeat(2);
}
