import type { TreeCursor } from '@lezer/common';
import type { ParagraphKind, Range } from '../model';
import { blockSyntax } from './blockSyntax';
import { footnoteId } from './footnoteSyntax';

/** A leaf block of a story. All ranges are offsets in the text that was parsed. */
export interface Block {
  readonly content: 'heading' | 'inline' | 'html' | 'row';
  /** 1 to 6 for a heading outside of every container, which starts a segment; else 0. */
  readonly level: number;
  readonly kind: ParagraphKind;
  /** The footnote definition that the block belongs to: the same object for all of its blocks. */
  readonly footnote: FootnoteDefinition | undefined;
  /** All of the block, marks included. */
  readonly source: Range;
  /** What may be spoken: without a heading's marks and a task's box. A row has one for each cell. */
  readonly texts: readonly Range[];
  /** Quote marks inside the block, at the starts of its lines. */
  readonly quoteMarks: readonly Range[];
}

export interface FootnoteDefinition {
  readonly id: string;
}

/** What the containers around a block say about it. */
interface Container {
  readonly isDocument: boolean;
  readonly kind: ParagraphKind;
  readonly footnote: FootnoteDefinition | undefined;
}

const contents: Partial<Record<string, Block['content']>> = {
  Paragraph: 'inline',
  Task: 'inline',
  ATXHeading1: 'heading',
  ATXHeading2: 'heading',
  ATXHeading3: 'heading',
  ATXHeading4: 'heading',
  ATXHeading5: 'heading',
  ATXHeading6: 'heading',
  SetextHeading1: 'heading',
  SetextHeading2: 'heading',
  HTMLBlock: 'html',
  CommentBlock: 'html',
  ProcessingInstructionBlock: 'html',
  TableHeader: 'row',
  TableRow: 'row',
};

/** The leaf blocks of a Markdown text in order, without code blocks and thematic breaks. */
export function parseBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  // The recursion is as deep as containers nest, which the syntax limits.
  const walk = (cursor: TreeCursor, container: Container): void => {
    forEachChild(cursor, ({ name }) => {
      if (contents[name]) blocks.push(readBlock(cursor, container, markdown));
      else walk(cursor, inside(name, container, cursor, markdown));
    });
  };
  walk(blockSyntax.parse(markdown).cursor(), { isDocument: true, kind: 'prose', footnote: undefined });
  return blocks;
}

/** The text in a range of a block, with spaces where quote marks stand, so that offsets stay the same. */
export function blockText({ quoteMarks }: Block, { from, to }: Range, markdown: string): string {
  let text = '';
  let done = from;
  for (const mark of quoteMarks) {
    if (mark.from < from || mark.to > to) continue;
    text += markdown.slice(done, mark.from) + ' '.repeat(mark.to - mark.from);
    done = mark.to;
  }
  return text + markdown.slice(done, to);
}

/** The nearest quote, list item or footnote decides the kind of what is in it. */
function inside(name: string, container: Container, cursor: TreeCursor, markdown: string): Container {
  switch (name) {
    case 'ListItem':
      return { ...container, isDocument: false, kind: 'item' };
    case 'Blockquote':
      return { ...container, isDocument: false, kind: 'prose' };
    case 'FootnoteDefinition':
      return { isDocument: false, kind: 'prose', footnote: { id: footnoteId(markdown, cursor.from) } };
    default:
      return container;
  }
}

function readBlock(cursor: TreeCursor, container: Container, markdown: string): Block {
  const { name, from, to } = cursor;
  const text = { from, to };
  const cells: Range[] = [];
  const quoteMarks: Range[] = [];
  forEachChild(cursor, (part) => {
    if (part.name === 'QuoteMark') quoteMarks.push({ from: part.from, to: part.to });
    else if (part.name === 'TableCell') cells.push({ from: part.from, to: part.to });
    else if (part.name === 'TaskMarker') text.from = part.to;
    else if (part.name === 'HeaderMark' && part.from === from) text.from = part.to;
    else if (part.name === 'HeaderMark' && name.startsWith('ATX')) text.to = part.from;
    else if (part.name === 'HeaderMark') text.to = markdown.lastIndexOf('\n', part.from);
  });
  const content = contents[name] ?? 'inline';
  return {
    content,
    level: content === 'heading' && container.isDocument ? Number(name.at(-1)) : 0,
    kind: content === 'row' ? 'row' : container.kind,
    footnote: container.footnote,
    source: { from, to },
    texts: content === 'row' ? cells : [text],
    quoteMarks,
  };
}

function forEachChild(cursor: TreeCursor, visit: (child: TreeCursor) => void): void {
  if (!cursor.firstChild()) return;
  do visit(cursor);
  while (cursor.nextSibling());
  cursor.parent();
}
