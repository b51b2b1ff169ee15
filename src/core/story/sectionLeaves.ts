import type { Range } from '../model';
import { blockSyntax } from './blockSyntax';
import { takeLinkDefinitions } from './linkDefinitions';
import { parseBlocks, type Block } from './parseBlocks';
import { readSource } from './sourceText';

/** A block of a section that may be spoken, without the link definitions it begins with. Ranges are those of the file. */
export interface Leaf extends Pick<Block, 'content' | 'kind'> {
  readonly source: Range;
  /** Its text without marks and white space around it. A row's is that of its first cell. */
  readonly text: Range;
}

/** The leaves of a section, which reads alone as it does in its story. */
export function leavesOf(source: string, section: Range): Leaf[] {
  const { text: markdown, toRange } = readSection(source, section);
  return takeLinkDefinitions(parseBlocks(markdown), markdown).blocks.map((block) => ({
    content: block.content,
    kind: block.kind,
    source: toRange(trimmed(markdown, block.source)),
    text: toRange(trimmed(markdown, block.texts[0] ?? block.source)),
  }));
}

/** The outermost blocks of a section, such as a whole list, with its heading. */
export function blocksOf(source: string, section: Range): Range[] {
  const { text, toRange } = readSection(source, section);
  const blocks: Range[] = [];
  for (let node = blockSyntax.parse(text).topNode.firstChild; node; node = node.nextSibling) {
    blocks.push(toRange(trimmed(text, node)));
  }
  return blocks;
}

function trimmed(markdown: string, { from, to }: Range): Range {
  const text = markdown.slice(from, to);
  const end = from + text.trimEnd().length;
  return { from: Math.min(to - text.trimStart().length, end), to: end };
}

function readSection(
  source: string,
  { from, to }: Range,
): { text: string; toRange: (range: Range) => Range } {
  const part = readSource(source.slice(from, to));
  return {
    text: part.text,
    toRange: (range) => {
      const inPart = part.toFileRange(range);
      return { from: from + inPart.from, to: from + inPart.to };
    },
  };
}
