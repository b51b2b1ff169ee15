import type { MarkdownConfig } from '@lezer/markdown';
import { matchAt } from './matchAt';

const definitionStart = /\[\^([^\s[\]]{1,999})\]:/y;
const continuationIndent = 4;

/**
 * Lezer extension for `[^id]: text`: a container that may stand directly below a paragraph and goes on over
 * blank lines and indented ones.
 */
export const footnoteSyntax: MarkdownConfig = {
  defineNodes: [
    {
      name: 'FootnoteDefinition',
      block: true,
      composite(_context, line) {
        if (line.pos === line.text.length) return true;
        if (line.indent < line.baseIndent + continuationIndent) return false;
        line.moveBaseColumn(line.baseIndent + continuationIndent);
        return true;
      },
    },
  ],
  parseBlock: [
    {
      name: 'FootnoteDefinition',
      after: 'IndentedCode',
      parse(context, line) {
        const start = matchAt(definitionStart, line.text, line.pos);
        if (!start) return false;
        context.startComposite('FootnoteDefinition', line.pos);
        line.moveBase(line.pos + start[0].length);
        return null;
      },
      endLeaf: (_context, line) => matchAt(definitionStart, line.text, line.pos) !== null,
    },
  ],
};

/** The id of the definition that starts at an offset. */
export function footnoteId(markdown: string, from: number): string {
  return matchAt(definitionStart, markdown, from)?.[1] ?? '';
}
