import type { Range, SpokenText } from '../model';
import { joinSpoken } from '../spokenText';
import { endsWithMark } from './endMark';
import { readAttributes, type HeadingAttributes, type NoAttributes } from './headingAttributes';
import { htmlText } from './htmlText';
import type { TagReport } from './markSpeech';
import type { Block } from './parseBlocks';
import { blockText } from './parseBlocks';
import type { InlinePiece } from './scanInline';
import { scanInline } from './scanInline';
import type { FoundTag } from './speechTags';
import { SpokenTextBuilder } from './spokenTextBuilder';

/** What a block's offsets are of, and what must be known of the document around it. */
export interface BlockContext {
  readonly markdown: string;
  /** Turns an offset in `markdown` into one of the file. */
  readonly toFile: (offset: number) => number;
  /** Labels of the link definitions. */
  readonly links: ReadonlySet<string>;
  /** What tags are told to. */
  readonly report: TagReport;
}

/** A place that refers to a footnote. */
export interface FootnoteReference {
  readonly id: string;
  /** Offset in the spoken text of the character that the reference follows; 0 at its start. */
  readonly at: number;
  /** Where the reference stands, in offsets of `markdown`. */
  readonly source: Range;
}

/** A tag, or what looks like one, and where it works. */
export interface PlacedTag extends Pick<FoundTag, 'tag' | 'fault'> {
  /** Offset in the spoken text. */
  readonly at: number;
  /** In offsets of `markdown`. */
  readonly source: Range;
}

/** A spoken text whose footnotes are not looked up yet, and whose tags do not work yet. */
export interface Speech {
  readonly spoken: SpokenText;
  readonly references: readonly FootnoteReference[];
  readonly tags: readonly PlacedTag[];
  /** Where its Markdown ends, in offsets of `markdown`. */
  readonly end: number;
}

/** The paragraphs that are spoken for a block: none for some, several for some HTML. */
export function speakBlock(block: Block, context: BlockContext): Speech[] {
  const speech = block.texts.flatMap((range) => speakText(block, range, context));
  const paragraphs = block.content === 'row' ? [joinCells(speech)] : speech;
  return paragraphs.filter(
    ({ spoken, references, tags }) => spoken.text !== '' || references.length > 0 || tags.length > 0,
  );
}

/** What stands in braces at the end of a heading that starts a segment. Offsets of `markdown`. */
export function attributesOf(block: Block, markdown: string): HeadingAttributes | NoAttributes | undefined {
  const [range] = block.texts;
  return block.level > 0 && range ? readAttributes(blockText(block, range, markdown)) : undefined;
}

function speakText(block: Block, range: Range, context: BlockContext): Speech[] {
  const whole = blockText(block, range, context.markdown);
  const attributes = block.level > 0 ? readAttributes(whole) : undefined;
  const text = attributes && 'source' in attributes ? whole.slice(0, attributes.source.from) : whole;
  const paragraphs = block.content === 'html' ? htmlText(text) : [scanInline(text, context.links)];
  return paragraphs.map((pieces) => speakPieces(pieces, text, range.from, context));
}

const closingMarks = ',.;:!?…)]}”’»"\'';

function speakPieces(
  pieces: readonly InlinePiece[],
  text: string,
  base: number,
  context: BlockContext,
): Speech {
  const builder = new SpokenTextBuilder(context.toFile);
  const references: FootnoteReference[] = [];
  const tags: PlacedTag[] = [];
  let soundFrom = 0;
  for (const { from, to, replacement, footnote, tag, sound } of pieces) {
    const source = { from: base + from, to: base + to };
    if (tag) {
      const at = tag.tag?.kind === 'voice' ? builder.next : builder.length;
      tags.push({ ...tag, at, source: { from: source.from, to: source.from + tag.length } });
      // It keeps words apart, and does not part a word from its mark.
      if (tag.tag?.kind === 'pause' && !closingMarks.includes(text.charAt(to) || ' '))
        builder.addReplacement(' ', source);
    } else if (footnote !== undefined)
      references.push({ id: footnote, at: Math.max(0, builder.length - 1), source });
    else if (sound === 'begins') soundFrom = builder.next;
    else if (sound) builder.addMark({ kind: 'pronounce', from: soundFrom, to: builder.length, ...sound });
    else if (replacement !== undefined) builder.addReplacement(replacement, source);
    else builder.addLiteral(text.slice(from, to), source.from);
  }
  return { spoken: builder.finish(), references, tags, end: base + text.trimEnd().length };
}

/** A row's cells as one sentence: a comma separates cells where no mark stands already. */
function joinCells(row: readonly Speech[]): Speech {
  const cells = row.filter(({ spoken }) => spoken.text !== '');
  const separatorAfter = ({ text }: SpokenText): string => (endsWithMark(text) ? ' ' : ', ');
  const references: FootnoteReference[] = [];
  const tags: PlacedTag[] = [];
  let at = 0;
  for (const cell of row) {
    for (const reference of cell.references) references.push({ ...reference, at: at + reference.at });
    for (const tag of cell.tags) tags.push({ ...tag, at: at + tag.at });
    if (cell.spoken.text !== '') at += cell.spoken.text.length + separatorAfter(cell.spoken).length;
  }
  const spoken = joinSpoken(
    cells.map((cell) => cell.spoken),
    separatorAfter,
  );
  return { spoken, references, tags, end: row.at(-1)?.end ?? 0 };
}
