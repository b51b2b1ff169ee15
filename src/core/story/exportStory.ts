import type { ParsedSegment, Range } from '../model';
import { unescapeSection } from './escapeSection';
import { findImagePrompt } from './imagePrompt';
import { parseBlocks } from './parseBlocks';
import { readSource } from './sourceText';

/** What an export is made of. */
export interface StoryToExport {
  readonly title: string;
  /** The Markdown that the segments were parsed from. */
  readonly source: string;
  readonly segments: readonly Pick<ParsedSegment, 'body' | 'imagePrompt'>[];
}

/**
 * A story as JSON `{title, segments: [{text_content, image_prompt?}]}`, which `importStory` reads. Title, texts,
 * prompts and their order survive both ways.
 *
 * A text is the Markdown below the heading, not what is spoken of it: marks and links would be lost. It is without
 * the prompt, the white space around it and the backslashes that an import had to add. A part that has neither text nor
 * prompt, such as a heading that only holds others, is left out, because headings are no part of this format.
 */
export function exportStory({ title, source, segments }: StoryToExport): string {
  const text = source.replace(/^\uFEFF/, '');
  const contents = segments.map(({ body, imagePrompt }) => ({
    text_content: textOf(readSource(text.slice(body.from, body.to)).text),
    ...(imagePrompt === '' ? {} : { image_prompt: imagePrompt }),
  }));
  const told = contents.filter((content) => content.text_content !== '' || 'image_prompt' in content);
  return `${JSON.stringify({ title, segments: told }, undefined, 2)}\n`;
}

function textOf(body: string): string {
  const blocks = parseBlocks(body).filter(({ footnote }) => !footnote);
  const prompt = findImagePrompt(blocks, { markdown: body, links: new Set() });
  return unescapeSection((prompt ? without(prompt.source, body) : body).trim());
}

/** The text without a comment, and without its lines where nothing else is on them. */
function without({ from, to }: Range, text: string): string {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to);
  const lineEnd = end < 0 ? text.length : end;
  const isAlone = (text.slice(start, from) + text.slice(to, lineEnd)).trim() === '';
  if (!isAlone) return text.slice(0, from) + text.slice(to);
  return `${text.slice(0, start).trimEnd()}\n\n${text.slice(lineEnd).replace(/^\n+/, '')}`;
}
