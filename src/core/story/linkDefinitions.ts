import { readDefinitions } from './linkSyntax';
import type { Block } from './parseBlocks';
import { blockText } from './parseBlocks';

/** A story's blocks without the link definitions that some begin with, and the labels of those. */
export interface DefinedLinks {
  readonly blocks: readonly Block[];
  readonly links: ReadonlySet<string>;
}

/** Takes the link definitions out of paragraphs; what is left without any text is no block any more. */
export function takeLinkDefinitions(blocks: readonly Block[], markdown: string): DefinedLinks {
  const links = new Set<string>();
  const left = blocks.flatMap((block) => {
    const [range] = block.texts;
    if (!range || !mayDefine(block) || markdown[range.from] !== '[') return [block];
    const text = blockText(block, range, markdown);
    const { end, labels } = readDefinitions(text);
    for (const label of labels) links.add(label);
    const rest = text.slice(end).trimStart();
    if (rest === '') return [];
    const from = range.from + text.length - rest.length;
    return [{ ...block, source: { ...block.source, from }, texts: [{ ...range, from }] }];
  });
  return { blocks: left, links };
}

/** Paragraphs, and headings that are marked by an underline: they are paragraphs up to there. */
function mayDefine({ content, source, texts }: Block): boolean {
  return (content === 'inline' || content === 'heading') && source.from === texts[0]?.from;
}
