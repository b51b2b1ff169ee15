import type { Range } from '../model';
import type { Block } from './parseBlocks';
import { blockText } from './parseBlocks';
import { scanInline } from './scanInline';
import type { BlockContext } from './speakBlock';

/** What a picture for a section is to show (decision D-31). */
export interface ImagePrompt {
  readonly text: string;
  /** All of the comment, in offsets of the text that the blocks were read from. */
  readonly source: Range;
}

const isPrompt = /^\s*prompt\s*:/i;

/** The first comment `<!-- prompt: ... -->` of a section's blocks. The work is linear. */
export function findImagePrompt(
  blocks: readonly Block[],
  { markdown, links }: Pick<BlockContext, 'markdown' | 'links'>,
): ImagePrompt | undefined {
  for (const block of blocks) {
    for (const { from, to } of block.texts) {
      // Most paragraphs have no comment, and their text need not be taken apart.
      if (!markdown.slice(from, to).includes('<!--')) continue;
      const text = blockText(block, { from, to }, markdown);
      const found = promptAmong(commentsIn(text, block.content === 'html' ? undefined : links), text);
      if (found) return { ...found, source: { from: from + found.source.from, to: from + found.source.to } };
    }
  }
  return undefined;
}

/** The comment that says a prompt, so that `findImagePrompt` gives back the same text without outer white space. */
export function promptComment(prompt: string): string {
  // A comment ends at its first `-->`; for HTML also at `--!>`.
  const written = prompt.replace(/&(?=(?:amp|gt);)/g, '&amp;').replace(/(--!?)>/g, '$1&gt;');
  return `<!-- prompt: ${written} -->`;
}

function promptAmong(comments: Iterable<Range>, text: string): ImagePrompt | undefined {
  for (const source of comments) {
    const content = text.slice(source.from + '<!--'.length, source.to - '-->'.length);
    const start = isPrompt.exec(content)?.[0];
    if (start === undefined) continue;
    const prompt = content.slice(start.length).trim();
    return { text: prompt.replace(/&(amp|gt);/g, (_, name) => (name === 'gt' ? '>' : '&')), source };
  }
  return undefined;
}

/** The comments of an HTML block or, with `links`, of inline content: what is spoken there, as in code, is none. */
function* commentsIn(text: string, links: ReadonlySet<string> | undefined): Generator<Range> {
  const spoken = links ? scanInline(text, links) : [];
  let next = 0;
  let at = text.indexOf('<!--');
  while (at >= 0) {
    while ((spoken[next]?.to ?? Infinity) <= at) next++;
    const isSpoken = (spoken[next]?.from ?? Infinity) <= at;
    const end = isSpoken ? at : text.indexOf('-->', at + '<!'.length);
    if (end < 0) return;
    if (!isSpoken) yield { from: at, to: end + '-->'.length };
    at = text.indexOf('<!--', end + '-->'.length);
  }
}
