import type { BlockParser, InlineParser, MarkdownConfig } from '@lezer/markdown';
import { parser, Table, TaskList } from '@lezer/markdown';
import { footnoteSyntax } from './footnoteSyntax';
import { endOfMatch } from './matchAt';

// No writer nests quotes and lists this deep, and the work per line grows with the depth.
const maxDepth = 100;

/** Takes a line whose containers nest too deep as a paragraph of its own, without its quote marks. */
const depthLimit: BlockParser = {
  name: 'DepthLimit',
  before: 'IndentedCode',
  parse(context, line) {
    if (context.depth <= maxDepth || line.pos === line.text.length) return false;
    const skipped = endOfMatch(/[>\s]*/y, line.text, line.pos);
    const from = context.lineStart + skipped;
    const to = context.lineStart + line.text.length;
    context.nextLine();
    context.addElement(context.elt('Paragraph', from, to));
    return true;
  },
};

const lessThan = 0x3c;
const selfClosingTag =
  /^<[a-z][a-z0-9-]*(?:\s+[a-z:_][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/>\s*$/i;

/**
 * The HTML block that starts with a self-closing tag alone on its line and ends before a blank one, which
 * Lezer does not know: a heading in it is none. In a quote or list, where it hides no heading that starts a
 * segment, it ends with its line.
 */
const selfClosingHtml: BlockParser = {
  name: 'SelfClosingHtml',
  after: 'HTMLBlock',
  parse(context, line) {
    if (line.next !== lessThan || !selfClosingTag.test(line.text.slice(line.pos))) return false;
    const from = context.lineStart + line.pos;
    const isLong = context.depth === 1;
    context.nextLine();
    while (isLong && line.pos < line.text.length) context.nextLine();
    context.addElement(context.elt('HTMLBlock', from, context.prevLineEnd()));
    return true;
  },
};

/**
 * Below a line with a bar Lezer tries its pattern for a table's second line on the next line as it is. On a
 * long run of white space that pattern is quadratic; no table is indented that far.
 */
function withoutFarIndent(table: MarkdownConfig): MarkdownConfig {
  const parseBlock = table.parseBlock?.map((block): BlockParser => ({
    ...block,
    endLeaf: (context, line, leaf) =>
      line.text.includes('|') &&
      !/^[>\s]{200}/.test(context.peekLine()) &&
      (block.endLeaf?.(context, line, leaf) ?? false),
  }));
  return { ...table, ...(parseBlock && { parseBlock }) };
}

/**
 * Leaves inline content alone. `scanInline` reads it: it knows the link definitions, and its work is linear
 * and without recursion, where Lezer's is quadratic and recurses as deep as marks nest.
 */
const noInline: InlineParser = { name: 'NoInline', before: 'Escape', parse: (context) => context.end };

/** CommonMark's block structure with tables, task lists and footnotes. Link definitions are paragraphs. */
export const blockSyntax = parser.configure([
  withoutFarIndent(Table),
  TaskList,
  footnoteSyntax,
  {
    parseInline: [noInline],
    parseBlock: [depthLimit, selfClosingHtml],
    remove: ['LinkReference'],
  },
]);
