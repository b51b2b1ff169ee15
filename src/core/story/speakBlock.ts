import type { Range, SpokenText } from '../model';
import { joinSpoken } from '../spokenText';
import { endsWithMark } from './endMark';
import { htmlText } from './htmlText';
import type { Block } from './parseBlocks';
import { blockText } from './parseBlocks';
import type { InlinePiece } from './scanInline';
import { scanInline } from './scanInline';
import { SpokenTextBuilder } from './spokenTextBuilder';

/** What a block's offsets are of, and what must be known of the document around it. */
export interface BlockContext {
  readonly markdown: string;
  /** Turns an offset in `markdown` into one of the file. */
  readonly toFile: (offset: number) => number;
  /** Labels of the link definitions. */
  readonly links: ReadonlySet<string>;
}

/** A place that refers to a footnote. */
export interface FootnoteReference {
  readonly id: string;
  /** Offset in the spoken text of the character that the reference follows; 0 at its start. */
  readonly at: number;
  /** Where the reference stands, in offsets of `markdown`. */
  readonly source: Range;
}

/** A spoken text whose footnotes are not looked up yet. */
export interface Speech {
  readonly spoken: SpokenText;
  readonly references: readonly FootnoteReference[];
}

/** The paragraphs that are spoken for a block: none for some, several for some HTML. */
export function speakBlock(block: Block, context: BlockContext): Speech[] {
  const speech = block.texts.flatMap((range) => speakText(block, range, context));
  const paragraphs = block.content === 'row' ? [joinCells(speech)] : speech;
  return paragraphs.filter(({ spoken, references }) => spoken.text !== '' || references.length > 0);
}

function speakText(block: Block, range: Range, context: BlockContext): Speech[] {
  const text = blockText(block, range, context.markdown);
  const paragraphs = block.content === 'html' ? htmlText(text) : [scanInline(text, context.links)];
  return paragraphs.map((pieces) => speakPieces(pieces, text, range.from, context));
}

function speakPieces(
  pieces: readonly InlinePiece[],
  text: string,
  base: number,
  context: BlockContext,
): Speech {
  const builder = new SpokenTextBuilder(context.toFile);
  const references: FootnoteReference[] = [];
  let soundFrom = 0;
  for (const { from, to, replacement, footnote, sound } of pieces) {
    const source = { from: base + from, to: base + to };
    if (footnote !== undefined)
      references.push({ id: footnote, at: Math.max(0, builder.length - 1), source });
    else if (sound === 'begins') soundFrom = builder.next;
    else if (sound) builder.addMark({ kind: 'pronounce', from: soundFrom, to: builder.length, ...sound });
    else if (replacement !== undefined) builder.addReplacement(replacement, source);
    else builder.addLiteral(text.slice(from, to), source.from);
  }
  return { spoken: builder.finish(), references };
}

/** A row's cells as one sentence: a comma separates cells where no mark stands already. */
function joinCells(row: readonly Speech[]): Speech {
  const cells = row.filter(({ spoken }) => spoken.text !== '');
  const separatorAfter = ({ text }: SpokenText): string => (endsWithMark(text) ? ' ' : ', ');
  const references: FootnoteReference[] = [];
  let at = 0;
  for (const cell of row) {
    for (const reference of cell.references) references.push({ ...reference, at: at + reference.at });
    if (cell.spoken.text !== '') at += cell.spoken.text.length + separatorAfter(cell.spoken).length;
  }
  const spoken = joinSpoken(
    cells.map((cell) => cell.spoken),
    separatorAfter,
  );
  return { spoken, references };
}
